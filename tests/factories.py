"""Objects for tests, with as little in them as the models allow."""

from __future__ import annotations

import datetime

from django.apps import apps
from wagtail.models import Page, Site

from nnirr_site.models import NavigationMenu, SiteDocument, Topic


def root_page() -> Page:
    """The root of the page tree, which migrations make."""
    return Page.get_first_root_node()


def make_home(**fields) -> Page:
    """A home page that the default site answers with."""
    home_model = apps.get_model("nnirr_site", "HomePage")
    home = home_model(**{"title": "Home", "slug": f"home-{home_model.objects.count()}", **fields})
    root_page().add_child(instance=home)
    site = Site.objects.get(is_default_site=True)
    site.root_page = home
    site.save()
    return home


def make_call(**fields):
    """A call that is open, with one statement in English."""
    from tests.campaigns.factories import make_call as build

    return build(**fields)


REQUIRED_FIELDS = {
    "campaigns.CallPage": lambda: {"call": make_call()},
    "resources.MigrantsDayEventPage": lambda: {"start_date": datetime.date(2024, 12, 18)},
    "resources.MigrantsDayYearPage": lambda: {"year": 2024},
}


def make_page(model, parent: Page | None = None, **fields) -> Page:
    """A page of `model` with a title and nothing else that is not required.

    Without `parent` the pages above it are made too, as its `parent_page_types` say.
    """
    label = model._meta.label
    if label == "nnirr_site.HomePage":
        return make_home(**fields)
    if parent is None:
        parent_model = apps.get_model(model.parent_page_types[0])
        parent = parent_model.objects.first() or make_page(parent_model)
    number = model.objects.count() + 1
    values = {
        "title": f"{model._meta.verbose_name} {number}".capitalize(),
        "slug": f"{model._meta.model_name}-{number}",
        **REQUIRED_FIELDS.get(label, dict)(),
        **fields,
    }
    page = model(**values)
    parent.add_child(instance=page)
    return model.objects.get(pk=page.pk)


def make_topic(name: str, **fields) -> Topic:
    return Topic.objects.create(name=name, **fields)


def make_document(name: str = "sheet.pdf", content: bytes = b"%PDF-1.4 test", **fields):
    """A document whose file really exists below MEDIA_ROOT."""
    from django.core.files.base import ContentFile

    document = SiteDocument(**{"title": "Sheet", **fields})
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    return document


def make_menu(slot: str, links: list[dict], **fields) -> NavigationMenu:
    from wagtail.models import Locale

    return NavigationMenu.objects.create(
        slot=slot, items=[("link", link) for link in links], locale=Locale.get_default(), **fields
    )
