"""Forms of the admin that take pictures."""

from __future__ import annotations

import os

from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from nnirr_site.models.media import PICTURES
from nnirr_site.uploads.fields import PictureFormField, clean_picture


class PictureForm(BaseImageForm):
    """Wagtail's form for images with our own field for the file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            theirs = self.fields["file"]
            self.fields["file"] = PictureFormField(
                label=theirs.label,
                required=theirs.required,
                help_text=theirs.help_text,
                widget=theirs.widget,
            )

    def clean(self):
        """A picture in which people can be recognized says who agreed, and who took it."""
        cleaned = super().clean()
        if cleaned.get("shows_people"):
            if "consent_note" in self.fields and not (cleaned.get("consent_note") or "").strip():
                self.add_error(
                    "consent_note",
                    _("Say who agreed to be shown, and where the agreement is kept."),
                )
            if "credit" in self.fields and not (cleaned.get("credit") or "").strip():
                self.add_error("credit", _("Say who took the picture, and in which year."))
        return cleaned


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for documents; a picture among them tells no more than one on a page."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if not file or "file" not in self.changed_data:
            return file
        is_picture = os.path.splitext(file.name)[1].lower()[1:] in PICTURES
        return clean_picture(file, file.name) if is_picture else file
