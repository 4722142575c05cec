"""`strip_pictures` cleans what was uploaded before uploads were cleaned."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from wagtail.users.models import UserProfile

from nnirr_site.models import SiteImage, SiteRendition
from nnirr_site.uploads.reader import CannotRead
from nnirr_site.uploads.stripping import RANDOM_NAME
from tests.nnirr_site import telling
from tests.nnirr_site.photographs import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def old(media, admin_user):
    """An image, a rendition and a profile picture as an older version of the site kept them."""
    image = make_image(300, 400)
    default_storage.delete(image.file.name)
    image.file.name = default_storage.save(
        "original_images/march.jpg", ContentFile(telling.telling("jpg"))
    )
    image.width, image.height = 900, 600
    image.focal_point_x = image.focal_point_y = 100
    image.focal_point_width = image.focal_point_height = 50
    image.save()
    rendition = SiteRendition(image=image, filter_spec="width-480", width=900, height=600)
    rendition.file.name = default_storage.save(
        "images/march.width-480.jpg", ContentFile(telling.telling("jpg"))
    )
    rendition.save()
    profile = UserProfile.get_for_user(admin_user)
    profile.avatar.name = default_storage.save(
        "avatar_images/me.jpg", ContentFile(telling.telling("jpg"))
    )
    profile.save()
    default_storage.save("share/7/card.png", ContentFile(telling.telling("png")))
    return image


def run(**options) -> str:
    output = io.StringIO()
    call_command("strip_pictures", stdout=output, stderr=output, **options)
    return output.getvalue()


def run_and_fail(**options) -> tuple[str, str]:
    """What was written, and the last word of a command that could not clean everything."""
    output = io.StringIO()
    with pytest.raises(CommandError) as failure:
        call_command("strip_pictures", stdout=output, stderr=output, **options)
    return output.getvalue(), str(failure.value)


def telling_files(media) -> set[str]:
    return {
        path.relative_to(media).as_posix()
        for path in media.rglob("*.*")
        if telling.find_planted(path.read_bytes())
    }


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    def run_and_commit(**options) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return run(**options)

    return run_and_commit


def test_everything_is_cleaned_and_a_second_run_changes_nothing(old, media, commit):
    assert len(telling_files(media)) == 4
    told = commit()
    assert "EXIF" in told
    assert "4" not in told.splitlines()[-1] or "were cleaned" in told
    assert telling_files(media) == set()
    image = SiteImage.objects.get(pk=old.pk)
    assert (image.width, image.height) == (600, 900)
    assert image.file.name != old.file.name
    assert image.get_focal_point() is None
    assert not default_storage.exists("original_images/march.jpg")
    assert not default_storage.exists("images/march.width-480.jpg")
    assert image.file_hash
    assert not image.renditions.filter(filter_spec="width-480").exists()
    before = {path: path.read_bytes() for path in media.rglob("*.*")}
    assert commit().splitlines()[-1] == "0 files were cleaned."
    assert {path: path.read_bytes() for path in media.rglob("*.*")} == before


def test_dry_run_says_what_it_would_do_and_does_nothing(old, media, commit):
    before = {path: path.read_bytes() for path in media.rglob("*.*")}
    told = commit(dry_run=True)
    assert f"Image {old.pk}: " in told
    assert "would be cleaned" in told
    assert {path: path.read_bytes() for path in media.rglob("*.*")} == before
    assert SiteRendition.objects.count() == 1


def test_run_that_was_interrupted_is_finished_by_the_next(old, media, commit, monkeypatch):
    def stop(*_arguments, **_options):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(SiteImage, "save", stop)
        with pytest.raises(KeyboardInterrupt):
            commit()
    assert default_storage.exists(SiteImage.objects.get().file.name), "the picture is lost"
    commit()
    assert telling_files(media) == set()


@pytest.fixture
def commit_and_fail(django_capture_on_commit_callbacks):
    def run_and_commit(**options) -> tuple[str, str]:
        with django_capture_on_commit_callbacks(execute=True):
            return run_and_fail(**options)

    return run_and_commit


def keep(row, name: str, content: bytes) -> None:
    """Store a file under a name that can be guessed, past all cleaning, and name it in the row."""
    row.file.name = default_storage.save(name, ContentFile(content))
    row.save()


def add_rendition(image, spec: str, name: str, content: bytes) -> SiteRendition:
    rendition = SiteRendition(image=image, filter_spec=spec, width=900, height=600)
    keep(rendition, name, content)
    return rendition


def test_lost_and_damaged_files_stop_nothing(old, media, commit_and_fail):
    lost, damaged = make_image(300, 400), make_image(300, 400)
    default_storage.delete(lost.file.name)
    keep(damaged, "original_images/x.jpg", b"no picture")
    told, failure = commit_and_fail()
    assert f"Image {lost.pk} was not cleaned: FileNotFoundError" in told
    assert f"Image {damaged.pk} was not cleaned: no_picture" in told
    assert f"Image {lost.pk}, Image {damaged.pk}." in failure
    assert "x.jpg" not in told + failure
    assert telling_files(media) == set()


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_picture_too_large_to_open_is_stripped_with_all_its_sizes(
    old, media, commit, settings, kind
):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000
    keep(old, f"original_images/large.{kind}", telling.telling(kind))
    add_rendition(old, "width-800", f"images/large.width-800.{kind}", telling.telling(kind))
    UserProfile.objects.all().delete()
    default_storage.delete("avatar_images/me.jpg")
    default_storage.delete("share/7/card.png")
    default_storage.delete("original_images/march.jpg")
    assert len(telling_files(media)) == 3
    assert "EXIF" in commit()
    left = {name: set(telling.find_planted((media / name).read_bytes())) for name in names(media)}
    # Which way up a JPEG is shown is all that its EXIF still says.
    assert all(found <= {"exif"} for found in left.values()), left
    image = SiteImage.objects.get(pk=old.pk)
    assert (image.width, image.height) == (900, 600)
    assert image.get_focal_point() is not None
    assert image.renditions.count() == 2, "the pages have lost the picture"
    for row in (image, *image.renditions.all()):
        assert RANDOM_NAME.fullmatch(row.file.name)
        assert default_storage.exists(row.file.name)
    assert len(names(media)) == 3
    assert commit().splitlines()[-1] == "0 files were cleaned."


def names(media) -> set[str]:
    return {path.relative_to(media).as_posix() for path in media.rglob("*.*")}


def test_sizes_of_a_picture_that_cannot_be_cleaned_are_not_left_in_public(
    old, media, commit_and_fail, settings
):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100_000
    keep(old, "original_images/large.avif", telling.telling("avif"))
    add_rendition(old, "width-800", "images/large.width-800.avif", telling.telling("avif"))
    told, failure = commit_and_fail()
    assert f"Image {old.pk} was not cleaned: too_many_pixels" in told
    assert f"Image {old.pk}" in failure
    assert not default_storage.exists("images/large.width-800.avif")
    assert not default_storage.exists("images/march.width-480.jpg")
    assert default_storage.exists("original_images/large.avif"), "nobody else has it"
    assert old.renditions.count() == 1, "the one that could be cleaned"


def test_sizes_of_a_lost_picture_are_cleaned(old, media, commit_and_fail):
    default_storage.delete("original_images/march.jpg")
    told, _failure = commit_and_fail()
    assert f"Image {old.pk} was not cleaned: FileNotFoundError" in told
    assert not default_storage.exists("images/march.width-480.jpg")
    rendition = old.renditions.get()
    assert RANDOM_NAME.fullmatch(rendition.file.name)
    with rendition.file.open() as file:
        assert set(telling.find_planted(file.read())) <= {"exif"}


def test_size_that_could_not_be_looked_into_now_is_not_given_up(
    old, media, commit_and_fail, monkeypatch
):
    def busy(*_arguments, **_options):
        raise CannotRead("busy")

    default_storage.delete("original_images/march.jpg")
    monkeypatch.setattr("nnirr_site.uploads.stripping.read", busy)
    told, failure = commit_and_fail()
    assert f"Image {old.pk} was not cleaned: FileNotFoundError, busy" in told
    assert "Profile picture" in failure
    assert default_storage.exists("images/march.width-480.jpg")
    assert old.renditions.exists()
