"""Handing over: a form, a page that asks, everything frozen, and the two files to be fetched."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import OperationalError, transaction
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from psycopg.errors import SerializationFailure
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, NumberColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import BaseButton, HeaderButton, ListingButton
from wagtail.snippets.action_menu import SaveMenuItem
from wagtail.snippets.views import snippets

from campaigns.admin.viewsets.base import PlainInspectView
from campaigns.models.access_log import AccessKind
from campaigns.models.deliveries import Delivery
from campaigns.services import Outcome
from campaigns.services.access_log import record_access, while_sent
from campaigns.services.delivering import (
    describe_effect,
    freeze_delivery,
    look_at_one_moment,
    withdraw_delivery,
)
from nnirr_site.documents.serving import disposition
from nnirr_site.http.page_cache.memory import purge
from nnirr_site.storage.state import StorageAway
from nnirr_site.typesetting.coverage import missing_characters

FILE_TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


class DeliveryForm(WagtailAdminModelForm):
    """Nothing is delivered tomorrow: what is frozen is what was handed over."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        initial="en",
        help_text=gettext_lazy("Of the PDF and the CSV: the language of those who receive them."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["call"].disabled = self.fields["delivered_on"].disabled = True
            del self.fields["language"]
            # What everybody could read is not hidden by withdrawing it.
            if self.instance.withdrawn_at and self.instance.is_public:
                self.fields["is_public"].disabled = True
            for name in ("delivered_to", "note"):
                self.fields[name].help_text = _(
                    "Shown in public. The PDF keeps what stood here when it was made."
                )

    def clean_delivered_on(self):
        day = self.cleaned_data["delivered_on"]
        call = self.cleaned_data.get("call")
        if self.instance.pk or not call:
            return day
        opened = timezone.localdate(call.opens_at or call.created_at)
        if day > timezone.localdate():
            raise ValidationError(_("Freeze it on the day of the delivery, not before."))
        if day < opened:
            raise ValidationError(
                _("Signing opened on %(day)s: nothing was delivered before.")
                % {"day": date_format(opened, "DATE_FORMAT")}
            )
        return day

    def clean_delivered_to(self):
        return self._clean_printable("delivered_to")

    def clean_note(self):
        return self._clean_printable("note")

    def _clean_printable(self, name: str) -> str:
        """Boxes on the paper would be seen only when it is handed over."""
        text = self.cleaned_data[name]
        missing = [] if self.instance.pk else missing_characters(text)
        if missing:
            raise ValidationError(
                _("The fonts of the PDF do not have: %(signs)s") % {"signs": " ".join(missing)}
            )
        return text


class WithdrawalForm(forms.Form):
    """Why a delivery was none. Everybody can read it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("Shown in public beside the delivery: what was wrong with it."),
    )


def file_buttons(delivery: Delivery, button: type[BaseButton]) -> list[BaseButton]:
    """The two files, as buttons of the kind that fits the place."""
    return [
        button(
            label,
            url=reverse(DeliveryViewSet.file_url_name, args=(delivery.pk, kind)),
            icon_name="download",
        )
        for kind, label in (("pdf", _("Get the PDF")), ("csv", _("Get the CSV")))
        if getattr(delivery, kind)
    ]


def withdraw_buttons(delivery: Delivery, user, button: type[BaseButton]) -> list[BaseButton]:
    if delivery.withdrawn_at or not user.has_perm("campaigns.change_delivery"):
        return []
    url = reverse(DeliveryViewSet.withdraw_url_name, args=(delivery.pk,))
    return [button(_("Withdraw"), url=url, icon_name="resubmit", priority=60)]


def describe_pdf(delivery: Delivery) -> str:
    """Where its PDF is: the worker sets it after the freezing."""
    if delivery.pdf:
        return _("made")
    if delivery.pdf_error:
        return _("could not be made (%(error)s); it is tried again every few minutes") % {
            "error": delivery.pdf_error
        }
    return _("is being made; open this page again in a minute")


class ContinueMenuItem(SaveMenuItem):
    """In place of “Save”: the form of a delivery leads to the page that asks."""

    template_name = "campaigns/admin/continue_button.html"


@hooks.register("construct_snippet_action_menu")
def offer_to_continue(menu_items, request, context) -> None:
    if context["model"] is Delivery and context["view"] == "create":
        menu_items[:] = [ContinueMenuItem(order=0)]


class DeliveryIndexView(snippets.IndexView):
    def get_list_more_buttons(self, instance):
        return [
            *super().get_list_more_buttons(instance),
            *file_buttons(instance, ListingButton),
            *withdraw_buttons(instance, self.request.user, ListingButton),
        ]


class DeliveryCreateView(snippets.CreateView):
    """Shows what a delivery would freeze and begin, asks, and does it only then."""

    def post(self, request, *args, **kwargs):
        """“Back” leads to the form with what was typed."""
        if "edit" in request.POST:
            self.form = self.get_form()
            return self.render_to_response(self.get_context_data(form=self.form))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Wagtail opens a transaction of its own around the saving: the moment begins here.

        Who presses the button twice comes second and is told so.
        """
        if "confirmed" not in self.request.POST:
            return self.ask(form)
        try:
            with transaction.atomic():
                look_at_one_moment()
                return super().form_valid(form)
        except OperationalError as error:
            if not isinstance(error.__cause__, SerializationFailure):
                raise
            problem = _("The call was changed at the same moment. Please try again.")
        form.add_error(None, problem)
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)

    def ask(self, form):
        """The page between the form and the delivery: nothing has happened yet."""
        cleaned = form.cleaned_data
        effect = describe_effect(cleaned["call"], cleaned["delivered_on"])
        typed = [
            (name, value)
            for name, values in self.request.POST.lists()
            if name != "csrfmiddlewaretoken"
            for value in values
        ]
        context = self.get_context_data(
            form=form, cleaned=cleaned, call=cleaned["call"], effect=effect, typed=typed
        )
        return TemplateResponse(self.request, "campaigns/admin/delivery_confirm.html", context)

    def save_instance(self):
        cleaned = self.form.cleaned_data
        delivery = freeze_delivery(
            cleaned["call"],
            cleaned["delivered_to"],
            cleaned["delivered_on"],
            note=cleaned["note"],
            is_public=cleaned["is_public"],
            language=cleaned["language"],
            user=self.request.user,
        )
        record_access(
            self.request.user,
            AccessKind.EXPORT,
            what="delivery, frozen",
            filters=f"call={delivery.call.slug}; delivery={delivery.pk}",
            row_count=delivery.public_names + delivery.organizations,
        )
        return delivery

    def get_success_url(self):
        return reverse(DeliveryViewSet.inspect_url_name, args=(quote(self.object.pk),))


class DeliveryEditView(snippets.EditView):
    """Only what is said about a delivery changes, never what was delivered."""

    def save_instance(self):
        instance = super().save_instance()
        purge()
        return instance


class DeliveryWithdrawView(WagtailAdminTemplateMixin, FormView):
    """Marks a delivery that was made by mistake, with a reason that everybody can read."""

    template_name = "campaigns/admin/withdraw_delivery.html"
    form_class = WithdrawalForm
    page_title = gettext_lazy("Withdraw a delivery")
    header_icon = "resubmit"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("campaigns.change_delivery"):
            raise PermissionDenied
        deliveries = Delivery.objects.select_related("call").defer("totals")
        self.object = get_object_or_404(deliveries, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(DeliveryViewSet.list_url_name), "label": _("Deliveries")},
            {"url": self.get_success_url(), "label": str(self.object)},
            {"url": "", "label": self.page_title},
        ]

    def get_success_url(self):
        return reverse(DeliveryViewSet.inspect_url_name, args=(quote(self.object.pk),))

    def get_context_data(self, **kwargs):
        delivery = self.object
        facts = [
            (_("Call"), delivery.call.title),
            (_("Delivered to"), delivery.delivered_to),
            (_("Delivered on"), date_format(delivery.delivered_on, "DATE_FORMAT")),
        ]
        return super().get_context_data(
            facts=facts, delivery=delivery, back_url=self.get_success_url(), **kwargs
        )

    def form_valid(self, form):
        done = withdraw_delivery(self.object, form.cleaned_data["reason"], self.request.user)
        if done.outcome is not Outcome.DONE:
            messages.error(self.request, _("It was withdrawn already."))
        elif not done.is_clock_back:
            messages.success(
                self.request,
                _("Withdrawn. Personal data of this call have been deleted: the time stays."),
            )
        elif done.day:
            day = date_format(done.day, "DATE_FORMAT")
            messages.success(
                self.request,
                _("Withdrawn. Personal data are deleted on %(day)s now.") % {"day": day},
            )
        else:
            messages.success(
                self.request, _("Withdrawn. No day is set on which personal data are deleted.")
            )
        return redirect(self.get_success_url())


class DeliveryInspectView(PlainInspectView):
    def get_fields(self):
        return [
            "call",
            "delivered_to",
            "delivered_on",
            "note",
            "is_public",
            "withdrawn_at",
            "withdrawal_reason",
            "frozen_at",
            "people",
            "organizations",
            "offline",
            "public_names",
            "statements",
            "pdf",
            "pdf_sha256",
            "csv_sha256",
        ]

    def get_field_display_value(self, field_name, field):
        if field_name == "pdf":
            return describe_pdf(self.object)
        if field_name == "statements":
            return format_html_join(
                mark_safe("<br>"),
                "{title} ({language}, {number}): {sha256}",
                self.object.statements,
            )
        return super().get_field_display_value(field_name, field)

    @property
    def header_buttons(self):
        return [
            *file_buttons(self.object, HeaderButton),
            *withdraw_buttons(self.object, self.request.user, HeaderButton),
        ]


def read_and_close(file: File) -> Iterator[bytes]:
    with file:
        yield from file.chunks()


class DeliveryFileView(View):
    """The only way to the files; each time is written down, and whether it arrived whole."""

    http_method_names = ["get"]

    def get(self, request, pk, kind):
        if not request.user.has_perm("campaigns.view_delivery"):
            raise PermissionDenied
        if kind not in FILE_TYPES:
            raise Http404
        delivery = get_object_or_404(Delivery, pk=pk)
        stored = getattr(delivery, kind)
        try:
            content = stored.open("rb")
        except StorageAway:
            raise  # there again in a moment
        except (OSError, ValueError):  # missing, not readable, or never made
            raise Http404 from None
        entry = record_access(
            request.user,
            AccessKind.EXPORT,
            what=f"delivery, {kind}",
            filters=f"call={delivery.call.slug}; delivery={delivery.pk}",
        )
        rows = delivery.public_names + delivery.organizations
        response = StreamingHttpResponse(
            while_sent(read_and_close(content), entry, lambda: rows), content_type=FILE_TYPES[kind]
        )
        response["Content-Length"] = str(content.size)
        name = f"{delivery.call.slug}-{delivery.delivered_on:%Y-%m-%d}.{kind}"
        response["Content-Disposition"] = disposition(name, is_shown=False)
        response["Cache-Control"] = "no-store, private"
        return response


class DeliveryViewSet(snippets.SnippetViewSet):
    model = Delivery
    icon = "upload"
    menu_label = gettext_lazy("Deliveries")
    menu_order = 25
    url_prefix = "deliveries"
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = DeliveryIndexView
    add_view_class = DeliveryCreateView
    edit_view_class = DeliveryEditView
    inspect_view_class = DeliveryInspectView
    inspect_url_name = "wagtailsnippets_campaigns_delivery:inspect"
    list_url_name = "wagtailsnippets_campaigns_delivery:list"
    file_url_name = "wagtailsnippets_campaigns_delivery:file"
    withdraw_url_name = "wagtailsnippets_campaigns_delivery:withdraw"
    list_display = [
        "delivered_to",
        DateColumn("delivered_on", label=gettext_lazy("Delivered on")),
        Column("call", label=gettext_lazy("Call")),
        NumberColumn("people", label=gettext_lazy("People")),
        NumberColumn("organizations", label=gettext_lazy("Organizations")),
        BooleanColumn("is_public", label=gettext_lazy("Shown in public")),
        DateColumn("withdrawn_at", label=gettext_lazy("Withdrawn")),
    ]

    def get_queryset(self, request):
        return Delivery.objects.select_related("call").defer("totals")

    def get_edit_handler(self):
        panels = [
            FieldPanel("call"),
            FieldPanel("delivered_to"),
            FieldPanel("delivered_on"),
            FieldPanel("language"),
            FieldPanel("note"),
            FieldPanel("is_public"),
        ]
        return ObjectList(panels, base_form_class=DeliveryForm).bind_to_model(self.model)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("withdraw/<int:pk>/", DeliveryWithdrawView.as_view(), name="withdraw"),
            path("file/<int:pk>/<slug:kind>/", DeliveryFileView.as_view(), name="file"),
        ]
