"""What the site is measured against, run by `compare.py` in an environment of its own."""
