"""Pictures that come through Wagtail's own models: profile pictures, and unfinished uploads."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_save
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from nnirr_site.models import SiteImage
from nnirr_site.models.media import random_name
from nnirr_site.uploads.fields import (
    CleanPicture,
    PictureFormField,
    UnreadablePicture,
    clean_bytes,
    dimensions_of,
    read_all,
)
from nnirr_site.uploads.reader import CannotRead
from nnirr_site.uploads.sentences import explain

# Wagtail's own form makes larger profile pictures so large.
LARGEST_AVATAR = 400


def clean_field(field_file, name: str, **options) -> None:
    """Clean a file that is about to be stored. Raises `UnreadablePicture`."""
    if not field_file or field_file._committed or dimensions_of(field_file.file):
        return
    try:
        told, content = clean_bytes(read_all(field_file.file), **options)
    except CannotRead as problem:
        raise UnreadablePicture(explain(problem)) from problem
    ending = {"jpeg": "jpg"}.get(told["format"], told["format"])
    field_file.file = CleanPicture(content, name, (told["width"], told["height"]))
    field_file.name = f"{name}.{ending}"


def clean_avatar(sender, instance, **_signal) -> None:
    clean_field(instance.avatar, "picture", largest=LARGEST_AVATAR)


def clean_unfinished_upload(sender, instance, **_signal) -> None:
    """Wagtail keeps a picture aside whose other fields are not right yet."""
    if instance.for_content_type_id == ContentType.objects.get_for_model(SiteImage).pk:
        clean_field(instance.file, random_name("", "x").strip("/"))


def connect_upload_signals() -> None:
    """Connect the doors that are not fields of ours. Called once when the site starts."""
    from wagtail.admin.forms.account import AvatarPreferencesForm

    theirs = AvatarPreferencesForm.base_fields["avatar"]
    AvatarPreferencesForm.base_fields["avatar"] = PictureFormField(
        label=theirs.label, required=False, widget=theirs.widget, largest=LARGEST_AVATAR
    )
    pre_save.connect(clean_avatar, sender=UserProfile, dispatch_uid="clean_avatar")
    pre_save.connect(clean_unfinished_upload, sender=UploadedFile, dispatch_uid="clean_upload")
