"""The actions on one signature, for up to five hundred at once.

Each row is asked again whether it may be done by this user and in its state now, and each leaves
an entry of its own in the audit log. “All in the listing” is not offered: a slip of the hand must
not reject everybody.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from campaigns.admin.actions import SIGNATURE_ACTIONS, StaffAction, name_in_list
from campaigns.admin.forms import ReasonForm
from campaigns.models import Signature
from campaigns.services import Outcome

MOST_AT_ONCE = 500
BIGGEST_ID = 2**63 - 1


class SignatureBulkAction(BulkAction):
    """Asks once for the reason, then does one of `SIGNATURE_ACTIONS` to each row by itself."""

    action: StaffAction
    models = [Signature]
    template_name = "campaigns/admin/bulk_action.html"
    form_class = ReasonForm

    def dispatch(self, request, *args, **kwargs):
        rights = (self.action.permission, "campaigns.view_signature")
        if not request.user.has_perms(rights):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def chosen_ids(self) -> list[int]:
        """Numbers from the address; whatever else stands there is nobody's."""
        typed = dict.fromkeys(self.request.GET.getlist("id"))
        numbers = (int(text) for text in typed if text.isascii() and text.isdigit())
        return [number for number in numbers if number <= BIGGEST_ID]

    @property
    def is_too_many(self) -> bool:
        return len(self.chosen_ids) > MOST_AT_ONCE

    def get_actionable_objects(self):
        """The rows with which it can be done now, and those with which it cannot."""
        chosen = Signature.objects.filter(pk__in=self.chosen_ids)
        rows = chosen.select_related("call").order_by("-pk")
        possible, impossible = [], []
        for row in rows if not self.is_too_many else []:
            (possible if self.check_perm(row) else impossible).append(row)
        return possible, {
            "items_with_no_access": impossible,
            "words_with_no_access": [name_in_list(row) for row in impossible],
        }

    def object_context(self, obj):
        mark = obj.stored_mark if self.action.approves_words else ""
        return {"item": obj, "words": name_in_list(obj), "mark": mark}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "is_needed": self.action.needs_reason}

    def check_perm(self, signature: Signature) -> bool:
        return self.request.user.has_perm(self.action.permission) and self.action.is_possible(
            signature
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **kwargs,
            action=self.action,
            is_too_many=self.is_too_many,
            most=MOST_AT_ONCE,
            header_icon=self.action.icon,
        )

    def prepare_action(self, objects, objects_without_access):
        if not objects:
            return self.render_to_response(self.get_context_data(form=self.cleaned_form))
        return None

    def get_execution_context(self):
        reason = self.cleaned_form.cleaned_data["reason"]
        return {"action": self.action, "reason": reason, "user": self.request.user, "view": self}

    @classmethod
    def execute_action(cls, objects, action, reason, user, view, **kwargs):
        """How many were done, and how many had changed since they were looked at."""
        marks = view.request.POST
        outcomes = [
            action.perform_on(row, marks.get(f"mark-{row.pk}", ""), reason, user) for row in objects
        ]
        done = sum(outcome is Outcome.DONE for outcome in outcomes)
        if done < len(outcomes):
            refused = len(outcomes) - done
            messages.warning(
                view.request,
                ngettext(
                    "%(count)d was left as it is: it is not possible any more.",
                    "%(count)d were left as they are: it is not possible any more.",
                    refused,
                )
                % {"count": refused},
            )
        return done, 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        if not num_parent_objects:
            return None
        return _("%(action)s: done for %(count)d.") % {
            "action": self.action.label,
            "count": num_parent_objects,
        }


def make_bulk_action(action: StaffAction, priority: int) -> type[SignatureBulkAction]:
    return type(
        f"{action.verb.title().replace('-', '')}BulkAction",
        (SignatureBulkAction,),
        {
            "action": action,
            "display_name": action.label,
            "action_type": action.verb,
            "aria_label": action.label,
            "action_priority": priority,
            "classes": {"serious"} if action.is_serious else set(),
        },
    )


BULK_ACTIONS = [
    make_bulk_action(action, priority)
    for priority, action in enumerate(SIGNATURE_ACTIONS.values(), start=10)
    if action.is_for_many
]


def register_bulk_actions() -> None:
    for action_class in BULK_ACTIONS:
        hooks.register("register_bulk_action", action_class)


def permitted_bulk_actions(user) -> list[type[SignatureBulkAction]]:
    """Those that are offered below the list."""
    return [item for item in BULK_ACTIONS if user.has_perm(item.action.permission)]
