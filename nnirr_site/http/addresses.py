"""The one place that makes absolute addresses of the site: each begins with SITE_URL.

As soon as there is a second `Site` record, such as one for `www.`, Wagtail's `page.url` is absolute
where no request says whose it is, and has the host of the first record that fits.
"""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

# A word that people type from paper: longer ones are addresses of former sites.
SHORT_PATH = re.compile(r"/[a-z0-9-]{2,20}", re.ASCII)


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


def find_short_url(page: Page) -> str:
    """The address of a page as it is printed: of one word, if a redirect from one leads there.

    Of several the shortest. "" if no visitor gets to the page.
    """
    path = page_path(page)
    if not path:
        return ""
    leading = Redirect.objects.filter(redirect_page_id=page.pk, redirect_page_route_path="")
    paths = leading.values_list("old_path", flat=True)
    words = sorted(filter(SHORT_PATH.fullmatch, paths), key=lambda word: (len(word), word))
    return absolute(words[0] if words else path)


def is_of_this_machine(url: str) -> bool:
    """Whether an address leads whoever types it to their own machine, as `localhost` does."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
