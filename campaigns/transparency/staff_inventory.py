"""What the database holds of staff, and which of its tables hold nothing of any person.

Together with `data_inventory`, which tells of people who sign column by column, this accounts for
every table there is. A test reads the tables from the database itself and fails for one that
stands in neither; a table that leads to an account or to a signature cannot be declared to be
about nobody.
A new table with something of staff is one more name in `STAFF_KEPT`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from campaigns.privacy.inventory_words import PROGRAMS, Form
from campaigns.transparency.data_inventory import KEPT_TABLES

WITH_THE_ACCOUNT = _("as long as the account")
WITH_THE_PAGE = _("as long as the page or the file")
ADMINISTRATORS = _("administrators, and who it is")
COLLEAGUES = _("staff who edit the same")
SECOND_STEP = _("So that a password alone opens no account that sees personal data.")
UNTIL_TAKEN_OFF = _("until it is taken off, at most as long as the account")
NO_EYES = _("programs only; who it is and administrators see that there is one")


@dataclass(frozen=True)
class StaffKept:
    """Tables that belong together, and what is said of them."""

    tables: tuple[str, ...]
    what: str
    why: str
    how_long: str
    who: str
    form: Form = Form.PLAIN


STAFF_KEPT = (
    StaffKept(
        ("nnirr_site_user", "wagtailusers_userprofile"),
        _("User name, name, e-mail address, a hash of the password, last login, chosen language"),
        _("To log in, and to write to them."),
        WITH_THE_ACCOUNT,
        ADMINISTRATORS,
    ),
    StaffKept(
        ("nnirr_site_user_groups", "nnirr_site_user_user_permissions"),
        _("What each account may do"),
        _("So that nobody sees more of signers than their work needs."),
        WITH_THE_ACCOUNT,
        ADMINISTRATORS,
    ),
    StaffKept(
        ("django_session",),
        _("Which browser is logged in as whom, and what its pages have to remember"),
        _("To stay logged in from one page to the next."),
        _("until the logout; twelve hours after the last use it opens nothing any more"),
        PROGRAMS,
    ),
    StaffKept(
        ("nnirr_site_authenticatorapp",),
        _("Authenticator apps that show codes for the second step: their keys and last use"),
        SECOND_STEP,
        UNTIL_TAKEN_OFF,
        NO_EYES,
        Form.SEALED,
    ),
    StaffKept(
        ("nnirr_site_passkey", "nnirr_site_recoverysheet"),
        _("Passkeys, of which we have the public half only, hashes of recovery codes, last use"),
        SECOND_STEP,
        UNTIL_TAKEN_OFF,
        NO_EYES,
    ),
    StaffKept(
        ("nnirr_site_signinrecord",),
        _(
            "Who logged in or out or failed to, and changes of passwords and second steps: the "
            "account, the time, and a part of the network address that some hundred connections "
            "share. Nothing of what was typed"
        ),
        _("So that it is seen if somebody else gets into an account."),
        _("ninety days"),
        _("data stewards and administrators"),
    ),
    StaffKept(
        ("nnirr_site_attemptwindow",),
        _(
            "How often somebody tried to log in, to get a new password or to open a page that has "
            "one, counted by user name, account and network address"
        ),
        _("So that nobody finds a password by trying."),
        _("a day or two"),
        PROGRAMS,
        Form.KEYED,
    ),
    StaffKept(
        ("nnirr_site_staffmail",),
        _("Addresses to which a mail about an account has still to go, and which mail"),
        _("To tell staff of changes, and to send a link if somebody asks for a new password."),
        _("until the mail is sent, mostly some seconds"),
        PROGRAMS,
        Form.SEALED,
    ),
    StaffKept(
        ("campaigns_staffnotice",),
        _("Whether they want mail about what waits, and how many things the last one told of"),
        _("To tell them when names and comments wait, and nothing twice."),
        WITH_THE_ACCOUNT,
        NO_EYES,
    ),
    StaffKept(
        ("wagtailcore_apitoken",),
        _("Keys for programs that act for an account, as hashes. There are none now."),
        _("Wagtail, with which the site is made, has this table."),
        WITH_THE_ACCOUNT,
        ADMINISTRATORS,
    ),
    StaffKept(
        ("wagtailcore_modellogentry", "wagtailcore_pagelogentry"),
        _("Who did what to a page, a setting or a signature, when, and the reason they gave"),
        _("So that every decision can be checked. Signatures stand there by their reference."),
        _("for good; of a deleted account only its number is left"),
        _("staff who may see what was changed"),
    ),
    StaffKept(
        ("campaigns_papersheets",),
        _("How many sheets of paper came, when they were destroyed, and who entered that"),
        _("So that what the paper promises is kept, and can be seen to be."),
        _("for good; of a deleted account nothing is left"),
        _("staff who keep the sheets"),
    ),
    StaffKept(
        ("wagtailcore_revision", "wagtailadmin_formstate"),
        _("Every version of a page, and what is typed but not saved yet, with who wrote it"),
        _("So that no work is lost."),
        WITH_THE_PAGE,
        COLLEAGUES,
    ),
    StaffKept(
        ("nnirr_site_deletedpage",),
        _("Deleted pages with their versions, and who wrote them"),
        _("So that what was deleted by mistake can come back."),
        _("30 days"),
        COLLEAGUES,
    ),
    StaffKept(
        (
            "wagtailcore_comment",
            "wagtailcore_commentreply",
            "wagtailcore_pagesubscription",
            "wagtailcore_workflowstate",
            "wagtailcore_taskstate",
            "nnirr_site_translationreview",
            "nnirr_site_nativereading",
            "nnirr_site_checkedlink",
        ),
        _(
            "Remarks of staff on drafts, who wants mail about them, who approved what, and who "
            "said that a link is fine"
        ),
        _("To write together."),
        WITH_THE_PAGE,
        COLLEAGUES,
    ),
    StaffKept(
        ("nnirr_site_listputaway",),
        _("Who does not want to see the list for a new site any more"),
        _("So that the first page of the admin shows what they use."),
        WITH_THE_ACCOUNT,
        NO_EYES,
    ),
    StaffKept(
        ("wagtailadmin_editingsession",),
        _("Who has which page open in the editor"),
        _("So that two do not overwrite each other."),
        _("about an hour"),
        COLLEAGUES,
    ),
    StaffKept(
        (
            "wagtailcore_page",
            "nnirr_site_siteimage",
            "nnirr_site_sitedocument",
            "wagtailimages_image",
            "wagtaildocs_document",
            "wagtailcore_uploadedfile",
        ),
        _("Pages and files of the site, with who made, locked, uploaded or translated them"),
        _("They are what the site shows. Who made them is not shown."),
        WITH_THE_PAGE,
        COLLEAGUES,
    ),
)

# Why → tables of which no row is about a person.
ABOUT_NO_PERSON: dict[str, tuple[str, ...]] = {
    "words, figures and links of pages; who made a page stands with the page": (
        "nnirr_site_homepage",
        "nnirr_site_standardpage",
        "nnirr_site_topic",
        "nnirr_site_navigationmenu",
        "nnirr_site_siteidentity",
        "nnirr_site_siterendition",
        "wagtailimages_rendition",
        "initiatives_initiativepage",
        "initiatives_initiativerelatedpage",
        "initiatives_initiativesindexpage",
        "initiatives_networkpage",
        "initiatives_networksindexpage",
        "initiatives_policyupdatepage",
        "initiatives_policyupdatesindexpage",
        "initiatives_policyupdatetopic",
        "initiatives_state",
        "initiatives_trackerpage",
        "resources_migrantsdayeventpage",
        "resources_migrantsdaykitpage",
        "resources_migrantsdaymaterial",
        "resources_migrantsdaypage",
        "resources_migrantsdayyearpage",
        "resources_resourcedownload",
        "resources_resourcelibrarypage",
        "resources_resourcepage",
        "resources_resourcerelatedpage",
        "resources_resourcetopic",
        "resources_toolkitpage",
        "campaigns_call",
        "campaigns_calldownload",
        "campaigns_callpage",
        "campaigns_callsindexpage",
        "campaigns_calltext",
        "campaigns_senatorletter",
        "campaigns_statementversion",
        "taggit_tag",
        "taggit_taggeditem",
        "wagtailembeds_embed",
    ),
    "what the search finds, made from published pages": (
        "nnirr_site_searchentry",
        "nnirr_site_searchword",
        "wagtailsearch_indexentry",
        "wagtailcore_referenceindex",
    ),
    "addresses of pages that have moved or are gone": (
        "nnirr_site_goneaddress",
        "wagtailredirects_redirect",
    ),
    "how the site and its rights are set; who has a right stands with the account": (
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "campaigns_abuselimits",
        "campaigns_emaildomainrule",
        "campaigns_source",
        "campaigns_switches",
        "django_content_type",
        "nnirr_site_searchsynonyms",
        "simple_translation_simpletranslation",
        "wagtailadmin_admin",
        "wagtailcore_collection",
        "wagtailcore_collectionviewrestriction",
        "wagtailcore_collectionviewrestriction_groups",
        "wagtailcore_groupapprovaltask",
        "wagtailcore_groupapprovaltask_groups",
        "wagtailcore_groupcollectionpermission",
        "wagtailcore_grouppagepermission",
        "wagtailcore_groupsitepermission",
        "wagtailcore_locale",
        "wagtailcore_pageviewrestriction",
        "wagtailcore_pageviewrestriction_groups",
        "wagtailcore_site",
        "wagtailcore_task",
        "wagtailcore_workflow",
        "wagtailcore_workflowcontenttype",
        "wagtailcore_workflowpage",
        "wagtailcore_workflowtask",
    ),
    "numbers of signatures, and how far a recount has come": (
        "campaigns_addressrekeying",
        "campaigns_dailytally",
        "campaigns_tallydelta",
        "campaigns_tallystate",
    ),
    "when the worker ran and did its chores, or stood still, and which changes of the database are"
    " made": (
        "campaigns_alarm",
        "campaigns_chore",
        "campaigns_workerpulse",
        "django_migrations",
    ),
    "names of the keys in use, and which program knows which; no key, and nothing it has sealed": (
        "campaigns_keyholder",
        "campaigns_vaultkey",
    ),
    "pages that could not be published or taken off at their time, and the kind of error": (
        "nnirr_site_scheduleproblem",
    ),
    "addresses of pages and pictures that a CDN is still to forget": ("nnirr_site_waitingpurge",),
    "where a link of our pages stands": ("nnirr_site_linkuse",),
    "what a print was made of, so that it is made anew when that changes": (
        "resources_printedfile",
    ),
    "public officials, from a table that is published": ("campaigns_senator",),
}


def tables_of_signers() -> set[str]:
    """Those of which `keeping` tells column by column."""
    return {apps.get_model(table.model)._meta.db_table for table in KEPT_TABLES}


def tables_of_staff() -> set[str]:
    return {table for kept in STAFF_KEPT for table in kept.tables}


def tables_about_nobody() -> set[str]:
    return {table for tables in ABOUT_NO_PERSON.values() for table in tables}


def tables_that_lead_to_people() -> set[str]:
    """Tables with a column that names an account or a signature, by the schema."""
    people = {settings.AUTH_USER_MODEL.lower(), "campaigns.signature"}
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
        if field.is_relation
        and field.related_model
        and field.related_model._meta.label_lower in people
    }


def describe_staff() -> list[dict[str, object]]:
    """What the page says of staff: only of tables that this database has."""
    stored = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return [
        {
            "what": kept.what,
            "why": kept.why,
            "how_long": kept.how_long,
            "who": kept.who,
            "form": "" if kept.form is Form.PLAIN else kept.form.words,
            "tables": tables,
        }
        for kept in STAFF_KEPT
        if (tables := [name for name in kept.tables if name in stored])
    ]
