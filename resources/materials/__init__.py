"""Printed materials that the project makes itself: real PDF files, in English and Spanish.

`build_all` is all that the rest of the site needs. Text is in `wording`, ink and paper in `press`.
"""

from .catalog import Material, build_all

__all__ = ["Material", "build_all"]
