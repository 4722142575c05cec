"""Cleans pictures that came before uploads were cleaned. Each file by itself, so it may be stopped
anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.users.models import UserProfile

from nnirr_site.http.page_cache.memory import purge
from nnirr_site.models import SiteImage, SiteRendition
from nnirr_site.models.media import random_name
from nnirr_site.uploads.fields import CleanPicture, clean_bytes
from nnirr_site.uploads.reader import Answer, CannotRead, read, waiting_at_most
from nnirr_site.uploads.responsive import make_all_renditions
from nnirr_site.uploads.signals import LARGEST_AVATAR

RANDOM_NAME = re.compile(r"(?:.*/)?[0-9a-f]{32}\.[a-z]+")
GUESSABLE = "a name that can be guessed"
WRITTEN_BY_US = ("covers", "share")
# Larger pictures than are taken today may be kept; nothing is decoded to read their parts.
MOST_MEASURED = 10**9
SECONDS_FOR_THE_READER = 300


class Line(NamedTuple):
    """What became of one row or file. `subject` names it by its number, never by its title."""

    subject: str
    words: str
    is_cleaned: bool = True

    def __str__(self) -> str:
        return f"{self.subject}{':' if self.is_cleaned else ' was not cleaned:'} {self.words}"


Lines = Iterator[Line]


def measure(name: str, storage=default_storage) -> Answer:
    """Size of a stored picture and what it tells, from its parts; nothing is decoded.

    Raises `CannotRead`, and `OSError` for a file that is not there.
    """
    with storage.open(name) as file:
        data = file.read()
    return read("measure", data, most_pixels=MOST_MEASURED)


def told_by_stored(name: str, storage=default_storage) -> list[str]:
    """What a stored picture tells. Raises as `measure` does."""
    return measure(name, storage).find("told")


def strip_images(dry_run: bool) -> Lines:
    """Originals, and the renditions that were made of them."""
    is_any = False
    for pk in SiteImage.objects.order_by("pk").values_list("pk", flat=True):
        image = SiteImage.objects.filter(pk=pk).first()
        if image is None:
            continue
        subject = f"Image {pk}"
        try:
            measured = measure(image.file.name, image.file.storage)
            told = measured.find("told")
            if not RANDOM_NAME.fullmatch(image.file.name):
                told = [*told, GUESSABLE]
            stale = list(stale_renditions(image))
            if told or stale:
                pixels = measured.find("width") * measured.find("height")
                if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                    raise CannotRead("too_many_pixels")
                if not dry_run:
                    is_any = True
                    strip_image(image, bool(told))
        except (CannotRead, OSError) as problem:
            if isinstance(problem, CannotRead) and not problem.is_for_good:
                yield Line(subject, problem_word(problem), is_cleaned=False)
                continue
            is_any = is_any or not dry_run
            yield from strip_unopened(subject, pk, problem_word(problem), dry_run)
            continue
        if told or stale:
            yield Line(subject, ", ".join(told) or "smaller sizes")
    if is_any:
        purge()
        make_all_renditions()


def stale_renditions(image: SiteImage) -> Iterator[SiteRendition]:
    """Renditions that tell something, can be guessed, or are lost."""
    for rendition in image.renditions.all():
        try:
            if not RANDOM_NAME.fullmatch(rendition.file.name) or told_by_stored(
                rendition.file.name, rendition.file.storage
            ):
                yield rendition
        except (CannotRead, OSError):
            yield rendition


def strip_image(image: SiteImage, is_original: bool) -> None:
    """Write the new file, point the row to it, then delete the old one and its renditions.

    Stopped in between, it leaves at most a file that no row names.
    """
    storage, old = image.file.storage, image.file.name
    if is_original:
        with storage.open(old) as file, waiting_at_most(SECONDS_FOR_THE_READER):
            told, content = clean_bytes(file.read())
        before = (image.width, image.height)
        size = (told["width"], told["height"])
        new = CleanPicture(content, f"picture.{ending_of(told)}", size)
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


# -- Pictures that cannot be opened -----------------------------------------------------------


def strip_unopened(subject: str, pk: int, problem: str, dry_run: bool) -> Lines:
    """Clean an image that is lost, broken or too large to open, and the sizes there are of it.

    New ones cannot be made, so each keeps its place on the pages if it can be cleaned by itself,
    and is deleted if it cannot. The original is for staff only, cleaned or not.
    """
    image = SiteImage.objects.get(pk=pk)
    removed: list[str] = []
    problems: list[str] = []
    try:
        removed += strip_stored(image, dry_run)
    except (CannotRead, OSError):
        problems.append(problem)
    for rendition in image.renditions.all():
        try:
            removed += strip_stored(rendition, dry_run)
        except (CannotRead, OSError) as refused:
            if is_passing(refused):
                problems.append(problem_word(refused))
            else:
                removed.append("smaller sizes")
                if not dry_run:
                    rendition.delete()
    if problems:
        yield Line(subject, ", ".join(dict.fromkeys(problems)), is_cleaned=False)
    elif removed:
        yield Line(subject, ", ".join(sorted(set(removed))))


def strip_stored(row: SiteImage | SiteRendition, dry_run: bool) -> list[str]:
    """Put a file that tells nothing and cannot be guessed in the place of a row's file.

    What the old one told; empty, and nothing done, if it told nothing. Raises `CannotRead` for a
    file that cannot be cleaned, and `OSError`.
    """
    storage, old = row.file.storage, row.file.name
    with storage.open(old) as file, waiting_at_most(SECONDS_FOR_THE_READER):
        data = file.read()
        told, content, ending = strip_or_clean(data, PurePosixPath(old).suffix.lower())
    if not RANDOM_NAME.fullmatch(old):
        told = [*told, GUESSABLE]
    if not told or dry_run:
        return told
    new = CleanPicture(content, f"picture{ending}", (row.width, row.height))
    row.file.save(new.name, new, save=False)
    if isinstance(row, SiteImage):
        row._set_image_file_metadata()
    row.file.close()
    with transaction.atomic():
        row.save()
        if isinstance(row, SiteRendition):
            row.purge_from_cache()
        transaction.on_commit(lambda: storage.delete(old))
    return told


def strip_or_clean(data: bytes, ending: str) -> tuple[list[str], bytes, str]:
    """What a picture tells, the picture without it, and the ending of its name.

    Kinds that only a library can write, such as AVIF, are decoded if they are small enough.
    """
    try:
        answer = read("strip", data)
    except CannotRead as problem:
        if not problem.is_for_good:
            raise
        told, content = clean_bytes(data)
        return told["removed"], content, f".{ending_of(told)}"
    return answer.find("removed"), answer.content_of("removed"), ending


# -- Other pictures ---------------------------------------------------------------------------


def strip_avatars(dry_run: bool) -> Lines:
    """Profile pictures of staff."""
    for profile in UserProfile.objects.exclude(avatar="").order_by("pk"):
        subject, old = f"Profile picture {profile.pk}", profile.avatar.name
        try:
            told = told_by_stored(old, profile.avatar.storage)
            if told and not dry_run:
                with profile.avatar.storage.open(old) as file:
                    told_now, content = clean_bytes(file.read(), largest=LARGEST_AVATAR)
                size = (told_now["width"], told_now["height"])
                name = f"picture.{ending_of(told_now)}"
                profile.avatar.save(name, CleanPicture(content, "", size))
                profile.avatar.storage.delete(old)
        except (CannotRead, OSError) as problem:
            yield Line(subject, problem_word(problem), is_cleaned=False)
            continue
        if told:
            yield Line(subject, ", ".join(told))


def strip_covers(dry_run: bool) -> Lines:
    """First pages and cards, which we draw ourselves, in case an older version left something."""
    for name in sorted(list_files(WRITTEN_BY_US)):
        try:
            told = told_by_stored(name)
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
            yield Line(name, problem_word(problem), is_cleaned=False)
            continue
        if told:
            yield Line(name, ", ".join(told))


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


def is_passing(problem: Exception) -> bool:
    """True for trouble that says nothing of the file, so that it must not be given up for it."""
    if isinstance(problem, CannotRead):
        return not problem.is_for_good
    return not isinstance(problem, FileNotFoundError)


def ending_of(told: dict) -> str:
    return {"jpeg": "jpg"}.get(told["format"], told["format"])
