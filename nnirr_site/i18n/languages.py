"""Languages that documents and links can be in, each named in itself.

Codes are BCP 47. Wider than the languages of the site: a flyer may well be in Vietnamese.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentLanguage(models.TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es", "Español"
    FRENCH = "fr", "Français"
    ARABIC = "ar", "العربية"
    HAITIAN_CREOLE = "ht", "Kreyòl ayisyen"
    PORTUGUESE = "pt", "Português"
    VIETNAMESE = "vi", "Tiếng Việt"
    TAGALOG = "tl", "Tagalog"
    CHINESE = "zh", "中文"
    RUSSIAN = "ru", "Русский"
    AMHARIC = "am", "አማርኛ"
    PUNJABI = "pa", "ਪੰਜਾਬੀ"
    MULTIPLE = "mul", _("Multilingual")


RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ps", "yi"}


def text_direction(code: str) -> str:
    """`rtl` or `ltr` for a language code such as `ar` or `es-mx`."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
