"""Fields for pictures: whatever door a picture comes through, it is cleaned before it is stored."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.forms.fields import FileField
from django.utils.text import format_lazy
from wagtail.images.fields import WagtailImageField as WagtailFormField
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from nnirr_site.uploads.reader import CannotRead, read
from nnirr_site.uploads.sentences import HEIC_ADVICE, explain

MIME_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}


HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
AVIF_BRANDS = {b"avif", b"avis"}


class UnreadablePicture(ValidationError):
    """A picture that cannot be opened was to be stored; the message is for editors."""


class CleanPicture(ContentFile):
    """The bytes of a picture that was cleaned, with its size in pixels."""

    def __init__(self, content: bytes, name: str, dimensions: tuple[int, int]):
        super().__init__(content, name=name)
        self.dimensions = dimensions


def clean_bytes(data: bytes, **options) -> tuple[dict, bytes]:
    """What a picture told, and the picture without it. Raises `CannotRead`."""
    answer = read("clean", data, most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS, **options)
    return answer.parts[0]


def read_all(file) -> bytes:
    """All bytes of an open or closed file, which is left at its start."""
    if isinstance(file, File):
        file.open("rb") if file.closed else file.seek(0)
    else:
        file.seek(0)
    data = file.read()
    file.seek(0)
    return data


def dimensions_of(file) -> tuple[int, int] | None:
    """Width and height if the file was cleaned by us."""
    while file is not None:
        if found := getattr(file, "dimensions", None):
            return found
        file = getattr(file, "file", None) if isinstance(file, File) else None
    return None


def is_heic(data: bytes) -> bool:
    """Whether a file is a photograph as newer phones keep them, whatever it is called.

    From the brands that it names first: ISO/IEC 14496-12 § 4.3, ISO/IEC 23008-12 annex B.
    """
    if data[4:8] != b"ftyp":
        return False
    brands = {data[place : place + 4] for place in range(8, min(len(data), 64), 4)}
    return not AVIF_BRANDS & brands and bool(HEIC_BRANDS & brands)


def clean_picture(file, name: str) -> CleanPicture:
    """A picture that is offered as a file. Raises `UnreadablePicture`, also if its name lies."""
    data = read_all(file)
    if is_heic(data):
        raise UnreadablePicture(HEIC_ADVICE)
    try:
        told, content = clean_bytes(data)
    except CannotRead as problem:
        raise UnreadablePicture(explain(problem)) from problem
    ending = os.path.splitext(name)[1].lower()[1:]
    if {"jpg": "jpeg"}.get(ending, ending) != told["format"]:
        raise UnreadablePicture(explain(CannotRead("no_picture")))
    return CleanPicture(content, name, (told["width"], told["height"]))


class CleanedFieldFile(WagtailImageFieldFile):
    """Cleans a picture on its way into the storage; no library of this process opens it."""

    def save(self, name, content, save=True):
        """Raises `UnreadablePicture` for what cannot be opened."""
        if dimensions_of(content) is None:
            try:
                told, cleaned = clean_bytes(read_all(content))
            except CannotRead as problem:
                raise UnreadablePicture(explain(problem)) from problem
            ending = {"jpeg": "jpg"}.get(told["format"], told["format"])
            name = f"{os.path.splitext(name)[0]}.{ending}"
            content = CleanPicture(cleaned, name, (told["width"], told["height"]))
        self._dimensions_cache = dimensions_of(content)
        super().save(name, content, save)

    save.alters_data = True

    def get_image_dimensions(self):
        """From the cleaned file, else from the reader; (0, 0) for what it cannot open."""
        known = dimensions_of(getattr(self, "_file", None))
        if known:
            return known
        try:
            with self.storage.open(self.name) if self._committed else _kept_open(self) as file:
                data = read_all(file)
            answer = read("measure", data, most_pixels=settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS)
        except (CannotRead, OSError):
            return 0, 0
        return answer.find("width"), answer.find("height")


class _kept_open:
    """An uploaded file, which whoever gave it to us still needs."""

    def __init__(self, file):
        self.file = file

    def __enter__(self):
        return self.file

    def __exit__(self, *_error):
        self.file.seek(0)


class CleanedPictureField(WagtailImageField):
    """The file of an image or of a rendition."""

    attr_class = CleanedFieldFile


class PictureFormField(WagtailFormField):
    """An upload that is opened by the reader: first its size is asked, then it is cleaned.

    `largest` is how wide or high it is kept at most.
    """

    def __init__(self, *args, largest: int = 0, **kwargs):
        super().__init__(*args, **kwargs)
        self.largest = largest
        # What the page for several pictures says before it sends one.
        formats = self.error_messages["invalid_image_extension"]
        self.error_messages["invalid_image_extension"] = format_lazy(
            "{formats} {advice}", formats=formats, advice=HEIC_ADVICE
        )

    def to_python(self, data):
        uploaded = FileField.to_python(self, data)
        if uploaded is None:
            return None
        self.check_image_file_size(uploaded)
        extension = os.path.splitext(uploaded.name)[1].lower()[1:]
        if extension in {"heic", "heif"} or is_heic(read_all(uploaded)):
            raise ValidationError(HEIC_ADVICE, code="heic")
        if extension not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"])
        try:
            told, content = clean_bytes(read_all(uploaded), largest=self.largest)
        except CannotRead as problem:
            raise ValidationError(explain(problem), code=problem.reason) from None
        if told["moving"]:
            raise ValidationError(explain(CannotRead("moving")), code="moving")
        if {"jpg": "jpeg"}.get(extension, extension) != told["format"]:
            message = self.error_messages["invalid_image_known_format"]
            raise ValidationError(
                message % {"extension": extension, "image_format": told["format"]},
                code="invalid_image_known_format",
            )
        dimensions = (told["width"], told["height"])
        cleaned = InMemoryUploadedFile(
            CleanPicture(content, uploaded.name, dimensions),
            field_name=None,
            name=uploaded.name,
            content_type=MIME_TYPES[told["format"]],
            size=len(content),
            charset=None,
        )
        cleaned.dimensions = dimensions
        return cleaned
