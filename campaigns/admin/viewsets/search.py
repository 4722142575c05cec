"""The one search box: what is typed goes in the body of a form, never into an address."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns.admin import signature_search
from campaigns.admin.actions import SEE_PERSONAL_DATA


class FindForm(forms.Form):
    """Understands the words on the spot; what is kept of them is a key."""

    words = forms.CharField(
        label=gettext_lazy("Find signatures"),
        help_text=gettext_lazy(
            "An e-mail address, @domain, a reference, a public name, a country, a State, or a state"
            " such as “confirmed”. What you type is not kept."
        ),
        max_length=signature_search.LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto", "type": "search"}),
    )
    as_name = forms.BooleanField(
        label=gettext_lazy("It is a name"),
        help_text=gettext_lazy("For names that are words of another kind too, such as Georgia."),
        required=False,
    )

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.sought: signature_search.Sought | None = None

    def clean(self):
        cleaned = super().clean()
        if words := cleaned.get("words"):
            try:
                self.sought = signature_search.understand(
                    words, as_name=cleaned.get("as_name", False)
                )
            except ValidationError as error:
                self.add_error("words", error)
            else:
                if self.sought.is_personal and not self.user.has_perm(SEE_PERSONAL_DATA):
                    self.sought = None
                    self.add_error(
                        "words",
                        _("You may look for references, places and states, not for people."),
                    )
        return cleaned


@method_decorator(sensitive_post_parameters("words"), name="dispatch")
class FindView(WagtailAdminTemplateMixin, FormView):
    """Turns the words into a search that the session holds, and shows the list that fits."""

    template_name = "campaigns/admin/find.html"
    form_class = FindForm
    page_title = gettext_lazy("Find signatures")
    header_icon = "search"
    index_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("campaigns.view_signature"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Signatures")},
            {"url": "", "label": self.page_title},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        name = signature_search.remember_search(self.request.session, form.sought)
        return redirect(f"{reverse(self.index_url_name)}?{urlencode({'found': name})}")
