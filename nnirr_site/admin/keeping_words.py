"""Words in an open editor are not lost: neither with a login, nor by being too many."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks

# Django counts the names of the fields and what stands between them as well.
SHARE_OF_LIMIT = 0.98


def signed_out_words() -> str:
    return _(
        "You were signed out, so nothing was saved. Your words are still here: sign in in another "
        "tab, then come back and save."
    )


def wants_json(request: HttpRequest) -> bool:
    """True for a save that the editor makes by itself."""
    return request.method == "POST" and not request.accepts("text/html")


def refuse_autosave(message: str, status: int = 403) -> JsonResponse:
    """In the form that Wagtail's editor reads; of its codes this one shows the sentence."""
    told = {"success": False, "error_code": "locked", "error_message": message}
    return JsonResponse(told, status=status)


@hooks.register("insert_editor_js")
def add_script() -> str:
    limit = int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE * SHARE_OF_LIMIT)
    return format_html(
        '<script src="{}" data-still="{}" data-sign-in="{}" data-limit="{}" data-signed-out="{}" '
        'data-sign-in-label="{}" data-too-long="{}" data-away="{}"></script>',
        static("js/keep-words.js"),
        reverse("account_still"),
        f"{reverse('wagtailadmin_login')}?next={reverse('wagtailadmin_home')}",
        limit,
        signed_out_words(),
        _("Sign in"),
        _(
            "This is longer than a page can be, so nothing was saved. Your words are still here: "
            "divide them among several pages."
        ),
        _("The site does not answer now, so nothing was saved. Your words are still here."),
    )
