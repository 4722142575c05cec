"""Rights that addresses of the admin need and do not ask for by themselves.

Wagtail asks for the right to change something wherever it is changed. To choose, to list for a
choice, to tick many rows or to translate it asks for none: an account that may only enter would
read references of signatures, rules against abuse and drafts there. `ask_for_rights` puts the
question before every address of the admin; the test of rights walks them all and fails for a new
one that nobody has thought about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps

from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from modelcluster.models import get_all_child_relations
from wagtail.admin.auth import permission_denied, user_has_any_page_permission
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Task, Workflow, get_page_models
from wagtail.permissions import policy_registry
from wagtail.snippets.models import get_snippet_models
from wagtail.utils.urlpatterns import decorate_urlpatterns

from nnirr_site.admin.keeping_words import refuse_autosave, signed_out_words, wants_json
from nnirr_site.http.caching import private_page

Check = Callable[[HttpRequest, dict], bool]

CHANGES = ("add", "change", "delete")
LOOKS = (*CHANGES, "view", "choose")
ENTER = "wagtailadmin.access_admin"
SETS_UP = ("nnirr_site.change_siteidentity", "campaigns.change_call")
TRANSLATE = "simple_translation.submit_translation"
CHOOSER = "wagtailsnippetchoosers_"


# -- Who is asking ----------------------------------------------------------------------------


def may_see(user, model: type[Model] | None) -> bool:
    """Whether this user holds any right to rows of `model`."""
    if model is None:
        return False
    return policy_registry.get_by_type(model).user_has_any_permission(user, LOOKS)


def may_work(user) -> bool:
    """Whether this user may do anything but enter."""
    return user_has_any_page_permission(user) or bool(user.get_all_permissions() - {ENTER})


def may_write(user) -> bool:
    """Whether this user writes pages or anything else that can hold a link."""
    rights = (right.partition(".")[2] for right in user.get_all_permissions())
    return user_has_any_page_permission(user) or any(
        right.startswith(("add_", "change_")) for right in rights
    )


def models_chosen_in(holders: Iterable[type[Model]]) -> frozenset[type[Model]]:
    """What rows of `holders` point at."""
    return frozenset(
        field.related_model
        for holder in holders
        for field in holder._meta.get_fields()
        if field.many_to_one and field.concrete and field.related_model is not None
    )


@lru_cache(maxsize=1)
def models_chosen_on_pages() -> frozenset[type[Model]]:
    """What a page points at, itself or in one of its rows: whoever writes pages chooses these."""
    holders: set[type[Model]] = set()
    for page_model in get_page_models():
        holders |= {page_model} | {
            relation.related_model for relation in get_all_child_relations(page_model)
        }
    return models_chosen_in(holders)


def may_point_at(user, model: type[Model]) -> bool:
    """Whether this user writes anything that holds a row of `model`."""
    if model in models_chosen_on_pages() and user_has_any_page_permission(user):
        return True
    return any(
        model in models_chosen_in([holder])
        and policy_registry.get_by_type(holder).user_has_any_permission(user, ("add", "change"))
        for holder in get_snippet_models()
    )


def find_model(arguments: dict) -> type[Model] | None:
    """The model that an address names; None where it names none."""
    app_label = arguments.get("app_label") or arguments.get("app_name")
    try:
        return apps.get_model(app_label, arguments["model_name"])
    except LookupError:
        return None


def find_named_page(arguments: dict, name: str) -> Page | None:
    return Page.objects.filter(pk=arguments[name]).first()


# -- What is asked where ----------------------------------------------------------------------


def nobody(request: HttpRequest, arguments: dict) -> bool:
    return False


def page_writers(request: HttpRequest, arguments: dict) -> bool:
    return user_has_any_page_permission(request.user)


def writers(request: HttpRequest, arguments: dict) -> bool:
    return may_write(request.user)


def workers(request: HttpRequest, arguments: dict) -> bool:
    return may_work(request.user)


def translators(request: HttpRequest, arguments: dict) -> bool:
    return user_has_any_page_permission(request.user) and request.user.has_perm(TRANSLATE)


def who_sets_up(request: HttpRequest, arguments: dict) -> bool:
    return any(request.user.has_perm(right) for right in SETS_UP)


def keepers_of_workflows(request: HttpRequest, arguments: dict) -> bool:
    return may_see(request.user, Workflow) or may_see(request.user, Task)


def keepers_of_the_model(request: HttpRequest, arguments: dict) -> bool:
    return may_see(request.user, find_model(arguments))


def keepers_of_documents(request: HttpRequest, arguments: dict) -> bool:
    return may_see(request.user, get_document_model())


def keepers_of_images(request: HttpRequest, arguments: dict) -> bool:
    return may_see(request.user, get_image_model())


def who_may_act_on_many(request: HttpRequest, arguments: dict) -> bool:
    """Wagtail shows the rows of a bulk action, also those that it then refuses to change."""
    model = find_model(arguments)
    if model is None:
        return False
    if issubclass(model, Page):
        return user_has_any_page_permission(request.user)
    policy = policy_registry.get_by_type(model)
    if model not in get_snippet_models():
        return policy.user_has_any_permission(request.user, CHANGES)
    if arguments["action"] == "delete":
        return policy.user_has_permission(request.user, "delete")
    return may_see(request.user, model)


def who_may_edit_the_page(request: HttpRequest, arguments: dict) -> bool:
    page = find_named_page(arguments, "page_id")
    return page is None or page.permissions_for_user(request.user).can_edit()


def who_may_move_the_page(request: HttpRequest, arguments: dict) -> bool:
    page = find_named_page(arguments, "page_to_move_id")
    return page is None or page.permissions_for_user(request.user).can_move()


def who_may_browse_below(request: HttpRequest, arguments: dict) -> bool:
    """A draft shows what lies below it to those who write pages."""
    if user_has_any_page_permission(request.user):
        return True
    page = find_named_page(arguments, "parent_page_id")
    return may_write(request.user) and (page is None or page.live or page.is_root())


def who_may_choose(request: HttpRequest, model: type[Model] | None, step: str) -> bool:
    """Choosers of snippets: the right to the rows, or to what points at them."""
    if model is None:
        return False
    if step == "create":
        chooser = model.snippet_viewset.chooser_viewset
        if not (chooser.creation_form_class or chooser.form_fields or chooser.exclude_form_fields):
            return False  # there is no form, and Wagtail would look for one
    return may_see(request.user, model) or may_point_at(request.user, model)


CHECKS: dict[str, Check] = {
    "wagtailadmin_error_test": nobody,
    "wagtail_bulk_action": who_may_act_on_many,
    "wagtailadmin_api:pages": page_writers,
    "wagtailadmin_api:documents": keepers_of_documents,
    "wagtailadmin_api:images": keepers_of_images,
    "wagtailadmin_pages:choose_parent": page_writers,
    "wagtailadmin_pages:confirm_workflow_cancellation": who_may_edit_the_page,
    "wagtailadmin_pages:convert_alias": page_writers,
    "wagtailadmin_pages:move_confirm": who_may_move_the_page,
    "wagtailadmin_pages:revisions_index": page_writers,
    "wagtailadmin_choose_page": writers,
    "wagtailadmin_choose_page_child": who_may_browse_below,
    "wagtailadmin_choose_page_search": writers,
    "wagtailadmin_choose_page_chosen_multiple": page_writers,
    "wagtailadmin_choose_page_external_link": writers,
    "wagtailadmin_choose_page_email_link": writers,
    "wagtailadmin_choose_page_phone_link": writers,
    "wagtailadmin_choose_page_anchor_link": writers,
    "wagtailadmin_tag_autocomplete": writers,
    "wagtailadmin_tag_model_autocomplete": writers,
    "wagtailadmin_workflows:task_chooser": keepers_of_workflows,
    "wagtailadmin_workflows:task_chooser_results": keepers_of_workflows,
    "wagtailadmin_workflows:task_chooser_create": keepers_of_workflows,
    "wagtailadmin_workflows:task_chosen": keepers_of_workflows,
    "wagtailadmin_reports:site_history": workers,
    "wagtailadmin_reports:site_history_results": workers,
    "wagtailadmin_block_preview": writers,
    "wagtailembeds": writers,
    "wagtailsettings": keepers_of_the_model,
    "wagtaildocs": keepers_of_documents,
    "wagtaildocs_chooser": keepers_of_documents,
    "wagtailimages": keepers_of_images,
    # Wagtail would open the picture in this process here; nothing of the site leads to it.
    "wagtailimages:preview": nobody,
    "wagtailimages:url_generator": nobody,
    "wagtailimages:url_generator_output": nobody,
    "wagtailimages_chooser": keepers_of_images,
    "simple_translation": translators,
    "figures": writers,
    "bin": page_writers,
    "slots_report": page_writers,
    "translations_report": page_writers,
    "translation_checked": who_may_edit_the_page,
    "native_reading": who_may_edit_the_page,
    "pages_to_review": page_writers,
    "page_reviewed": who_may_edit_the_page,
    "link_report": page_writers,
    "link_set_aside": page_writers,
    "undated_sources": page_writers,
    "site_checklist": who_sets_up,
}


def is_permitted(request: HttpRequest) -> bool:
    """Whether the address of this request may go on to what Wagtail itself asks."""
    match = request.resolver_match
    namespace = match.namespace
    if namespace.startswith(CHOOSER):
        app_label, _separator, model_name = namespace.removeprefix(CHOOSER).rpartition("_")
        model = find_model({"app_label": app_label, "model_name": model_name})
        return who_may_choose(request, model, match.url_name)
    check = CHECKS.get(match.view_name) or CHECKS.get(namespace)
    return check is None or check(request, match.kwargs)


def ask_first(view: Callable) -> Callable:
    """Put the question before one view. Who is not logged in goes on to the login page,
    and is told so where the editor saves by itself."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated and wants_json(request):
            return private_page(refuse_autosave(signed_out_words()))
        if request.user.is_authenticated and not is_permitted(request):
            return refuse_in_admin(request)
        return view(request, *args, **kwargs)

    return asked


@never_cache
def refuse_in_admin(request: HttpRequest) -> HttpResponse:
    """As Wagtail does: back to the first page with a sentence, or 403 to a script."""
    return permission_denied(request)


def ask_for_rights(urlconf):
    """The addresses of the admin, each behind the question."""
    decorate_urlpatterns(urlconf.urlpatterns, ask_first)
    return urlconf
