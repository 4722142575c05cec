"""What the printed materials say, language by language.

Every language fills the same dataclasses, so a missing translation is an error when the module is
imported. Facts come with their date and end in a list of sources; `**` marks bold.
"""

from dataclasses import dataclass

PARTIES = 60
PARTIES_BY_REGION = (29, 18, 10, 2, 1)
"""States parties in Africa, the Americas, Asia, Europe and Oceania (UN M49 regions), December 2025.
Source: UN Treaty Collection, chapter IV.13; total confirmed at the close of the 41st session of the
Committee on Migrant Workers."""


@dataclass(frozen=True)
class PosterText:
    title: str
    subject: str
    headline: tuple[str, ...]
    date: str
    day: str
    demand: str
    credit: str
    art: str


@dataclass(frozen=True)
class FactSheetText:
    title: str
    subject: str
    kind: str
    heading: str
    lead: str
    print_alt: str
    dates_heading: str
    dates: tuple[tuple[str, str, str], ...]
    parties_heading: str
    parties_label: str
    parties_as_of: str
    regions: tuple[str, ...]
    absent: str
    parties_note: str
    parties_alt: str
    rights_heading: str
    rights_lead: str
    article: str
    rights: tuple[tuple[str, str, str], ...]
    limits: str
    road_heading: str
    road_lead: str
    here: str
    road: tuple[tuple[str, str], ...]
    road_note: str
    ways_heading: str
    ways: tuple[tuple[str, str], ...]
    sign_heading: str
    sign_text: str
    sources_heading: str
    sources: tuple[str, ...]
    checked: str
    convention_print_alt: str
    page: str


@dataclass(frozen=True)
class SignOnText:
    title: str
    subject: str
    heading: str
    statement: str
    facts: str
    read_first: str
    privacy_heading: str
    privacy: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]
    table_summary: str
    sheet: str
    collector_heading: str
    collector: tuple[str, ...]
    hand_in: str


@dataclass(frozen=True)
class LessonText:
    title: str
    subject: str
    kind: str
    heading: str
    lead: str
    print_alt: str
    care_heading: str
    care: tuple[str, ...]
    aims_heading: str
    aims: tuple[str, ...]
    need_heading: str
    need: tuple[str, ...]
    hour_heading: str
    hour: tuple[tuple[str, str, str], ...]
    minutes: str
    border_print_alt: str
    talk_heading: str
    talk: tuple[str, ...]
    fit_heading: str
    fit: tuple[tuple[str, str], ...]
    after_heading: str
    after: str
    sources: str
    cards_heading: str
    cards_lead: str
    page: str


@dataclass(frozen=True)
class Wording:
    """All texts in one language. `language` is a BCP 47 tag."""

    language: str
    program: str
    organization: str
    poster: PosterText
    fact_sheet: FactSheetText
    sign_on: SignOnText
    lesson: LessonText
