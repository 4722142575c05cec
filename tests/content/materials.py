"""Stand-ins for the printed materials: the same shape, made in no time."""

from resources.materials.build import Material

KINDS = ("poster", "fact-sheet", "lesson-plan", "sign-on-sheet")


def make_small_materials(folder, call_url):
    """Write one tiny file a kind and language, as `resources.materials.build.build_all` would."""
    made = []
    for kind in KINDS:
        for language in ("en", "es"):
            filename = f"{kind}-{language}.pdf"
            path = folder / filename
            path.write_bytes(f"%PDF-1.4 {kind} {language} {call_url}".encode())
            made.append(
                Material(
                    key=kind,
                    kind=kind,
                    title=f"{kind} {language}",
                    language=language,
                    filename=filename,
                    path=path,
                    pages=1,
                    paper="Letter",
                )
            )
    return made
