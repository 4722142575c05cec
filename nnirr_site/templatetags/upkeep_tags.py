"""What the editor's side panel says of a page's last review, with the button that notes one."""

from django import template
from django.middleware.csrf import get_token

from nnirr_site.models import BasePage

register = template.Library()


@register.inclusion_tag("upkeep/status.html")
def reviewed_status(page, request):
    """Nothing for a page that is not stored yet, or of which nobody says when it was reviewed."""
    is_shown = isinstance(page, BasePage) and bool(page.pk)
    return {
        "page": page if is_shown else None,
        "may_review": is_shown and page.permissions_for_user(request.user).can_edit(),
        "token": get_token(request),
    }
