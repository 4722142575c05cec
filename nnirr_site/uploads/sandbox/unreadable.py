"""How a job in the child says that it will not read a file."""


class Refused(Exception):
    """`reason` is a word of `nnirr_site.uploads.sentences`; `details` go into the sentence."""

    def __init__(self, reason: str, **details):
        super().__init__(reason)
        self.reason = reason
        self.details = details
