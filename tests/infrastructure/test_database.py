"""The test database itself: what commits in one test is gone in the next."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page, Site


def count_rows() -> tuple[int, int, int, int]:
    return (
        Page.objects.count(),
        Site.objects.count(),
        Locale.objects.count(),
        Group.objects.count(),
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_what_migrations_made_is_restored_after_a_test_that_commits(run):
    pages, sites, locales, groups = count_rows()
    assert (pages, sites, locales) == (2, 1, 1)
    assert not Group.objects.filter(name="of this test").exists()

    Group.objects.create(name="of this test")
    Page.objects.filter(depth=2).delete()
    Site.objects.all().delete()

    assert count_rows() == (pages - 1, 0, locales, groups + 1)
