"""The forms of signing: fields, normalizing, and sentences that say what to do."""

from __future__ import annotations

import copy
from collections.abc import Callable, Container, Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.choices import BaseChoiceIterator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.choices import SignerKind
from campaigns.privacy.tokens import make_form_token
from campaigns.signing import normalizing, places

COMMENT_LENGTH = 300
ROLE_LENGTH = 120
WEBSITE_LENGTH = 200

# What the consent is to. Promises about removing a name reach our own pages only.
WHAT_PUBLIC_MEANS = _(
    "Anybody can then read, copy and keep it, also employers and authorities. It is handed to the"
    " addressee."
)
HONEYPOT = "topic"
# Not type=email: browsers refuse there what people paste, and rewrite international domains.
EMAIL_ATTRIBUTES = {
    "autocomplete": "email",
    "inputmode": "email",
    "autocapitalize": "off",
    "dir": "auto",
}
ORGANIZATION_FIELDS = ("organization", "role", "website", "is_authorized")
UNITED_STATES_FIELDS = ("region", "postal_code")


class TypedField(forms.CharField):
    """Text as typed: Django's own trimming and empty values, but our rules and sentences."""

    def __init__(self, clean, **kwargs):
        self.rule = clean
        super().__init__(**kwargs)

    def clean(self, value):
        text = self.to_python(value)
        if not text and not self.required:
            return ""
        return self.rule(text)


class SharedFields(dict):
    """Fields that all forms of a class have in common: Django would copy each for each form.

    A form that changes one takes one of its own first: `PublicForm.own_field`.
    """

    def __deepcopy__(self, memo: dict) -> dict[str, forms.Field]:
        return dict(self)


class PublicFormType(DeclarativeFieldsMetaclass):
    """Makes the fields of a class of forms shared, and those that are hidden without an id: nothing
    points to them, and every byte of the page counts.
    """

    def __new__(mcs, name, bases, attributes):
        new_class = super().__new__(mcs, name, bases, attributes)
        new_class.base_fields = SharedFields(new_class.base_fields)
        for field in new_class.base_fields.values():
            if field.widget.is_hidden:
                field.widget.attrs["id"] = False
        return new_class


class PublicForm(forms.Form, metaclass=PublicFormType):
    """A form on a page that everybody gets alike: no prefix, ids equal to names."""

    token = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    required_css_class = ""
    error_css_class = ""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)

    def _clean_fields(self) -> None:
        """As Django does it, without an object to draw for each field: most forms are never drawn.

        So no field of ours may be disabled, take a file or compare itself with its initial value.
        """
        for name, field in self.fields.items():
            try:
                typed = field.widget.value_from_datadict(self.data, self.files, name)
                self.cleaned_data[name] = field.clean(typed)
                if hasattr(self, f"clean_{name}"):
                    self.cleaned_data[name] = getattr(self, f"clean_{name}")()
            except ValidationError as error:
                self.add_error(name, error)

    def own_field(self, name: str) -> forms.Field:
        """The field `name`, which only this form has from now on."""
        self.fields[name] = field = copy.deepcopy(self.fields[name])
        return field

    def with_fresh_token(self, purpose: str):
        """The same form with everything typed, ready to be sent again."""
        data = self.data.copy()
        data["token"] = make_form_token(purpose)
        self.data = data
        return self

    @property
    def error_list(self) -> list[dict[str, str]]:
        """Every error in the order of the page, for the summary on top."""
        order = list(self.fields)
        names = sorted(self.errors, key=lambda name: order.index(name) if name in order else -1)
        return [
            {
                "field": name,
                "id": self[name].id_for_label if name in self.fields else "",
                "message": message,
            }
            for name in names
            for message in self.errors[name]
        ]


class EmailForm(PublicForm):
    """Asks for an address to send a link to again."""

    email = TypedField(
        normalizing.clean_email,
        label=_("E-mail"),
        widget=forms.TextInput(attrs=EMAIL_ATTRIBUTES),
    )

    @classmethod
    def unbound(cls, slug: str) -> EmailForm:
        return cls(initial={"token": make_form_token(f"resend:{slug}")})


class PlaceChoices(BaseChoiceIterator):
    """Places in the active language, as they are: Django would look at each use whether one of
    them is a group.
    """

    def __init__(self, empty_label: str, read_places: Callable[[], Iterable[tuple[str, str]]]):
        self.empty_label, self.read_places = empty_label, read_places

    def __iter__(self):
        yield "", self.empty_label
        yield from self.read_places()


class PlaceField(forms.ChoiceField):
    """One of the places with a code, offered in the active language."""

    def __init__(self, codes: Container[str], choices: PlaceChoices, **kwargs):
        self.codes = codes
        super().__init__(choices=choices, **kwargs)

    def valid_value(self, value: str) -> bool:
        return value in self.codes


class SignerForm(PublicForm):
    """What a signer says of themselves, in the form that signs and on the own page.

    No question about immigration status and none about a street address: what is not asked cannot
    be taken. State and ZIP code are kept for the United States only.
    """

    name = TypedField(
        normalizing.clean_name,
        label=_("Full name"),
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto", "maxlength": 255}),
    )
    country = PlaceField(
        places.COUNTRIES,
        label=_("Country where you live"),
        choices=PlaceChoices(_("Choose…"), places.countries),
        error_messages={
            "required": _("Choose a country"),
            "invalid_choice": _("Choose a country from the list"),
        },
        widget=forms.Select(attrs={"autocomplete": "country"}),
    )
    region = PlaceField(
        places.REGIONS,
        label=_("State or territory"),
        required=False,
        choices=PlaceChoices("", places.regions),
        error_messages={"invalid_choice": _("Choose a state from the list, or leave it empty")},
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    postal_code = forms.CharField(
        label=_("ZIP code"),
        strip=True,
        required=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "postal-code", "inputmode": "numeric", "maxlength": 10}
        ),
    )
    organization = forms.CharField(
        label=_("Organization"),
        required=False,
        strip=False,
        widget=forms.TextInput(
            attrs={"autocomplete": "organization", "dir": "auto", "maxlength": 255}
        ),
    )
    role = forms.CharField(
        label=_("Your role"),
        required=False,
        strip=False,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "organization-title",
                "dir": "auto",
                "maxlength": ROLE_LENGTH,
            }
        ),
    )
    website = forms.CharField(
        label=_("Website"),
        required=False,
        # Not type=url: browsers refuse example.org there, and we do not.
        widget=forms.TextInput(
            attrs={"autocomplete": "url", "inputmode": "url", "maxlength": WEBSITE_LENGTH}
        ),
    )
    comment = TypedField(
        lambda text: normalizing.clean_comment(text, COMMENT_LENGTH),
        label=_("Why are you signing?"),
        help_text=_("Up to 300 characters. NNIRR may show it if you show your name."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"maxlength": COMMENT_LENGTH, "dir": "auto", "rows": 4}),
    )
    show_name = forms.BooleanField(
        label=_("Show my name in public"),
        help_text=format_lazy(
            "{} {}", WHAT_PUBLIC_MEANS, _("Leave this empty to be counted without being listed.")
        ),
        required=False,
    )
    wants_letters = forms.BooleanField(label=_("Send me letters from the network"), required=False)

    is_organization: bool  # whether what was sent is for one: each form tells in its own way

    def clean_postal_code(self) -> str:
        return normalizing.clean_postal_code(self.cleaned_data["postal_code"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("country") and cleaned["country"] != "US":
            self._forget(UNITED_STATES_FIELDS)
        if self.is_organization:
            self._clean_organization()
        else:
            self._forget(ORGANIZATION_FIELDS)
        return cleaned

    def _forget(self, names: tuple[str, ...]) -> None:
        """Fields that do not apply are emptied, errors in them with them."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = False if name == "is_authorized" else ""

    def _clean_organization(self) -> None:
        cleaned = self.cleaned_data
        rules = {
            "organization": lambda text: normalizing.clean_name(text),
            "role": lambda text: normalizing.clean_name(text, ROLE_LENGTH),
            "website": self._clean_website,
        }
        sentences = {
            "organization": _("Enter the name of the organization"),
            "role": _("Enter your role in the organization"),
        }
        for name, rule in rules.items():
            text = cleaned.get(name, "")
            if not text.strip():
                if name in sentences:
                    self.add_error(name, sentences[name])
                continue
            try:
                cleaned[name] = rule(text)
            except ValidationError as error:
                self.add_error(name, sentences.get(name) if error.code == "required" else error)

    @staticmethod
    def _clean_website(text: str) -> str:
        website = text.strip()
        if "://" not in website:
            website = f"https://{website}"
        wrong = ValidationError(_("Enter a web address, like https://example.org"), code="invalid")
        if len(website) > WEBSITE_LENGTH:
            raise wrong
        try:
            URLValidator(schemes=["http", "https"])(website)
        except ValidationError:
            raise wrong from None
        return website


class SigningForm(SignerForm):
    """Signing a call, as a person or for an organization."""

    email = TypedField(
        normalizing.clean_email,
        label=_("E-mail"),
        help_text=_("We send one message to confirm it is you."),
        widget=forms.TextInput(attrs=EMAIL_ATTRIBUTES),
    )
    sign_as = forms.ChoiceField(
        label=_("I sign"),
        required=False,
        choices=[
            (SignerKind.PERSON.value, _("for myself")),
            (SignerKind.ORGANIZATION.value, _("for an organization")),
        ],
        initial=SignerKind.PERSON.value,
        error_messages={"invalid_choice": _("Choose whether you sign for yourself")},
        widget=forms.RadioSelect,
    )
    is_authorized = forms.BooleanField(
        label=_("I am authorized to sign for this organization"), required=False
    )
    topic = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    statement = forms.CharField(
        required=False, widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )
    elapsed = forms.CharField(required=False, widget=forms.HiddenInput())
    source = forms.RegexField(r"^[a-z0-9-]{1,32}$", required=False, widget=forms.HiddenInput())

    field_order = ["name", "email", "country", "region", "postal_code", "sign_as"]
    field_order += ["organization", "role", "website", "is_authorized"]

    def __init__(self, *args, takes_organizations: bool = True, **kwargs):
        super().__init__(*args, **kwargs)
        self.takes_organizations = takes_organizations
        if not takes_organizations:
            sign_as = self.own_field("sign_as")
            sign_as.choices = [
                choice for choice in sign_as.choices if choice[0] != SignerKind.ORGANIZATION
            ]
            sign_as.error_messages["invalid_choice"] = _(
                "The time for organizations is over. You can still sign for yourself."
            )

    @classmethod
    def unbound(
        cls, slug: str, statement_id: int | None, takes_organizations: bool = True
    ) -> SigningForm:
        """The form of a cached page: nothing in it differs between visitors."""
        return cls(
            initial={"token": make_form_token(f"sign:{slug}"), "statement": statement_id},
            takes_organizations=takes_organizations,
        )

    @property
    def is_organization(self) -> bool:
        return self.cleaned_data.get("sign_as") == SignerKind.ORGANIZATION

    def clean_sign_as(self) -> str:
        return self.cleaned_data["sign_as"] or SignerKind.PERSON.value

    def _clean_organization(self) -> None:
        super()._clean_organization()
        if not self.cleaned_data.get("is_authorized"):
            self.add_error("is_authorized", _("Confirm that you may sign for the organization"))

    def clean_statement(self) -> int | None:
        """The id of the text that stood beside the form; None if it did not arrive whole."""
        typed = self.cleaned_data["statement"]
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None

    def clean_topic(self) -> str:
        """A field that people do not see. Who filled it in anyway is told so and loses nothing."""
        if self.cleaned_data["topic"]:
            self.data = self.data.copy()
            self.data[HONEYPOT] = ""
            raise ValidationError(
                _("A field that has to stay empty was filled in. Please send the form again."),
                code="honeypot",
            )
        return ""
