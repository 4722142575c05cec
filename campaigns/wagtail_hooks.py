"""What campaigns add to the admin."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from campaigns.bulk_actions import register_bulk_actions
from campaigns.models import Call, OutboundMail, Signature
from campaigns.moderation import OTHER_LOG_ACTIONS, RETRY_MAIL, SIGNATURE_ACTIONS
from campaigns.viewsets import CallPolicy, CampaignsGroup, LookOnlyPolicy

# Before the snippets are registered: a viewset would make a policy of its own.
for model in (Signature, OutboundMail):
    register_permission_policy(model, LookOnlyPolicy(model), exact_class=True)
register_permission_policy(Call, CallPolicy(Call), exact_class=True)

register_snippet(CampaignsGroup)
register_bulk_actions()


@hooks.register("register_log_actions")
def name_log_actions(actions) -> None:
    """How the audit log words what was done. The reason is in the entry's data."""
    for action in (*SIGNATURE_ACTIONS.values(), RETRY_MAIL):
        actions.register_action(action.log_action, action.label, action.label)
    for name, label in OTHER_LOG_ACTIONS.items():
        actions.register_action(name, label, label)


@hooks.register("register_permissions")
def offer_permissions():
    """Rights that no viewset offers by itself."""
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(
        content_type__app_label="campaigns", codename="view_tallystate"
    )
