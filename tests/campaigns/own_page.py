"""The signer's own page, as tests use it."""

from django.test import Client


def press(path: str, action: str, client=None, **fields):
    """Press a button of the page: what it shows is sent along, but no box stays ticked."""
    client = client or Client(enforce_csrf_checks=True)
    shown = client.get(path).context
    data = {}
    if action == "save" and shown["form"]:
        boxes = {"show_name", "wants_letters", "token"}
        form = shown["form"]
        data = {name: form[name].value() or "" for name in form.fields if name not in boxes}
    return client.post(path, {"action": action, "token": shown["form_token"], **data, **fields})
