"""Documents: what can be read off a file when it is uploaded, and how it is sent to readers."""
