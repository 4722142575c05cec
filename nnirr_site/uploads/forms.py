"""Forms of the admin that take pictures."""

from __future__ import annotations

from wagtail.images.forms import BaseImageForm

from nnirr_site.uploads.fields import PictureFormField


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
