"""Who may use which address: the one table that a new address has to be entered in.

The key is the name of the pattern, or a whole namespace that ends in a colon, or a name with what
makes one of its addresses differ (`wagtail_bulk_action campaigns.signature reject`). The value is
who may use it; all others have to be refused.
"""

from __future__ import annotations

ANONYMOUS = "anonymous"  # not logged in
BARE = "bare"  # an account that may enter the admin and nothing else
EDITORS, MODERATORS = "Editors", "Moderators"
ORGANIZERS, STEWARDS = "Campaign organizers", "Data stewards"
BOSS = "superuser"
ROLES = [ANONYMOUS, BARE, EDITORS, MODERATORS, ORGANIZERS, STEWARDS, BOSS]

ANYBODY = frozenset(ROLES)
STAFF = ANYBODY - {ANONYMOUS}
WORKERS = STAFF - {BARE}
WRITERS = frozenset({EDITORS, MODERATORS, ORGANIZERS, BOSS})
PAGES = frozenset({EDITORS, MODERATORS, BOSS})
PUBLISHERS = frozenset({MODERATORS, BOSS})
LOOKERS = frozenset({MODERATORS, ORGANIZERS, STEWARDS, BOSS})
DECIDERS = frozenset({MODERATORS, ORGANIZERS, BOSS})
CAMPAIGN = frozenset({ORGANIZERS, BOSS})
DELIVERIES = frozenset({ORGANIZERS, STEWARDS, BOSS})
WATCHERS = frozenset({STEWARDS, BOSS})
BOSSES = frozenset({BOSS})
NOBODY: frozenset[str] = frozenset()

# What of (see `planted.CANARIES`) → who may read it anywhere.
READERS = {
    "people": LOOKERS,
    "signatures": LOOKERS,
    "references": LOOKERS,
    "mails": CAMPAIGN,
    "rules": DECIDERS,
    "domains": CAMPAIGN,
    "sources": CAMPAIGN,
    "senators": CAMPAIGN,
    "deliveries": DELIVERIES,
    "calls": WORKERS,
    "accesses": WATCHERS,
    "users": WORKERS,
    "addresses of users": BOSSES,
    "drafts": PAGES,
    "documents": PAGES,
    "images": PAGES,
    "redirects": BOSSES,
    "gone": BOSSES,
    "workflows": PAGES,
    "groups": PUBLISHERS,
    "uploads": PAGES,
}


def snippet(name: str, looks, changes, *, adds=None, deletes=None, chooses=None, **others) -> dict:
    """The addresses of one kind of snippet. `others` are the addresses that only it has."""
    adds = changes if adds is None else adds
    own, choosers = f"wagtailsnippets_{name}:", f"wagtailsnippetchoosers_{name}:"
    changers = adds | changes | (changes if deletes is None else deletes)
    return {
        f"{own}list": looks,
        f"{own}list_results": looks,
        f"{own}inspect": looks,
        f"{own}add": adds,
        f"{own}copy": adds,
        f"{own}edit": changes,
        f"{own}usage": changes,
        f"{own}history": changers,
        f"{own}history_results": changers,
        f"{own}delete": changes if deletes is None else deletes,
        choosers: looks if chooses is None else chooses,
        f"{choosers}create": NOBODY,
        **{f"{own}{other.replace('__', ' ')}": who for other, who in others.items()},
    }


SNIPPETS = {
    **snippet(
        "campaigns_signature",
        LOOKERS,
        NOBODY,
        export=DELIVERIES,
        find=LOOKERS,
        queue=DECIDERS,
        caught=DECIDERS,
        action=DECIDERS,
        action__resend=CAMPAIGN,
        action__delete=WATCHERS,
    ),
    # The planted call was signed: nobody deletes that. Whoever writes pages chooses one for a page.
    **snippet("campaigns_call", CAMPAIGN, CAMPAIGN, deletes=NOBODY, chooses=WRITERS),
    **snippet(
        "campaigns_delivery",
        DELIVERIES,
        CAMPAIGN,
        deletes=NOBODY,
        file=DELIVERIES,
        withdraw=CAMPAIGN,
    ),
    **snippet("campaigns_papersheets", CAMPAIGN, CAMPAIGN, deletes=NOBODY),
    **snippet("campaigns_outboundmail", CAMPAIGN, NOBODY, retry=CAMPAIGN, end_pause=CAMPAIGN),
    **snippet("campaigns_emaildomainrule", CAMPAIGN, CAMPAIGN),
    **snippet("campaigns_abuserule", DECIDERS, DECIDERS),
    **snippet("campaigns_source", CAMPAIGN, CAMPAIGN, deletes=BOSSES),
    **snippet("campaigns_senator", CAMPAIGN, NOBODY),
    **snippet("campaigns_senatorletter", CAMPAIGN, CAMPAIGN),
    **snippet("nnirr_site_navigationmenu", PAGES, PAGES, adds=PUBLISHERS, deletes=PUBLISHERS),
    **snippet("nnirr_site_topic", PAGES, PAGES, deletes=PUBLISHERS),
    **snippet("nnirr_site_searchsynonyms", PAGES, PAGES, deletes=PUBLISHERS),
    **snippet("nnirr_site_goneaddress", BOSSES, BOSSES),
    **snippet("initiatives_state", PAGES, PAGES, deletes=PUBLISHERS),
}

MANY_AT_ONCE = {
    "wagtail_bulk_action campaigns.signature": DECIDERS,
    "wagtail_bulk_action campaigns.signature resend": CAMPAIGN,
    "wagtail_bulk_action campaigns.signature delete": NOBODY,
    "wagtail_bulk_action campaigns.call": BOSSES,
    "wagtail_bulk_action campaigns.delivery": NOBODY,
    "wagtail_bulk_action campaigns.papersheets": NOBODY,
    "wagtail_bulk_action campaigns.outboundmail": NOBODY,
    "wagtail_bulk_action campaigns.emaildomainrule": CAMPAIGN,
    "wagtail_bulk_action campaigns.abuserule": DECIDERS,
    "wagtail_bulk_action campaigns.source": BOSSES,
    "wagtail_bulk_action campaigns.senator": NOBODY,
    "wagtail_bulk_action campaigns.senatorletter": CAMPAIGN,
    "wagtail_bulk_action nnirr_site.navigationmenu": PUBLISHERS,
    "wagtail_bulk_action nnirr_site.topic": PUBLISHERS,
    "wagtail_bulk_action nnirr_site.searchsynonyms": PUBLISHERS,
    "wagtail_bulk_action nnirr_site.goneaddress": BOSSES,
    "wagtail_bulk_action initiatives.state": PUBLISHERS,
    "wagtail_bulk_action nnirr_site.sitedocument": PAGES,
    "wagtail_bulk_action nnirr_site.siteimage": PAGES,
    "wagtail_bulk_action nnirr_site.user": BOSSES,
    "wagtail_bulk_action wagtailcore.page": PAGES,
}

WAGTAIL = {
    "wagtailadmin_home": STAFF,
    "wagtailadmin_account": STAFF,
    "wagtailadmin_logout": STAFF,
    "wagtailadmin_dismissibles": STAFF,
    "admin/test404/": STAFF,
    "admin/.*/": STAFF,
    "wagtailadmin_error_test": NOBODY,
    "wagtailadmin_api:pages:": PAGES,
    "wagtailadmin_api:pages:action": PUBLISHERS,
    "wagtailadmin_api:documents:": PAGES,
    "wagtailadmin_api:images:": PAGES,
    "wagtailadmin_explore_root": PAGES,
    "wagtailadmin_explore": PAGES,
    "wagtailadmin_explore_results": PAGES,
    "wagtailadmin_pages:": PAGES,
    "wagtailadmin_pages:set_page_position": PUBLISHERS,
    "wagtailadmin_pages:set_privacy": PUBLISHERS,
    "wagtailadmin_pages:unpublish": PUBLISHERS,
    "wagtailadmin_pages:revisions_unschedule": PUBLISHERS,
    # The planted draft is in a workflow of a group of its own, and not locked.
    "wagtailadmin_pages:lock": BOSSES,
    "wagtailadmin_pages:unlock": BOSSES,
    "wagtailadmin_pages:workflow_action": BOSSES,
    "wagtailadmin_pages:collect_workflow_action_data": BOSSES,
    "wagtailadmin_pages:workflow_preview": BOSSES,
    "wagtailadmin_choose_page": WRITERS,
    "wagtailadmin_choose_page_child": WRITERS,
    "wagtailadmin_choose_page_search": WRITERS,
    "wagtailadmin_choose_page_chosen_multiple": PAGES,
    "wagtailadmin_choose_page_external_link": WRITERS,
    "wagtailadmin_choose_page_email_link": WRITERS,
    "wagtailadmin_choose_page_phone_link": WRITERS,
    "wagtailadmin_choose_page_anchor_link": WRITERS,
    "wagtailadmin_tag_autocomplete": WRITERS,
    "wagtailadmin_tag_model_autocomplete": WRITERS,
    "wagtailadmin_block_preview": WRITERS,
    "wagtailadmin_collections:": BOSSES,
    "wagtailadmin_workflows:": BOSSES,
    "wagtailadmin_reports:": PAGES,
    "wagtailadmin_reports:locked_pages": PUBLISHERS,
    "wagtailadmin_reports:locked_pages_results": PUBLISHERS,
    "wagtailadmin_reports:site_history": WORKERS,
    "wagtailadmin_reports:site_history_results": WORKERS,
    "wagtailadmin_editing_sessions:ping": NOBODY,
    "wagtailadmin_editing_sessions:ping campaigns.call": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping campaigns.delivery": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping campaigns.papersheets": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping campaigns.emaildomainrule": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping campaigns.abuserule": DECIDERS,
    "wagtailadmin_editing_sessions:ping campaigns.source": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping campaigns.senatorletter": CAMPAIGN,
    "wagtailadmin_editing_sessions:ping nnirr_site.navigationmenu": PAGES,
    "wagtailadmin_editing_sessions:ping nnirr_site.topic": PAGES,
    "wagtailadmin_editing_sessions:ping nnirr_site.searchsynonyms": PAGES,
    "wagtailadmin_editing_sessions:ping nnirr_site.goneaddress": BOSSES,
    "wagtailadmin_editing_sessions:ping initiatives.state": PAGES,
    "wagtailadmin_editing_sessions:release": STAFF,  # of one's own session only
    "wagtailsnippets:index": NOBODY,  # every snippet has a menu of its own
    "wagtaildocs:": PAGES,
    "wagtaildocs_chooser:": PAGES,
    "wagtailimages:": PAGES,
    "wagtailimages_chooser:": PAGES,
    # Pictures are opened by the reader of files alone.
    "wagtailimages:preview": NOBODY,
    "wagtailimages:url_generator": NOBODY,
    "wagtailimages:url_generator_output": NOBODY,
    # Somebody else has uploaded the planted files.
    "wagtaildocs:create_multiple_from_uploaded_document": NOBODY,
    "wagtaildocs:delete_upload_multiple": NOBODY,
    "wagtailimages:create_multiple_from_uploaded_image": NOBODY,
    "wagtailimages:delete_upload_multiple": NOBODY,
    "wagtailembeds:": WRITERS,
    "wagtailredirects:": BOSSES,
    "wagtaillocales:": BOSSES,
    "wagtaillocales:add": NOBODY,  # every language of the site is there
    "wagtailsites:": BOSSES,
    "wagtailusers_users:": BOSSES,
    "wagtailusers_groups:": BOSSES,
    "wagtailsettings:edit campaigns.abuselimits": CAMPAIGN,
    "wagtailsettings:edit campaigns.switches": CAMPAIGN,
    "wagtailsettings:edit nnirr_site.siteidentity": PUBLISHERS,
    "wagtailsettings:preview_on_edit campaigns.abuselimits": CAMPAIGN,
    "wagtailsettings:preview_on_edit campaigns.switches": CAMPAIGN,
    "wagtailsettings:preview_on_edit nnirr_site.siteidentity": PUBLISHERS,
    "simple_translation:": PAGES,
    "wagtailadmin_sprite": ANYBODY,
    "wagtailadmin_login": ANYBODY,
    "wagtailadmin_password_reset": ANYBODY,
    "wagtailadmin_password_reset_done": ANYBODY,
    "wagtailadmin_password_reset_confirm": ANYBODY,
    "wagtailadmin_password_reset_complete": ANYBODY,
    "wagtailadmin_javascript_catalog": ANYBODY,
}

OURS = {
    "account_sign_out": STAFF,
    "account_verify": STAFF,
    "account_still": ANYBODY,
    "account_again": STAFF,
    "account_set_up": STAFF,
    "account_add_app": STAFF,
    "account_add_passkey": STAFF,
    "account_codes": STAFF,
    "account_factors": STAFF,
    "account_sign_ins": WATCHERS,
    "account_sign_ins_results": WATCHERS,
    "account_list": WATCHERS,
    # The planted account may do everything: only its equals help it.
    "account_unlock": BOSSES,
    "account_reset": BOSSES,
    "campaigns_chores": STAFF,
    "remove_document_properties": PAGES,
    "figures": WRITERS,
    "bin": PAGES,
    "slots_report": PAGES,
    "translations_report": PAGES,
    "translation_checked": PAGES,
    "native_reading": PAGES,
    "pages_to_review": PAGES,
    "page_reviewed": PAGES,
    "link_report": PAGES,
    "link_set_aside": PAGES,
    "undated_sources": PAGES,
    "site_checklist": DECIDERS,
    "staff_guide": STAFF,
    "campaigns_import_organizations": CAMPAIGN,
    "campaigns_import_senators": CAMPAIGN,
    "campaigns_access": WATCHERS,
    "campaigns_access_results": WATCHERS,
}

PUBLIC = dict.fromkeys(
    [
        "healthz",
        "readyz",
        "metrics",
        "documents/<int:document_id>/<str:document_filename>",
        "wagtaildocs_serve",
        "wagtaildocs_authenticate_with_password",
        "api:",
        "api/v1/",
        "states_csv",
        "states_json",
        "robots",
        "security_txt",
        "favicon.ico",
        "apple-touch-icon.png",
        "sitemap_index",
        "sitemap",
        "media",
        "devmail",
        "devmail_mail",
        "devmail_html",
        "search",
        "api_documentation",
        "updates_feed",
        "topic_feed",
        "migrants_day_calendar",
        "event_calendar",
        "campaigns:",
        "partners:",
        "wagtailcore_authenticate_with_password",
        "wagtailcore_login",
        "wagtail_serve",
    ],
    ANYBODY,
)

TABLE = {**PUBLIC, **WAGTAIL, **MANY_AT_ONCE, **SNIPPETS, **OURS}


def who_may(name: str) -> frozenset[str] | None:
    """Who may use an address: the most exact entry counts; None if nobody has entered it."""
    words = name.split(" ")
    for length in range(len(words), 0, -1):
        found = TABLE.get(" ".join(words[:length]))
        if found is not None:
            return found
    pattern = words[0]
    if pattern in MODEL_BY_MODEL:
        return None
    while ":" in pattern:
        pattern = pattern.rpartition(":")[0]
        if (found := TABLE.get(f"{pattern}:")) is not None:
            return found
    return None


# Each model that can stand in these addresses has to be entered by itself.
MODEL_BY_MODEL = {
    "wagtailsettings:edit",
    "wagtailsettings:preview_on_edit",
}
