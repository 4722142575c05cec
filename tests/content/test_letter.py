"""The letter to Senators and their table, as they come with the site."""

from campaigns.models import Senator, SenatorLetter
from campaigns.services import publish_statement
from nnirr_site.management.commands.load_starter_content import load_senators
from nnirr_site.starter.builder import Builder
from tests.content.pages import find

BRIEF = "initiatives/migrant-workers-convention/legal-brief"
LETTER = "/calls/migrant-workers-convention/letter/"


def load_letter(refresh=False):
    """Write the call again, with its letters, and the table of Senators."""
    Builder(None, publish_statement, None, refresh=refresh).write_call()
    load_senators()


def test_the_letter_comes_in_both_languages_with_the_whole_table(starter_site, client):
    load_letter()
    assert Senator.objects.count() == 100
    assert set(SenatorLetter.objects.values_list("language", flat=True)) == {"en", "es"}
    answer = client.get("/es/calls/migrant-workers-convention/letter/?state=CA")
    text = answer.content.decode()
    assert "Alex Padilla" in text
    assert "I live in your state" in text
    assert "Vivo en su estado" in text


def test_what_staff_wrote_and_imported_stays(starter_site):
    load_letter()
    SenatorLetter.objects.filter(language="en").update(subject="Ours")
    Senator.objects.exclude(state="CA").delete()
    load_letter()
    assert SenatorLetter.objects.get(language="en").subject == "Ours"
    assert Senator.objects.count() == 2
    load_letter(refresh=True)
    assert SenatorLetter.objects.get(language="en").subject != "Ours"
    assert Senator.objects.count() == 2


def test_the_letter_leads_to_the_brief_in_the_language_that_is_read(starter_site, client):
    load_letter()
    for code, prefix in (("en", ""), ("es", "/es")):
        brief = find(BRIEF, code)
        text = client.get(f"{prefix}{LETTER}").content.decode()
        assert f'href="{brief.url}" hreflang="{code}"' in text, code
        assert brief.title in text


def test_a_brief_that_was_taken_off_is_led_to_no_more(starter_site, client):
    load_letter()
    url = find(BRIEF).url
    assert url in client.get(LETTER).content.decode()
    find(BRIEF).unpublish()
    assert url not in client.get(LETTER).content.decode()


def test_the_letter_asks_for_what_can_be_done_before_anybody_signs(starter_site):
    load_letter()
    body = SenatorLetter.objects.get(language="en").body
    asks = ("hearing", "Department of State", "sense of the Senate", "vote for consent")
    assert [body.index(ask) for ask in asks] == sorted(body.index(ask) for ask in asks)


def test_the_foot_of_every_page_leads_to_the_letter(starter_site, client):
    load_letter()
    for address in ("/resources/", "/es/recursos/"):
        prefix = "/es" if address.startswith("/es/") else ""
        link = f'href="{prefix}/calls/migrant-workers-convention/letter/"'
        text = client.get(address).content.decode()
        assert link in text, address
