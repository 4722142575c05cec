"""What an open editor asks before it sends its words away."""

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_GET

from nnirr_site.http.caching import private_page


@require_GET
def still_signed_in(request: HttpRequest) -> JsonResponse:
    """Whether a form would be taken now, and the token that it has to carry.

    A sign-in in another tab changes the token, and the open form would be refused for its old one.
    """
    may_enter = request.user.has_perm("wagtailadmin.access_admin")
    return private_page(JsonResponse({"signed_in": may_enter, "token": get_token(request)}))
