"""Editing a call: its own fields, the text that is signed, and its words in other languages."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.formats import date_format
from django.utils.functional import keep_lazy_text
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views import snippets

from campaigns.admin.forms import REASON_NEEDED, WORDS, CallForm, translated_languages
from campaigns.models import Call
from campaigns.services import StatementError, terms
from nnirr_site.i18n.language_links import content_languages, language_name


class PublishStatementsMixin:
    """After the call itself is saved, its changed texts become new versions, its words are kept.

    Somebody may sign between the check and the save: then the dates are checked again.
    """

    def save_instance(self):
        call = self.form.instance
        if call.pk:
            terms.lock_terms(call)
            call.clean()
            if terms.has_new_terms(call):
                terms.note_terms(call)
        instance = super().save_instance()
        self.form.publish_statements(self.request.user)
        self.form.save_words()
        return instance

    def form_valid(self, form):
        """Somebody may confirm between the check and the save: then the reason is asked for.

        Everything is saved in one transaction, so nothing is half done by then.
        """
        try:
            return super().form_valid(form)
        except (StatementError, ValidationError) as problem:
            if isinstance(problem, ValidationError):
                form.add_error(None, problem)
            else:
                form.add_error("statement_reason", REASON_NEEDED)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class CallCreateView(PublishStatementsMixin, snippets.CreateView):
    pass


class CallEditView(PublishStatementsMixin, snippets.EditView):
    pass


class CallDeleteView(snippets.DeleteView):
    def dispatch(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


@keep_lazy_text
def name_language(heading: str, code: str) -> str:
    """A heading with its language, in the words of whoever looks: panels are built only once."""
    return heading % {"language": language_name(code)}


def statement_panels() -> list[MultiFieldPanel]:
    return [
        MultiFieldPanel(
            [
                FieldPanel(f"statement_title_{language}"),
                FieldPanel(f"statement_body_{language}"),
            ],
            heading=name_language(_("Text that is signed: %(language)s"), language),
        )
        for language in content_languages()
    ]


def words_panels() -> list[MultiFieldPanel]:
    """The words of a call in each language but the first, folded away until they are needed."""
    return [
        MultiFieldPanel(
            [FieldPanel(f"{name}_{language}") for name in WORDS],
            heading=name_language(_("Words of the call: %(language)s"), language),
            classname="collapsed",
        )
        for language in translated_languages()
    ]


def write_erasure_day(call: Call) -> str:
    return date_format(call.erasure_day, "DATE_FORMAT") if call.erasure_day else "-"


class CallViewSet(snippets.SnippetViewSet):
    model = Call
    icon = "form"
    menu_label = _("Calls")
    menu_order = 20
    url_prefix = "calls"
    inspect_view_enabled = False
    copy_view_enabled = False
    add_view_class = CallCreateView
    edit_view_class = CallEditView
    delete_view_class = CallDeleteView
    list_display = [
        "title",
        Column("state", label=pgettext_lazy("condition", "State"), accessor="state_name"),
        Column("people", label=_("People"), accessor="tally.people"),
        Column("organizations", label=_("Organizations"), accessor="tally.organizations"),
        Column("offline", label=_("On paper"), accessor="tally.offline"),
        DateColumn("closes_at", label=_("Closes")),
        Column("erasure_day", label=_("Data deleted on"), accessor=write_erasure_day),
    ]

    def get_queryset(self, request):
        return Call.objects.select_related("tally_state")

    def get_edit_handler(self):
        panels = [
            MultiFieldPanel(
                [FieldPanel("title"), FieldPanel("slug"), FieldPanel("addressee")],
                heading=_("What is asked, and of whom"),
            ),
            *statement_panels(),
            FieldPanel("statement_reason"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
                    FieldPanel("organizations_close_at"),
                    FieldPanel("is_paused"),
                    FieldPanel("pause_notice"),
                ],
                heading=_("When people can sign"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("goal"),
                    FieldPanel("offline_signatures", read_only=True),
                    FieldPanel("shown_from"),
                ],
                heading=_("Numbers"),
            ),
            FieldPanel("retention_days"),
            FieldPanel("share_text"),
            *words_panels(),
        ]
        return ObjectList(panels, base_form_class=CallForm).bind_to_model(self.model)
