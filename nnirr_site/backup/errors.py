"""Why a backup was not made or not restored."""


class BackupError(Exception):
    """In a sentence for whoever runs the command: no value of a row and no password in it."""


class NotWhole(BackupError):
    """Something is missing or wrong in the file; whoever decrypts it may know better what."""
