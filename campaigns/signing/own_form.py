"""What signers change on their own page: all that they typed, and where mail goes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.signing.forms import ORGANIZATION_FIELDS, WHAT_PUBLIC_MEANS, EmailForm, SignerForm


class OwnForm(SignerForm):
    """Everything that was typed or chosen but the address, as it is stored now."""

    field_order = ["token", "name", "country", "region", "postal_code", "organization", "role"]
    field_order += ["website", "comment", "show_name", "wants_letters"]

    def __init__(self, *args, signs_as_organization: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self._is_organization = signs_as_organization
        show_name = self.own_field("show_name")
        show_name.help_text = WHAT_PUBLIC_MEANS
        if signs_as_organization:
            # It is the organization's name that is shown, never the signer's.
            show_name.label = _("Show the name of the organization in public")
        else:
            for name in ORGANIZATION_FIELDS:
                self.fields.pop(name, None)

    @classmethod
    def of(cls, signature, token: str) -> OwnForm:
        """The form as it is stored now. Raises `vault.Unreadable`."""
        initial = {name: getattr(signature, name, "") for name in cls.base_fields}
        initial |= {"token": token, "organization": signature.organization_name}
        return cls(initial=initial, signs_as_organization=signature.is_organization)

    @property
    def is_organization(self) -> bool:
        return self._is_organization

    @property
    def typed(self) -> dict[str, object]:
        """What was sent, cleaned, by the names of the form."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.stored}

    @property
    def stored(self) -> set[str]:
        return set(self.fields) - {"token"}


class NewEmailForm(EmailForm):
    """Another address, to which a link goes first."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_field("email").label = _("New e-mail")
