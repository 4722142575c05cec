import pytest

from initiatives.importing import import_states
from initiatives.models import (
    InitiativePage,
    InitiativeRelatedPage,
    InitiativesIndexPage,
    NetworkPage,
    NetworksIndexPage,
    State,
    TrackerPage,
)
from resources.models import ResourcePage
from tests.factories import make_home, make_page

pytestmark = pytest.mark.django_db


def test_initiative_shows_its_related_pages_by_kind_and_hides_unpublished_ones(client):
    make_home()
    page = make_page(InitiativePage, title="Borders")
    network = make_page(NetworkPage, title="A network")
    resource = make_page(ResourcePage, title="A resource")
    hidden = make_page(ResourcePage, title="A draft", live=False)
    for other in (resource, network, hidden):
        InitiativeRelatedPage.objects.create(initiative=page, page=other)
    context = client.get(page.url).context
    assert [item.title for item in context["related_networks"]] == ["A network"]
    assert [item.title for item in context["related_resources"]] == ["A resource"]
    assert context["related_initiatives"] == []


def test_initiatives_keep_the_order_of_the_editors():
    make_home()
    index = make_page(InitiativesIndexPage)
    for title in ("Zebra", "Alpha"):
        make_page(InitiativePage, parent=index, title=title)
    assert [page.title for page in index.latest()] == ["Zebra", "Alpha"]


def test_networks_stand_in_the_order_in_which_they_began():
    make_home()
    index = make_page(NetworksIndexPage)
    for title, year in (("Younger", 2012), ("Elder", 1994)):
        make_page(NetworkPage, parent=index, title=title, founded_year=year)
    assert [page.title for page in index.latest()] == ["Elder", "Younger"]


def test_flags_of_the_states_are_shown_where_staff_ask_for_them(client):
    import_states()
    index = make_page(InitiativesIndexPage, parent=make_home())
    plain = make_page(InitiativePage, parent=index, slug="plain")
    shown = make_page(InitiativePage, parent=index, slug="shown", shows_ratifications=True)
    assert "flags-title" not in client.get(plain.url).content.decode()
    html = client.get(shown.url).content.decode()
    assert "A flag for each of the 60 States that have joined" in html
    assert "css/ratifications.css" in html
    assert "Which States, and when" not in html
    tracker = make_page(TrackerPage)
    assert f'href="{tracker.url}#years"' in client.get(shown.url).content.decode()
    State.objects.all().delete()
    assert "flags-title" not in client.get(shown.url).content.decode()
