"""Small PDF files for tests."""

from __future__ import annotations

from fpdf import FPDF

TEXTS = {
    "en": "All migrants have the right to be heard by the people who decide about their lives, and "
    "this sheet is for those who want to know what that right is and where it is written. ",
    "es": "Las personas migrantes tienen el derecho de que se les escuche, y esta hoja es para "
    "quienes quieren saber lo que dice la Convención y con qué palabras se escribe en un texto. ",
    "fr": "Les personnes migrantes ont le droit d'être entendues par ceux qui décident de leur "
    "vie, et cette feuille est pour les gens qui veulent savoir dans quels textes il est écrit. ",
}


def make_pdf(text: str = TEXTS["en"], pages: int = 1, format="Letter", **metadata) -> bytes:
    """A PDF with `text` on each of its pages. `language` sets what the file declares."""
    pdf = FPDF(format=format)
    if "language" in metadata:
        pdf.set_lang(metadata["language"])
    pdf.set_font("Helvetica", size=14)
    for _page in range(pages):
        pdf.add_page()
        pdf.multi_cell(0, 8, text)
    return bytes(pdf.output())


def make_locked_pdf() -> bytes:
    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    return bytes(pdf.output())
