"""Files that machines look for at fixed addresses: robots.txt, security.txt, the icons."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from nnirr_site.http.addresses import absolute
from nnirr_site.http.caching import PRIVATE_PREFIXES, public_page
from nnirr_site.models import SiteIdentity

# What is for one person or for staff, and what has no end. Languages put their code before it.
UNCRAWLED = ("search/", "sign/", *(f"{prefix}/" for prefix in PRIVATE_PREFIXES))
UNCRAWLED_WITHOUT_LANGUAGE = ("dev/",)
# RFC 9116 §2.5.5 recommends less than a year.
SECURITY_DAYS = 180
ICONS = {"favicon.ico": "icons/favicon.ico", "apple-touch-icon.png": "icons/icon-180.png"}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but staff's and signers' own addresses (RFC 9309)."""
    prefixes = ["", *(f"{code}/" for code, _ in settings.LANGUAGES if code != "en")]
    paths = [reverse("wagtailadmin_home"), *(f"/{path}" for path in UNCRAWLED_WITHOUT_LANGUAGE)]
    paths += [f"/{prefix}{path}" for prefix in prefixes for path in UNCRAWLED]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in paths), "Allow: /", ""]
    lines.append(f"Sitemap: {absolute(reverse('sitemap_index'))}")
    return public_page(_plain_text(lines))


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability (RFC 9116). 404 until staff have given an address."""
    contact = SiteIdentity.shown_for(request).contact_email
    if not contact:
        raise Http404
    # Whole days, so that the file stays the same all day.
    expires = timezone.localdate() + timedelta(days=SECURITY_DAYS)
    languages = ", ".join(code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES)
    return public_page(
        _plain_text(
            [
                f"Contact: mailto:{contact}",
                f"Expires: {expires.isoformat()}T00:00:00Z",
                f"Preferred-Languages: {languages}",
                f"Canonical: {absolute(reverse('security_txt'))}",
            ]
        )
    )


@require_safe
def serve_icon(request: HttpRequest, name: str) -> HttpResponse:
    """Icons that browsers ask for at the root, whatever the page says."""
    return public_page(HttpResponseRedirect(static(ICONS[name])))


def _plain_text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
