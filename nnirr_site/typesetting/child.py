"""The process in which Typst sets one document: `python -m nnirr_site.typesetting.child`.

It reads a request as JSON, bounds itself, and writes the finished file. It knows no Django, no
database and nothing of the site's environment. Templates import no packages, so that Typst asks
no network; system fonts are left alone, so that a document looks the same on every machine.
"""

from __future__ import annotations

import json
import os
import sys

import typst

from nnirr_site.uploads.sandbox.process import set_bounds

FAILED = 2


def main() -> int:
    request = json.load(sys.stdin.buffer)
    set_bounds(request["bounds"])
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[request["fonts"]]
    )
    try:
        compiler = typst.Compiler(
            f'#include "{request["template"]}"'.encode(),
            root=request["root"],
            font_paths=fonts,
            package_path=request["root"],
            package_cache_path=request["root"],
            sys_inputs={"data": request["data"]},
        )
        made = compiler.compile(**request["order"])
    except typst.TypstError as error:
        # What Typst says may quote the text, and the text may be somebody's name.
        print(explain_typst_error(error), file=sys.stderr)
        return FAILED
    pages = made if isinstance(made, list) else [made]
    if len(pages) != 1:
        print(f"a picture has one page, this one has {len(pages)}", file=sys.stderr)
        return FAILED
    sys.stdout.buffer.write(pages[0])
    sys.stdout.buffer.flush()
    # Nothing has to be tidied up.
    os._exit(0)


def explain_typst_error(error: typst.TypstError) -> str:
    """Typst's message, if the template spoke itself (`panic`) or nothing is quoted in it."""
    message = str(error.message)
    if "panicked with: " in message or "`" not in message:
        return message.replace("\n", " ")
    return message.partition("`")[0] + "…"


if __name__ == "__main__":
    sys.exit(main())
