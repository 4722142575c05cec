"""Which rights each group of staff has from the beginning, in one table.

Rights are changed by staff under Settings → Groups; what they take away is not given back. A right
that comes with a new version is given when its migration has made it. A group that a new version
brings is made with the first right that is its own; one of rights that were there before needs a
migration.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction

ROLES: dict[str, tuple[str, ...]] = {
    # Write pages, events and States; publishing is for moderators.
    "Editors": (
        "campaigns.view_tallystate",
        "initiatives.add_state",
        "initiatives.change_state",
        "nnirr_site.add_searchsynonyms",
        "nnirr_site.add_topic",
        "nnirr_site.change_navigationmenu",
        "nnirr_site.change_searchsynonyms",
        "nnirr_site.change_topic",
        "simple_translation.submit_translation",
        "wagtailadmin.access_admin",
    ),
    # Publish, look after menus and topics, and decide about signatures.
    "Moderators": (
        "campaigns.add_abuserule",
        "campaigns.change_abuserule",
        "campaigns.delete_abuserule",
        "campaigns.moderate_signature",
        "campaigns.view_abuserule",
        "campaigns.view_personal_data",
        "campaigns.view_signature",
        "campaigns.view_tallystate",
        "initiatives.add_state",
        "initiatives.change_state",
        "initiatives.delete_state",
        "nnirr_site.add_navigationmenu",
        "nnirr_site.add_searchsynonyms",
        "nnirr_site.add_topic",
        "nnirr_site.change_navigationmenu",
        "nnirr_site.change_searchsynonyms",
        "nnirr_site.change_siteidentity",
        "nnirr_site.change_topic",
        "nnirr_site.delete_navigationmenu",
        "nnirr_site.delete_searchsynonyms",
        "nnirr_site.delete_topic",
        "simple_translation.submit_translation",
        "wagtailadmin.access_admin",
    ),
    # Run a call: its text, its mails, its partners, its delivery.
    "Campaign organizers": (
        "campaigns.add_abuserule",
        "campaigns.add_call",
        "campaigns.add_delivery",
        "campaigns.add_emaildomainrule",
        "campaigns.add_papersheets",
        "campaigns.add_senatorletter",
        "campaigns.add_source",
        "campaigns.change_abuselimits",
        "campaigns.change_abuserule",
        "campaigns.change_call",
        "campaigns.change_delivery",
        "campaigns.change_emaildomainrule",
        "campaigns.change_papersheets",
        "campaigns.change_senatorletter",
        "campaigns.change_source",
        "campaigns.change_switches",
        "campaigns.delete_abuserule",
        "campaigns.delete_emaildomainrule",
        "campaigns.delete_senatorletter",
        "campaigns.export_signature",
        "campaigns.import_organizations",
        "campaigns.import_senators",
        "campaigns.moderate_signature",
        "campaigns.resend_mail",
        "campaigns.view_abuserule",
        "campaigns.view_call",
        "campaigns.view_delivery",
        "campaigns.view_outboundmail",
        "campaigns.view_papersheets",
        "campaigns.view_personal_data",
        "campaigns.view_senator",
        "campaigns.view_senatorletter",
        "campaigns.view_signature",
        "campaigns.view_source",
        "campaigns.view_tallystate",
        "wagtailadmin.access_admin",
    ),
    # Answer for personal data: exports, deletion, the accounts of staff.
    "Data stewards": (
        "campaigns.export_personal_data",
        "campaigns.export_signature",
        "campaigns.forget_signature",
        "campaigns.view_accessentry",
        "campaigns.view_delivery",
        "campaigns.view_personal_data",
        "campaigns.view_signature",
        "campaigns.view_tallystate",
        "nnirr_site.reset_factors",
        "nnirr_site.view_signinrecord",
        "wagtailadmin.access_admin",
    ),
}


def _find_rights() -> dict[str, Permission]:
    """`app.codename` → the right, of all that there are now; none before the first migration."""
    if Permission._meta.db_table not in connection.introspection.table_names():
        return {}
    return {
        f"{right.content_type.app_label}.{right.codename}": right
        for right in Permission.objects.select_related("content_type")
    }


def known_rights() -> set[str]:
    """All rights that there are now, as `app.codename`."""
    return set(_find_rights())


def give_new_rights(known: set[str]) -> None:
    """Give the groups their rights that are not in `known`, those that were there before.

    A group is made where none of its rights was there, with all of them. Later on a group that is
    missing is one that staff deleted or named otherwise, and stays away.
    """
    there = _find_rights()
    with transaction.atomic():
        for name, rights in ROLES.items():
            wanted = there.keys() & set(rights)
            if not _rights_of_its_own(rights) & known:
                group, _is_new = Group.objects.get_or_create(name=name)
            else:
                group = Group.objects.filter(name=name).first()
                wanted -= known
            if group is not None:
                group.permissions.add(*(there[right] for right in wanted))


def _rights_of_its_own(rights: tuple[str, ...]) -> set[str]:
    """Without the one that Wagtail makes, and gives to groups of its own, before we come."""
    return set(rights) - {"wagtailadmin.access_admin"}


def give_forgotten_rights() -> None:
    """Make up for a first migration that was broken off before it gave the groups their rights.

    Only where no group has any of them: what staff took away, were it all of one group's, stays so.
    """
    if not any(_has_any(name, rights) for name, rights in ROLES.items()):
        give_new_rights(set())


def _has_any(name: str, rights: tuple[str, ...]) -> bool:
    own = {right.partition(".")[2] for right in _rights_of_its_own(rights)}
    return Group.objects.filter(name=name, permissions__codename__in=own).exists()
