"""Titles, descriptions, canonical addresses, translations and sharing cards in the head."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from PIL import Image

from initiatives.models import PolicyUpdatePage, PolicyUpdatesIndexPage
from nnirr_site.checks import own_page_models
from nnirr_site.models import StandardPage
from nnirr_site.seo.metadata import build_metadata
from nnirr_site.seo.structured_data import build_graph
from tests.factories import make_home, make_page, make_topic
from tests.nnirr_site.head import Head, translate
from tests.nnirr_site.photographs import make_image
from tests.worlds import lasting

pytestmark = pytest.mark.django_db

LABELS = sorted(model._meta.label for model in own_page_models())


@lasting
def home():
    return make_home(title="Our program")


def standard(home, **fields) -> StandardPage:
    return make_page(StandardPage, parent=home, **fields)


def make_updates(home, count: int, **fields) -> PolicyUpdatesIndexPage:
    index = make_page(PolicyUpdatesIndexPage, parent=home, title="Policy updates")
    for number in range(count):
        make_page(PolicyUpdatePage, parent=index, title=f"Update {number}", **fields)
    return index


@pytest.mark.parametrize("label", LABELS)
def test_every_page_type_says_what_it_is(label, client, home):
    page = (
        make_page(apps.get_model(label), lead="A lead.") if label != "nnirr_site.HomePage" else home
    )
    head = Head(client.get(page.url))
    assert page.title in head.title
    assert head.canonical == f"{settings.SITE_URL}{page.url}"
    assert head.meta("og:url") == head.canonical
    assert head.meta("og:title") == page.title
    assert head.meta("og:image").startswith(settings.SITE_URL)
    assert head.meta("og:image:width") == "1200"
    assert head.meta("og:image:height") == "630"
    assert head.meta("twitter:card") == "summary_large_image"
    assert head.meta("robots") is None


def test_editors_title_and_description_come_first(client, home):
    page = standard(
        home,
        title="About",
        seo_title="About the network",
        search_description="Who we are.",
        lead="A lead.",
    )
    head = Head(client.get(page.url))
    assert head.title.startswith("About the network |")
    assert head.meta("description") == "Who we are."


def test_description_falls_back_to_the_lead_then_to_the_first_words(client, home):
    body = [
        ("heading", {"text": "First", "anchor": ""}),
        ("prose", "<p>Rights &amp; </p><p>duties</p>"),
    ]
    with_lead = standard(home, lead="The lead.", body=body)
    without = standard(home, body=body)
    assert Head(client.get(with_lead.url)).meta("description") == "The lead."
    assert Head(client.get(without.url)).meta("description") == "Rights & duties"


def test_long_description_is_cut_to_what_search_engines_show(client, home):
    page = standard(home, lead="Border guards must " * 20)
    description = Head(client.get(page.url)).meta("description")
    assert len(description) <= 160
    assert description.endswith("…")


def test_figures_in_a_lead_are_filled_in(client, home):
    page = standard(home, lead="[[un_members]] States & [[nonsense]]no more.")
    description = Head(client.get(page.url)).meta("description")
    assert re.fullmatch(r"(\d+|–) States & no more\.", description)


def test_short_title_stands_in_for_one_that_is_too_long(client, home):
    long_title = "Recommended principles and guidelines on human rights at international borders"
    model = apps.get_model("initiatives.InitiativePage")
    page = make_page(model, title=long_title, short_title="Border principles")
    assert Head(client.get(page.url)).title.startswith("Border principles |")


def test_long_title_is_not_made_longer_by_the_name(client, home):
    long_title = "Guidelines to protect migrants in countries in conflict or disaster"
    assert Head(client.get(standard(home, title=long_title).url)).title == long_title
    assert Head(client.get(standard(home, title="Contact").url)).title == "Contact | NNIRR"


def test_markup_in_a_title_stays_text(client, home):
    page = standard(home, title='<b>"Bold" & brave</b>')
    head = Head(client.get(page.url))
    assert head.meta("og:title") == '<b>"Bold" & brave</b>'


def test_canonical_keeps_the_page_number_and_drops_what_only_tracks(client, home):
    index = make_updates(home, 21)
    head = Head(client.get(index.url, {"utm_source": "mail", "page": "2", "fbclid": "x"}))
    assert head.canonical == f"{settings.SITE_URL}{index.url}?page=2"
    assert "page 2" in head.title
    assert head.meta("robots") is None


def test_first_page_of_a_list_has_one_address_only(client, home):
    index = make_updates(home, 21)
    assert Head(client.get(index.url, {"page": "1"})).canonical == f"{settings.SITE_URL}{index.url}"


def test_filtered_list_keeps_its_filters_and_is_not_indexed(client, home):
    topic = make_topic("ILO")
    index = make_updates(home, 1)
    page = PolicyUpdatePage.objects.get()
    page.topics.add(topic)
    page.save()
    head = Head(client.get(index.url, {"topic": topic.slug, "gclid": "1"}))
    assert head.canonical == f"{settings.SITE_URL}{index.url}?topic={topic.slug}"
    assert head.meta("robots") == "noindex"
    assert "ILO" in head.title


def test_unknown_filter_makes_no_new_address(client, home):
    index = make_updates(home, 1)
    head = Head(client.get(index.url, {"topic": "nonsense"}))
    assert head.canonical == f"{settings.SITE_URL}{index.url}"


def test_translations_name_each_other_and_a_default(client, home):
    page = standard(home, title="About", slug="about")
    spanish = translate(page, "es", title="Acerca de", slug="acerca")
    expected = {
        "en": f"{settings.SITE_URL}/about/",
        "es": f"{settings.SITE_URL}/es/acerca/",
        "x-default": f"{settings.SITE_URL}/about/",
    }
    for each in (page, spanish):
        head = Head(client.get(each.url))
        alternates = {
            link["hreflang"]: link["href"] for link in head.links("alternate") if "hreflang" in link
        }
        assert alternates == expected
    assert Head(client.get(spanish.url)).meta("og:locale") == "es_LA"


def test_page_in_one_language_names_no_others(client, home):
    page = standard(home)
    translate(home, "es")
    links = Head(client.get(page.url)).links("alternate")
    assert [link for link in links if "hreflang" in link] == []


def test_draft_translation_is_not_named(client, home):
    page = standard(home)
    translate(page, "es").unpublish()
    links = Head(client.get(page.url)).links("alternate")
    assert [link for link in links if "hreflang" in link] == []


def test_second_page_of_a_list_names_no_translations(client, home):
    index = make_updates(home, 21)
    translate(index, "es")
    assert len(Head(client.get(index.url)).links("alternate")) == 5  # en, es, x-default, two feeds
    second = Head(client.get(index.url, {"page": "2"}))
    assert [link for link in second.links("alternate") if "hreflang" in link] == []


def test_policy_update_tells_when_it_was_published(client, home):
    make_updates(home, 1, date="2014-10-01", date_precision="month")
    page = PolicyUpdatePage.objects.get()
    page.save_revision().publish()
    page.refresh_from_db()
    head = Head(client.get(page.url))
    assert head.meta("og:type") == "article"
    published = head.meta("article:published_time")
    # The day on which we published, not the month in which it happened.
    assert published.startswith(str(page.first_published_at.year))
    assert "2014" not in published


def test_chosen_picture_is_cut_to_the_format_of_a_card(client, home):
    page = standard(home, share_image=make_image(1600, 1200, title="Marchers"))
    head = Head(client.get(page.url))
    name = head.meta("og:image").partition("/media/")[2]
    with default_storage.open(name) as file, Image.open(file) as picture:
        assert picture.size == (1200, 630)
    assert (head.meta("og:image:width"), head.meta("og:image:height")) == ("1200", "630")


def test_lost_picture_falls_back_to_the_program_print(client, home):
    image = make_image(1600, 1200)
    image.file.storage.delete(image.file.name)
    head = Head(client.get(standard(home, share_image=image).url))
    assert head.meta("og:image").endswith("/art/og.png")


@pytest.mark.parametrize("label", ["nnirr_site.StandardPage", "initiatives.PolicyUpdatePage"])
def test_metadata_costs_no_query_that_the_page_does_not_make(
    label, client, home, django_assert_num_queries, warm_generation
):
    page = make_page(apps.get_model(label), lead="A lead.")
    context = client.get(page.url).context
    shown = {name: context.get(name) for name in ("site_identity", "languages", "listing")}
    with django_assert_num_queries(0):
        build_metadata(context["page"], context["request"], shown)
        build_graph(context["page"], context["request"])


def test_address_never_follows_the_host_that_was_asked(client, home, settings):
    settings.ALLOWED_HOSTS = ["*"]
    page = standard(home)
    head = Head(client.get(page.url, headers={"host": "evil.example"}))
    assert head.canonical.startswith(settings.SITE_URL)
    assert head.meta("og:image").startswith(settings.SITE_URL)
