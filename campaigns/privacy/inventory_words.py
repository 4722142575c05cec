"""In which words the page about what is kept speaks of forms, times and readers."""

from __future__ import annotations

import enum

from django.utils.translation import gettext_lazy as _


class Form(enum.Enum):
    """In which form something stands in the database, and what could be had from it by force."""

    SEALED = (
        _("encrypted; the key is not in the database"),
        _("Not from a copy of the database. NNIRR holds the key and could be ordered to use it."),
    )
    KEYED = (
        _("a fingerprint under a secret key"),
        _("Nobody can read it back. With the key, NNIRR could test a value that is known already."),
    )
    PASSING = (
        _("encrypted, for a moment, in a table that no backup holds"),
        _("Only while the form waits for its check. Afterwards it does not exist."),
    )
    PLAIN = (_("as it is"), _("Yes, as it stands here."))

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def compelled(self) -> str:
        return self.value[1]


UNTIL_THE_END = _("until you take your signature off, at the latest until the promised day")
UNTIL_JUDGED = _("until a program has looked at it: mostly a second or two, then it is deleted")
UNTIL_READ = _("until a program has read it: mostly a second or two, then it is deleted")
UNTIL_THE_END_OF_MAILS = _(
    "until you take your signature off (what is known of the last mail: until the promised day), at"
    " the latest until the promised day"
)
UNTIL_THE_DAY = _("until the promised day, also if you take your signature off before")
UNLESS_LISTED = _("until it is taken off; a listed organization stays listed")
FOR_GOOD = _("for good: it is what the count is made of")
DEPARTURE_KEPT = _("about a month, as long as such a copy; at most 34 days")
AS_LONG_AS_RULE = _("until staff delete the rule")

PERSONAL_STAFF = _("you, and staff with the right to see personal data; each look is on record")
STAFF = _("you, and staff who look after signatures")
STAFF_ONLY = _("staff who look after signatures")
EVERYBODY = _("everybody, if you asked for that and staff did not hide it")
PROGRAMS = _("programs only")
