"""The rules that staff keep."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views import snippets

from campaigns.models import EmailDomainRule


class EmailDomainRuleViewSet(snippets.SnippetViewSet):
    model = EmailDomainRule
    icon = "key"
    menu_label = gettext_lazy("E-mail domain rules")
    menu_order = 40
    url_prefix = "email-domain-rules"
    list_display = ["domain", "same_as", "drops_dots", "tag_separator"]
    panels = [
        FieldPanel("domain"),
        FieldPanel("same_as"),
        FieldPanel("drops_dots"),
        FieldPanel("tag_separator"),
    ]
