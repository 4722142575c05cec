"""How a column of a signature is described: what it holds, how far it goes, when it ends."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from campaigns.privacy.inventory_words import (
    FOR_GOOD,
    UNLESS_LISTED,
    UNTIL_READ,
    UNTIL_THE_DAY,
    UNTIL_THE_END,
    Form,
)


class Disclosure(enum.IntEnum):
    """How far a field goes: each level of an export takes out what those before it may as well."""

    PUBLIC = 1  # beside a public name
    LETTERS = 2  # to whoever writes to signers that asked for it
    PERSONAL = 3  # to data stewards
    STAFF = 4  # seen in the admin, in no export
    NEVER = 5


class Ending(enum.Enum):
    """When a field is emptied."""

    WITH_THE_SIGNATURE = "with the signature"  # or on the promised day, if that comes first
    UNLESS_LISTED = "unless listed"  # the same, but a listed organization outlives the day
    ON_THE_DAY = "on the promised day"  # also if the signature is taken off before
    ONCE_READ = "once read"  # by a program, or with the signature, or on the promised day
    NEVER = "never"

    @property
    def words(self) -> str:
        return {
            Ending.WITH_THE_SIGNATURE: UNTIL_THE_END,
            Ending.UNLESS_LISTED: UNLESS_LISTED,
            Ending.ON_THE_DAY: UNTIL_THE_DAY,
            Ending.ONCE_READ: UNTIL_READ,
            Ending.NEVER: FOR_GOOD,
        }[self]


class Value(enum.Enum):
    """What a field holds; each reader has one way to write it."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    TIME = "time"
    SEALED = "sealed"
    SEALED_FORM = "sealed form"  # several values at once, opened by one program only
    KEY = "key"
    COUNTRY = "country"
    REGION = "region"
    KIND = "kind"
    STATUS = "status"
    CALL = "call"
    STATEMENT = "statement"


EMPTY = {
    Value.TEXT: "",
    Value.FLAG: False,
    Value.TIME: None,
    Value.SEALED: None,
    Value.SEALED_FORM: None,
    Value.KEY: None,
}


@dataclass(frozen=True)
class SignatureField:
    """One column. `name` is that under which code reads the value; a sealed one is opened by it."""

    name: str
    value: Value
    disclosure: Disclosure
    label: str = ""  # heads it in exports and in the admin; without where neither shows it
    told: tuple[str, ...] = ()  # its keys in the copy for the signer; without it is not in there
    is_rounded: bool = False  # to its day, on the promised day

    @property
    def column(self) -> str:
        return f"sealed_{self.name}" if self.value is Value.SEALED else self.name

    @property
    def empty(self) -> object:
        """What stands in the column once nothing is kept. Raises `KeyError` for what never ends."""
        return EMPTY[self.value]


@dataclass(frozen=True)
class FieldGroup:
    """Fields that belong together, and what the public page answers about them."""

    what: str
    why: str
    ends: Ending
    who: str
    fields: tuple[SignatureField, ...]
    form: Form = Form.PLAIN
