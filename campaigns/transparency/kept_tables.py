"""The form in which a table with something about people who sign is described."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from campaigns.privacy.inventory_words import Form


@dataclass(frozen=True)
class Kept:
    """Columns that belong together, and the five answers about them."""

    columns: tuple[str, ...]
    what: str
    why: str
    how_long: str
    who: str
    form: Form = Form.PLAIN


@dataclass(frozen=True)
class KeptTable:
    """One table with something about people who sign."""

    model: str  # as `apps.get_model` takes it
    heading: str
    entries: tuple[Kept, ...]

    @property
    def stored_columns(self) -> set[str]:
        """What the table has by its schema."""
        return {column.name for column in apps.get_model(self.model)._meta.concrete_fields}
