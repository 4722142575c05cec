"""Which of PostgreSQL's text search configurations stems which language."""

CONFIGURATIONS = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
}
WITHOUT_STEMMING = "simple"


def configuration(language: str) -> str:
    """The configuration for a code such as `es` or `es-mx`; one that only compares whole words
    where PostgreSQL 15 has none."""
    return CONFIGURATIONS.get(language.split("-")[0], WITHOUT_STEMMING)
