"""What each group of staff may do from the beginning, and who decides about it later."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nnirr_site.admin.roles import ROLES, give_forgotten_rights, give_new_rights, known_rights

pytestmark = pytest.mark.django_db


def rights_of(name: str) -> set[str]:
    rights = Group.objects.get(name=name).permissions.values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in rights}


def test_every_right_in_the_table_exists():
    assert {right for rights in ROLES.values() for right in rights} <= known_rights()


@pytest.mark.parametrize("name", ROLES)
def test_a_new_database_gives_each_group_what_the_table_says(name):
    wagtails_own = ("wagtailimages.", "wagtaildocs.")
    given = {right for right in rights_of(name) if not right.startswith(wagtails_own)}
    assert given == set(ROLES[name])


def test_what_staff_took_away_is_not_given_back():
    taken = Permission.objects.get(codename="moderate_signature")
    Group.objects.get(name="Moderators").permissions.remove(taken)
    give_new_rights(known_rights())
    assert "campaigns.moderate_signature" not in rights_of("Moderators")


def test_right_that_comes_with_a_new_version_is_given_to_whom_it_is_for():
    right = "campaigns.moderate_signature"
    for group in Group.objects.all():
        group.permissions.remove(Permission.objects.get(codename="moderate_signature"))
    give_new_rights(known_rights() - {right})
    holders = {name for name in ROLES if right in rights_of(name)}
    assert holders == {name for name, rights in ROLES.items() if right in rights}


def test_group_is_made_with_all_its_rights_when_none_of_them_was_there():
    Group.objects.get(name="Data stewards").delete()
    before = known_rights() - set(ROLES["Data stewards"]) | {"wagtailadmin.access_admin"}
    give_new_rights(before)
    assert rights_of("Data stewards") == set(ROLES["Data stewards"])


@pytest.mark.parametrize("is_version_new", [False, True])
def test_group_that_staff_deleted_or_named_otherwise_is_not_made_again(is_version_new):
    Group.objects.get(name="Data stewards").delete()
    Group.objects.filter(name="Campaign organizers").update(name="Coordinators")
    known = known_rights() - ({"campaigns.view_delivery"} if is_version_new else set())
    give_new_rights(known)
    there = set(Group.objects.values_list("name", flat=True))
    assert not {"Data stewards", "Campaign organizers"} & there
    assert rights_of("Coordinators") == set(ROLES["Campaign organizers"])


def test_migrate_makes_no_group_again_that_staff_deleted():
    Group.objects.get(name="Data stewards").delete()
    call_command("migrate", verbosity=0)
    assert not Group.objects.filter(name="Data stewards").exists()


def test_rights_are_read_once():
    with CaptureQueriesContext(connection) as queries:
        give_new_rights(known=set())
    table = f'FROM "{Permission._meta.db_table}"'
    assert len([query for query in queries if table in query["sql"]]) == 1


def test_first_migration_that_was_broken_off_is_made_up_for():
    Group.objects.filter(name__in=["Data stewards", "Campaign organizers"]).delete()
    for group in Group.objects.all():
        group.permissions.clear()
    give_forgotten_rights()
    for name in ROLES:
        assert rights_of(name) >= set(ROLES[name])


def test_nothing_is_made_up_for_where_staff_have_decided():
    Group.objects.get(name="Data stewards").permissions.clear()
    Group.objects.filter(name="Campaign organizers").delete()
    give_forgotten_rights()
    assert rights_of("Data stewards") == set()
    assert not Group.objects.filter(name="Campaign organizers").exists()
