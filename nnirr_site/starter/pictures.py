"""Puts the prints of the site into the image library, so that editors have pictures to begin with.

Every print was drawn for this site and shows nobody who lives: none needs a consent.
"""

from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from .loader import CONTENT, read_content

CREDIT = "Print made for this site"
PICTURES = CONTENT / "pictures"


def store_prints(refresh: bool = False, prints: dict[str, dict] | None = None) -> int:
    """Put missing prints into the library; with `refresh` describe those that are there anew.

    A print that staff deleted stays deleted: the log of the library outlives it. Returns how many
    were written.
    """
    model = get_image_model()
    known = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), action="wagtail.create"
    )
    labels = set(known.values_list("label", flat=True))
    written = 0
    for name, words in (prints or read_content()[0].pictures).items():
        image = model.objects.filter(title=words["title"]).first()
        if image is None and words["title"] not in labels:
            image = model(**words, credit=CREDIT)
            with (PICTURES / f"{name}.png").open("rb") as file:
                image.file.save(f"{name}.png", File(file), save=False)
                image._set_image_file_metadata()
                image.save()
            log(instance=image, action="wagtail.create")
        elif image is not None and refresh:
            image.description, image.credit = words["description"], CREDIT
            image.save()
        else:
            continue
        written += 1
    return written
