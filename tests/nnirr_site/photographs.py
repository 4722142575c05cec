"""Uploaded images for tests."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image

from nnirr_site.models import SiteImage


def make_image(width: int, height: int, mode: str = "RGB", **fields) -> SiteImage:
    """An image whose file really exists: a gradient, so that formats differ in size."""
    gradient = Image.linear_gradient("L").resize((width, height)).convert(mode)
    file = BytesIO()
    gradient.save(file, "PNG")
    image = SiteImage(**{"title": "Photograph", **fields})
    image.file.save(f"photograph-{width}.png", ContentFile(file.getvalue()), save=False)
    image.width, image.height = width, height
    image.save()
    return image
