"""The links of mails, and pressing what they lead to."""

from django.test import Client

from campaigns.privacy import tokens


def press(path: str, action: str = "confirm", client=None, headers=None, **fields):
    """Open the link and press a button on it, as a browser does."""
    client = client or Client(enforce_csrf_checks=True)
    token = client.get(path).context["form_token"]
    return client.post(path, {"action": action, "token": token, **fields}, headers=headers or {})


def own_path(signature, prefix="") -> str:
    return f"{prefix}/own/{tokens.make_link_token(signature.reference, tokens.OWN)}/"
