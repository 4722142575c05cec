"""Who may look, change and delete, beyond what Django's rights say by themselves."""

from __future__ import annotations

from wagtail.permission_policies import ModelPermissionPolicy


class LookOnlyPolicy(ModelPermissionPolicy):
    """Looking needs the right to look; adding, changing and deleting are nobody's."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)

    def instances_user_has_any_permission_for(self, user, actions):
        if self.user_has_any_permission(user, actions):
            return self.model.objects.all()
        return self.model.objects.none()


class CallPolicy(ModelPermissionPolicy):
    """A call that somebody signed, also on paper, or that a page shows is never deleted."""

    def user_has_permission_for_instance(self, user, action, instance):
        is_used = action == "delete" and (
            instance.signatures.newest_of(instance.pk)
            or instance.pages.exists()
            or instance.paper_sheets.exists()
        )
        return not is_used and super().user_has_permission_for_instance(user, action, instance)


class DeliveryPolicy(ModelPermissionPolicy):
    """What was handed over stays: nobody deletes it."""

    def user_has_permission(self, user, action):
        return action != "delete" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return self.user_has_any_permission(user, actions)


class PaperSheetsPolicy(DeliveryPolicy):
    """Nobody deletes what was noted, as the count stands on it; once sheets are destroyed nobody
    can count them again, and nothing changes.
    """

    def user_has_permission_for_instance(self, user, action, instance):
        is_over = action == "change" and instance.destroyed_on is not None
        return not is_over and super().user_has_permission_for_instance(user, action, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance):
        return any(
            self.user_has_permission_for_instance(user, action, instance) for action in actions
        )
