"""Documents and pictures that are set by Typst: the one way from data to a PDF or a PNG.

`render` is all that the rest of the site needs. `theme.typ` holds inks and typefaces, `fonts` the
typefaces themselves, `child` is the process in which Typst works.
"""
