"""Cleans pictures that came before uploads were cleaned. Each file by itself, so it may be stopped
anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.users.models import UserProfile

from nnirr_site.models import SiteImage, SiteRendition
from nnirr_site.models.media import random_name
from nnirr_site.pagecache import purge
from nnirr_site.pictures import make_all_renditions
from nnirr_site.uploads.fields import CleanPicture, clean_bytes
from nnirr_site.uploads.reader import CannotRead, read, waiting_at_most
from nnirr_site.uploads.signals import LARGEST_AVATAR

RANDOM_NAME = re.compile(r"(?:.*/)?[0-9a-f]{32}\.[a-z]+")
WRITTEN_BY_US = ("covers", "share")
# Larger pictures than are taken today may be kept; nothing is decoded to read their parts.
MOST_MEASURED = 10**9
Lines = Iterator[tuple[str, bool]]


def told_by(name: str, storage=default_storage) -> list[str]:
    """What a stored picture tells, from its parts; nothing is decoded.

    Raises `CannotRead`, and `OSError` for a file that is not there.
    """
    with storage.open(name) as file:
        data = file.read()
    return read("measure", data, most_pixels=MOST_MEASURED).find("told")


def strip_images(dry_run: bool) -> Lines:
    """Originals, and the renditions that were made of them."""
    is_any = False
    for pk in SiteImage.objects.order_by("pk").values_list("pk", flat=True):
        image = SiteImage.objects.filter(pk=pk).first()
        if image is None:
            continue
        try:
            told = told_by(image.file.name, image.file.storage)
            if not RANDOM_NAME.fullmatch(image.file.name):
                told = [*told, "a name that can be guessed"]
            stale = list(stale_renditions(image))
            if (told or stale) and not dry_run:
                is_any = True
                strip_image(image, bool(told))
        except (CannotRead, OSError) as problem:
            yield f"Image {pk} was not cleaned: {problem_word(problem)}", False
            continue
        if told or stale:
            yield f"Image {pk}: {', '.join(told) or 'smaller sizes'}", True
    if is_any:
        purge()
        make_all_renditions()


def stale_renditions(image: SiteImage) -> Iterator[SiteRendition]:
    """Renditions that tell something, can be guessed, or are lost."""
    for rendition in image.renditions.all():
        try:
            if not RANDOM_NAME.fullmatch(rendition.file.name) or told_by(rendition.file.name):
                yield rendition
        except (CannotRead, OSError):
            yield rendition


def strip_image(image: SiteImage, is_original: bool) -> None:
    """Write the new file, point the row to it, then delete the old one and its renditions.

    Stopped in between, it leaves at most a file that no row names.
    """
    storage, old = image.file.storage, image.file.name
    if is_original:
        with storage.open(old) as file, waiting_at_most(300):
            told, content = clean_bytes(file.read())
        ending = {"jpeg": "jpg"}.get(told["format"], told["format"])
        before = (image.width, image.height)
        size = (told["width"], told["height"])
        new = CleanPicture(content, f"picture.{ending}", size)
        image.file.save(new.name, new, save=False)
        image.width, image.height = size
        if size != before:
            # It was set on the picture as it lay.
            image.set_focal_point(None)
        image._set_image_file_metadata()
        image.file.close()
    with transaction.atomic():
        if is_original:
            image.save()
            transaction.on_commit(lambda: storage.delete(old))
        image.renditions.all().delete()


def strip_avatars(dry_run: bool) -> Lines:
    """Profile pictures of staff."""
    for profile in UserProfile.objects.exclude(avatar="").order_by("pk"):
        old = profile.avatar.name
        try:
            told = told_by(old, profile.avatar.storage)
            if told and not dry_run:
                with profile.avatar.storage.open(old) as file:
                    told_now, content = clean_bytes(file.read(), largest=LARGEST_AVATAR)
                size = (told_now["width"], told_now["height"])
                ending = {"jpeg": "jpg"}.get(told_now["format"], told_now["format"])
                profile.avatar.save(f"picture.{ending}", CleanPicture(content, "", size))
                profile.avatar.storage.delete(old)
        except (CannotRead, OSError) as problem:
            yield f"Profile picture {profile.pk} was not cleaned: {problem_word(problem)}", False
            continue
        if told:
            yield f"Profile picture {profile.pk}: {', '.join(told)}", True


def strip_covers(dry_run: bool) -> Lines:
    """First pages and cards, which we draw ourselves, in case an older version left something."""
    for name in sorted(list_files(WRITTEN_BY_US)):
        try:
            told = told_by(name)
            if told and not dry_run:
                with default_storage.open(name) as file:
                    _told, content = clean_bytes(file.read())
                aside = default_storage.save(
                    random_name(name.split("/")[0], name), ContentFile(content)
                )
                with default_storage.open(aside) as file:
                    default_storage.delete(name)
                    default_storage.save(name, file)
                default_storage.delete(aside)
        except (CannotRead, OSError) as problem:
            yield f"{name} was not cleaned: {problem_word(problem)}", False
            continue
        if told:
            yield f"{name}: {', '.join(told)}", True


def list_files(folders) -> Iterator[str]:
    for folder in folders:
        try:
            inner, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{name}" for name in files if not name.startswith("."))
        yield from list_files(f"{folder}/{name}" for name in inner)


def problem_word(problem: Exception) -> str:
    """The kind of trouble, without the path."""
    return problem.reason if isinstance(problem, CannotRead) else type(problem).__name__
