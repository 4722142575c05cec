"""Who may see an uploaded picture: the collection it is in decides, as with documents."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass

from asgiref.local import Local
from django.core.signals import request_started
from django.db import DatabaseError
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest
from wagtail.models import Collection, CollectionViewRestriction, Page
from wagtail.permissions import policy_registry

from nnirr_site.http.page_cache.memory import page_cache
from nnirr_site.http.page_cache.restrictions import public
from nnirr_site.http.page_cache.store import STALE_SECONDS
from nnirr_site.models import SiteDocument, SiteImage, SiteRendition

REMEMBERED_SECONDS = 30
MOST_REMEMBERED = 5000
RENDITIONS, COVERS, SHARE, ORIGINALS, AVATARS = (
    "images",
    "covers",
    "share",
    "original_images",
    "avatar_images",
)


@dataclass(frozen=True)
class Access:
    """`is_public`: for everybody. Otherwise `may_see` says it of one visitor."""

    is_public: bool
    may_see: bool


NOBODY = Access(is_public=False, may_see=False)
EVERYBODY = Access(is_public=True, may_see=True)


def find_access(request: HttpRequest, path: str) -> Access:
    """Who may see the file at `path` below MEDIA_ROOT. What no row of the database names, nobody.

    That a file is for everybody is remembered for half a minute, until anything is published or a
    collection's privacy changes. While the database is away, what was public a short while ago is
    shown on, unless anything was purged since.
    """
    if _remembers(path):
        return EVERYBODY
    folder = path.partition("/")[0]
    if folder not in DECIDERS:
        return NOBODY
    generation, purges = page_cache.generation, page_cache.purges
    try:
        access = DECIDERS[folder](request, path)
    except DatabaseError:
        if _was_public_lately(path):
            return EVERYBODY
        raise
    if access.is_public:
        _remember(path, generation, purges)
    else:
        _public.pop(path, None)
    return access


# -- What is remembered -----------------------------------------------------------------------

# Path → generation and number of purges when it was asked, and until when it needs no asking.
_public: OrderedDict[str, tuple[int, int, float]] = OrderedDict()


def _remembers(path: str) -> bool:
    """True while nothing was purged since and the listener of the page cache would tell."""
    page_cache.listen()
    generation, _purges, end = _public.get(path, (-1, -1, 0.0))
    is_current = page_cache.is_listening and generation == page_cache.generation
    return is_current and time.monotonic() < end


def _was_public_lately(path: str) -> bool:
    """Whether a file may be shown on in an outage, as pages that name nobody are."""
    _generation, purges, end = _public.get(path, (-1, -1, 0.0))
    return purges == page_cache.purges and time.monotonic() < end + STALE_SECONDS


def _remember(path: str, generation: int, purges: int) -> None:
    _public[path] = (generation, purges, time.monotonic() + REMEMBERED_SECONDS)
    while len(_public) > MOST_REMEMBERED:
        _public.popitem(last=False)


# -- Deciding ---------------------------------------------------------------------------------


def _restrictions_of(path_field: str) -> Exists:
    """Whether a collection, named by the path of its place in the tree, is only for some."""
    place = ExpressionWrapper(OuterRef(path_field), output_field=CharField())
    above = CollectionViewRestriction.objects.annotate(place=place)
    return Exists(above.filter(place__startswith=F("collection__path")))


def _decide_rendition(request: HttpRequest, path: str) -> Access:
    found = (
        SiteRendition.objects.filter(file=path)
        .annotate(is_restricted=_restrictions_of("image__collection__path"))
        .values_list("image_id", "is_restricted")
        .first()
    )
    if found is None:
        return NOBODY
    image_id, is_restricted = found
    if not is_restricted:
        return EVERYBODY
    image = SiteImage.objects.select_related("collection").get(pk=image_id)
    is_accepted = all(
        restriction.accept_request(request)
        for restriction in image.collection.get_view_restrictions()
    )
    return Access(is_public=False, may_see=is_accepted or may_use(request, image))


def _decide_original(request: HttpRequest, path: str) -> Access:
    if not request.user.is_authenticated:
        return NOBODY
    image = SiteImage.objects.filter(file=path).first()
    return Access(is_public=False, may_see=image is not None and may_use(request, image))


def may_use(request: HttpRequest, image: SiteImage) -> bool:
    """True for staff who may choose or change the image."""
    user = request.user
    return user.is_authenticated and policy_registry.get_by_type(
        SiteImage
    ).user_has_any_permission_for_instance(user, ["choose", "change", "delete"], image)


def _decide_cover(request: HttpRequest, path: str) -> Access:
    """The first page of a document, in both widths."""
    large = path.replace("-small.", ".")
    is_shown = (
        SiteDocument.objects.filter(first_page=large)
        .exclude(_restrictions_of("collection__path"))
        .exists()
    )
    return EVERYBODY if is_shown else NOBODY


def _decide_card(request: HttpRequest, path: str) -> Access:
    """A card shows the title of a page: it is for those whom the page is for."""
    number = path.split("/")[1]
    if not number.isdecimal() or len(number) > 12:
        return NOBODY
    return EVERYBODY if public(Page.objects.live()).filter(pk=number).exists() else NOBODY


def _decide_avatar(request: HttpRequest, path: str) -> Access:
    return Access(is_public=False, may_see=request.user.has_perm("wagtailadmin.access_admin"))


DECIDERS = {
    RENDITIONS: _decide_rendition,
    COVERS: _decide_cover,
    SHARE: _decide_card,
    ORIGINALS: _decide_original,
    AVATARS: _decide_avatar,
}


# -- Pictures on pages ------------------------------------------------------------------------

_of_request = Local()


def is_for_all(image: SiteImage) -> bool:
    """False for an image in a collection that is only for some. One query a request, for all."""
    private = getattr(_of_request, "private_collections", None)
    if private is None:
        restricted = Collection.objects.filter(_restrictions_of("path"))
        private = frozenset(restricted.values_list("pk", flat=True))
        _of_request.private_collections = private
    return image.collection_id not in private


def forget_private_collections(**_signal) -> None:
    _of_request.private_collections = None


def connect_access_signals() -> None:
    """Connect what makes `is_for_all` ask again. Called once when the site starts."""
    request_started.connect(forget_private_collections, dispatch_uid="picture_access")
    for signal in (post_save, post_delete):
        for model in (Collection, CollectionViewRestriction):
            signal.connect(forget_private_collections, sender=model, dispatch_uid="picture_access")
