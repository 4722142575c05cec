"""What can go wrong with the embedded PostgreSQL."""


class EmbeddedError(RuntimeError):
    """The server cannot be had; the message says why and what to do."""
