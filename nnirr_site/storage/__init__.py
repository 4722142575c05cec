"""Where uploads and private files are kept: on this machine's disk, or in object storage."""
