"""Outlines of the icons, drawn inline so that they cost no request and take the text's color."""

PATHS = {
    "alert": "M12 1.5 23.5 22H.5zM10.6 9l.5 7h1.8l.5-7zm.1 8.6v2.6h2.6v-2.6z",
    "arrow": "M2 10.6h13.4l-5-5.4L12.6 3 22 12l-9.4 9-2.2-2.2 5-5.4H2z",
    "check": "M9 20.5 1.8 12.9l2.7-2.6L9 15 19.5 3.5l2.7 2.4z",
    "down": "M10.6 2h2.9v9.6l4.4-4.3 2 2.2L12 17.4 4.1 9.5l2-2.2 4.5 4.3zM3 19.3l18-.3v3H3z",
    "menu": "M2 4.2 22 4v3L2 7.2zm0 6.5 20-.2v3L2 13.7zm0 6.5 20-.2v3L2 20.2z",
    "search": (
        "M10 2a8 8 0 0 1 6.4 12.7l5.4 5.2-2.1 2.1-5.3-5.4A8 8 0 1 1 10 2z"
        "m0 3a5 5 0 1 0 0 10 5 5 0 0 0 0-10z"
    ),
    "x": (
        "m4.3 2.2 7.7 7.6 7.6-7.6 2.2 2.2-7.6 7.6 7.6 7.7-2.2 2.1-7.6-7.6-7.7 7.6"
        "-2.1-2.1L9.8 12 2.2 4.4z"
    ),
}
MIRRORED_IN_RIGHT_TO_LEFT = {"arrow"}
