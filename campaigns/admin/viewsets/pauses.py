"""Staff allow mail to an address again whose owner has stopped it and wants it after all."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from campaigns import services
from campaigns.admin.actions import RESEND, SEE_PERSONAL_DATA
from campaigns.admin.forms import ReasonForm
from campaigns.models.access_log import AccessKind
from campaigns.services import Outcome
from campaigns.services.access_log import record_access
from campaigns.signing import normalizing


def may_end_pauses(user) -> bool:
    """Whoever asks learns whether an address is paused: that is personal."""
    return user.has_perms([RESEND, SEE_PERSONAL_DATA])


class EndPauseForm(ReasonForm):
    """Which address. It is turned into its key on the spot and not kept."""

    email = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "inputmode": "email"}),
    )
    field_order = ["email", "reason"]

    def clean_email(self):
        return normalizing.clean_email(self.cleaned_data["email"])


@method_decorator(sensitive_post_parameters("email"), name="dispatch")
class EndPauseView(WagtailAdminTemplateMixin, FormView):
    """Asks for the address and the reason. Each question is on record, without the address."""

    template_name = "campaigns/admin/end_pause.html"
    form_class = EndPauseForm
    page_title = gettext_lazy("Allow an address again")
    header_icon = "resubmit"
    index_url_name = None

    def dispatch(self, request, *args, **kwargs):
        if not may_end_pauses(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(self.index_url_name), "label": _("Outgoing mail")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(back_url=reverse(self.index_url_name), **kwargs)

    def form_valid(self, form):
        user = self.request.user
        outcome = services.end_pauses_of_email(
            form.cleaned_data["email"], form.cleaned_data["reason"], user
        )
        is_done = outcome is Outcome.DONE
        record_access(
            user, AccessKind.INSPECT, what="an address that wants no mail", row_count=int(is_done)
        )
        if is_done:
            messages.success(self.request, _("Forms can send mail to this address again."))
            return redirect(reverse(self.index_url_name))
        form.add_error("email", _("Nobody has stopped mail to this address."))
        return self.form_invalid(form)
