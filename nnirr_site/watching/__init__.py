"""How the site tells that it is well: its parts, its figures, its log, and reports of its errors.

Nothing here names a visitor, and no figure moves in the moment in which somebody signs.
"""
