"""The way out of letters that mail programs offer by themselves (RFC 8058).

Their servers post without any header of a browser, so nothing but the token in the address is
asked for. It can do one thing only, and doing it twice changes nothing.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from campaigns import services
from campaigns.privacy import tokens
from campaigns.privacy.tokens import UnusableLink
from campaigns.views.answers import takes_form
from campaigns.views.links import show_link_problem
from nnirr_site.http.caching import secret_page


@takes_form("List-Unsubscribe")
@sensitive_variables("token", "reference")
def letters(request: HttpRequest, token: str) -> HttpResponse:
    """A look asks; only a POST ends letters, since scanners of mail follow links."""
    try:
        reference = tokens.read_link_token(token, tokens.LETTERS)
    except UnusableLink as unusable:
        return secret_page(show_link_problem(request, unusable.problem, unusable.reference))
    is_done = request.method == "POST"
    if is_done:
        services.stop_letters(reference)
    return secret_page(render(request, "campaigns/letters.html", {"is_done": is_done}))
