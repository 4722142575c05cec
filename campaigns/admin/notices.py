"""Under one's own account: whether and how often one gets mail about what waits."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from campaigns.models.switches import NoticeFrequency
from campaigns.services.notices import choose_frequency, find_notice

ABOUT = (
    "campaigns.moderate_signature",
    "campaigns.view_outboundmail",
    "campaigns.view_call",
    "campaigns.change_papersheets",
    "campaigns.export_personal_data",
)


class NoticeForm(forms.Form):
    """Takes the account as its `instance`, as forms of account settings do."""

    frequency = forms.ChoiceField(
        label=_("Mail about what waits"),
        choices=NoticeFrequency.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_(
            "Organizations, comments, failed mail, and the days on which calls close and data are"
            " deleted: numbers and dates, never a name. In the morning, by the clock of the site."
        ),
    )

    def __init__(self, *args, instance, **kwargs):
        self.user = instance
        kwargs["initial"] = {"frequency": find_notice(instance).frequency}
        super().__init__(*args, **kwargs)

    def save(self) -> None:
        """Nothing chosen leaves what was."""
        if frequency := self.cleaned_data["frequency"]:
            choose_frequency(self.user, frequency)


class NoticePanel(BaseSettingsPanel):
    name = "notices"
    title = _("Mail about what waits")
    tab = notifications_tab
    order = 200
    form_class = NoticeForm

    def is_active(self) -> bool:
        """Only for those who would ever get one."""
        return any(self.user.has_perm(right) for right in ABOUT)
