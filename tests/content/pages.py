"""Pages of the loaded starter content."""

from django.test import Client
from wagtail.models import Page

from nnirr_site.starter.writer import translation_key


def find(key, code="en"):
    page = Page.objects.get(translation_key=translation_key(key), locale__language_code=code)
    return page.specific


def read(page):
    response = Client().get(page.url)
    assert response.status_code == 200
    return response.content.decode()
