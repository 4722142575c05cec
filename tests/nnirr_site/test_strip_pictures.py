"""`strip_pictures` cleans what was uploaded before uploads were cleaned."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from wagtail.users.models import UserProfile

from nnirr_site.models import SiteImage, SiteRendition
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


def test_lost_and_damaged_files_stop_nothing(old, media, commit):
    lost, damaged = make_image(300, 400), make_image(300, 400)
    default_storage.delete(lost.file.name)
    damaged.file.name = default_storage.save("original_images/x.jpg", ContentFile(b"no picture"))
    damaged.save()
    told = commit()
    assert f"Image {lost.pk} was not cleaned: FileNotFoundError" in told
    assert f"Image {damaged.pk} was not cleaned: no_picture" in told
    assert telling_files(media) == set()
