"""The one place that makes absolute addresses of the site: each begins with SITE_URL.

As soon as there is a second `Site` record, such as one for `www.`, Wagtail's `page.url` is absolute
where no request says whose it is, and has the host of the first record that fits.
"""

from __future__ import annotations

from urllib.parse import urljoin

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.models import Page, Site


def absolute(url: object) -> str:
    """`url` with the site's scheme and host, never those of the request or of a `Site` record.

    An address of another site stays as it is.
    """
    return urljoin(f"{settings.SITE_URL}/", iri_to_uri(without_host(str(url or ""))))


def without_host(url: str) -> str:
    """The path of an address of ours, whichever `Site` record it names; others as they are."""
    if "://" not in url:
        return url
    for root in Site.get_site_root_paths():
        if url == root.root_url or url.startswith((f"{root.root_url}/", f"{root.root_url}?")):
            return url[len(root.root_url) :] or "/"
    return url


def page_path(page: Page) -> str:
    """The path of a page, however many `Site` records there are; "" if no visitor gets there."""
    return without_host(page.url or "")
