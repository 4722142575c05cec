"""Entries of the admin's menu."""

from wagtail.admin.menu import MenuItem


class PermittedMenuItem(MenuItem):
    """Shown to those who hold one right."""

    def __init__(self, label, url, permission: str, **kwargs):
        self.permission = permission
        super().__init__(label, url, **kwargs)

    def is_shown(self, request) -> bool:
        return request.user.has_perm(self.permission)
