"""Headers that tell browsers what a page may load and who may frame it.

Django's own SecurityMiddleware adds Referrer-Policy, Cross-Origin-Opener-Policy, HSTS and
X-Content-Type-Options. A view that has set one of these headers itself keeps it.
"""

from functools import lru_cache

from django.conf import settings
from django.core.signals import setting_changed
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from nnirr_site.http.caching import is_secret_path, secret_page


def write_policy(**sources: str) -> str:
    """Join directives, written as keyword arguments with underscores, to a policy."""
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in sources.items())


PUBLIC_SOURCES = {
    "default_src": "'none'",
    "script_src": "'self'",
    "style_src": "'self'",
    "img_src": "'self'",
    "font_src": "'self'",
    "connect_src": "'self'",
    "manifest_src": "'self'",
    "form_action": "'self'",
    "base_uri": "'none'",
    "frame_ancestors": "'none'",
}
PUBLIC_POLICY = write_policy(**PUBLIC_SOURCES)
# Wagtail shows drafts in a frame of its editor.
PREVIEW_POLICY = write_policy(**PUBLIC_SOURCES | {"frame_ancestors": "'self'"})
# Wagtail's editor writes inline scripts and styles without a nonce: the fields for dates and the
# panels of repeated rows (docs/decisions.md). It has no attribute that runs a script, and those are
# what words of a stranger would bring along.
ADMIN_POLICY = write_policy(
    **PUBLIC_SOURCES
    | {
        "script_src": "'self' 'unsafe-inline'",
        "script_src_attr": "'none'",
        "style_src": "'self' 'unsafe-inline'",
        "img_src": "'self' data: blob:",
        "frame_src": "'self'",
        "frame_ancestors": "'self'",
    }
)
# The doors to the admin: no inline script or style, and in nobody's frame.
DOOR_POLICY = write_policy(**PUBLIC_SOURCES | {"img_src": "'self' data:"})
DOOR_SECTIONS = ("login/", "logout/", "password_reset/", "sign-in/")
UPLOAD_POLICY = "default-src 'none'; sandbox"

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
)


class SecurityHeadersMiddleware:
    """Add the content security policy that fits: public page, preview, admin or upload.

    Every answer at a personal link is marked as secret here, also the refusals and redirects that
    no view of ours makes.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.STATIC_URL):
            return response
        policy = choose_policy(request)
        if not _is_django_debug_page(response):
            response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if not getattr(response, "xframe_options_exempt", False):
            may_frame = "frame-ancestors 'self'" in response.get("Content-Security-Policy", policy)
            response["X-Frame-Options"] = "SAMEORIGIN" if may_frame else "DENY"
        if is_secret_path(request.path):
            secret_page(response)
        return response


def choose_policy(request: HttpRequest) -> str:
    """Choose the policy by who asks: the editor's preview, the admin, or the public."""
    if getattr(request, "is_preview", False):
        return PREVIEW_POLICY
    if is_admin_path(request.path):
        is_door = request.path.removeprefix(admin_path()).startswith(DOOR_SECTIONS)
        return DOOR_POLICY if is_door else ADMIN_POLICY
    if request.path.startswith(settings.MEDIA_URL):
        return UPLOAD_POLICY
    return PUBLIC_POLICY


def allow_cross_origin(response: HttpResponse) -> HttpResponse:
    """Let pages of other sites read an answer that is the same for everybody."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Age, Retry-After"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def with_one_slash(path: str) -> str:
    """The path as `OneSlashMiddleware` has it served: what looks at it before has to see the same.

    The server has decoded percent signs, so `/%2F` and `/%5C` arrive as slash and backslash.
    """
    return "/" + path.lstrip("/\\") if path[1:2] in ("/", "\\") else path


def is_admin_path(path: str) -> bool:
    """True below the address of Wagtail's admin."""
    return path.startswith(admin_path())


@lru_cache(maxsize=1)
def admin_path() -> str:
    """The address of Wagtail's admin."""
    try:
        return reverse("wagtailadmin_home")
    except NoReverseMatch:
        return "/admin/"


def _forget_admin_path(*, setting: str, **_signal) -> None:
    if setting == "ROOT_URLCONF":
        admin_path.cache_clear()


setting_changed.connect(_forget_admin_path, dispatch_uid="security_headers")


def _is_django_debug_page(response: HttpResponse) -> bool:
    """Django's yellow pages for developers carry their style inline."""
    return settings.DEBUG and response.status_code >= 400
