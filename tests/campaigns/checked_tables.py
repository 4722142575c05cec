"""The second step of an import in the admin, as tests take it."""

import html5lib


def as_checked(form_class, data: dict) -> dict:
    """What "Import now" sends after a check that has shown just this."""
    form = form_class(data)
    assert form.is_valid(), form.errors
    return data | {"checked": form.fingerprint()}


def read_carried(answer) -> dict[str, str]:
    """What the page after a check carries to the second step."""
    tree = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    (text,) = [area for area in tree.iter("textarea") if area.get("name") == "text"]
    (checked,) = [field for field in tree.iter("input") if field.get("name") == "checked"]
    return {"text": "".join(text.itertext()), "checked": checked.get("value", "")}
