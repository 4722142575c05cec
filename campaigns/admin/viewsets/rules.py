"""The rules that staff keep."""

from __future__ import annotations

from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import snippets

from campaigns import services
from campaigns.models import AbuseRule, EmailDomainRule


class LetsWaitingMailGo:
    """After a rule was saved, mail that waits for its domain is looked at again."""

    def save_instance(self):
        rule = super().save_instance()
        services.release_domain(rule.domain)
        return rule


class RuleCreateView(LetsWaitingMailGo, snippets.CreateView):
    pass


class RuleEditView(LetsWaitingMailGo, snippets.EditView):
    pass


class EmailDomainRuleViewSet(snippets.SnippetViewSet):
    model = EmailDomainRule
    add_view_class = RuleCreateView
    edit_view_class = RuleEditView
    icon = "key"
    menu_label = gettext_lazy("E-mail domain rules")
    menu_order = 40
    url_prefix = "email-domain-rules"
    list_per_page = 100
    copy_view_enabled = False
    list_display = [
        "domain",
        "same_as",
        "drops_dots",
        "tag_separator",
        "mails_per_hour",
        Column("rekeying", label=gettext_lazy("Signatures"), accessor="rekeying_state"),
    ]
    panels = [
        FieldPanel("domain"),
        FieldPanel("same_as"),
        FieldPanel("drops_dots"),
        FieldPanel("tag_separator"),
        FieldPanel("mails_per_hour"),
    ]


class AbuseRuleViewSet(snippets.SnippetViewSet):
    model = AbuseRule
    icon = "warning"
    menu_label = gettext_lazy("Abuse rules")
    menu_order = 50
    url_prefix = "abuse-rules"
    copy_view_enabled = False
    list_display = [
        Column("subject", label=gettext_lazy("About"), accessor="subject"),
        Column("verdict", label=gettext_lazy("What to do"), accessor="get_verdict_display"),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        "note",
    ]
    list_filter = ["verdict", "kind"]
    panels = [
        FieldPanel("verdict"),
        FieldPanel("kind"),
        FieldPanel("pattern"),
        FieldPanel("note"),
    ]
