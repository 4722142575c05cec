"""What the views of signing share: which forms are taken, which calls are shown, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from campaigns.signing import request_checks
from campaigns.signing.request_checks import BadBody
from campaigns.views.known_calls import find_call, find_page
from nnirr_site.http.caching import private_page, unshared_page


class SeeOther(HttpResponseRedirect):
    """After a POST: the answer is to be fetched with GET."""

    status_code = 303


def takes_form(*single: str):
    """For views that take a form without a cookie: what no form of ours sends is refused first.

    `single` names the fields that come once. Django's own token needs a cookie, which would end
    the caching of the page that carries the form: `abuse` protects instead.
    """

    def decorate(view):
        @wraps(view)
        def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.method == "POST":
                try:
                    request_checks.check_body(request, single)
                except BadBody as problem:
                    return refuse_body(problem.status)
                except UnreadablePostError:
                    return refuse_body(400)
            return view(request, *args, **kwargs)

        checked = require_http_methods(["GET", "HEAD", "POST"])(checked)
        return csrf_exempt(sensitive_post_parameters()(checked))

    return decorate


def refuse_body(status: int) -> HttpResponse:
    sentences = {
        400: _("The request could not be read as a form."),
        413: _("The request is too large."),
        415: _("Send the form as a form: this address takes no other type of content."),
    }
    return private_page(
        HttpResponse(f"{sentences[status]}\n", status=status, content_type="text/plain")
    )


def about_call(view: Callable) -> Callable:
    """For views below the short name of a call: they get the call and the page that shows it.

    A call without any page has been taken down and answers 410. One whose pages are drafts, or
    only for some, is nobody's business yet.
    """

    @wraps(view)
    def shown(request: HttpRequest, slug: str, *args, **kwargs) -> HttpResponse:
        call = find_call(slug)
        if call is None:
            raise Http404
        page = find_page(call, get_language())
        if page is not None:
            return view(request, call, page, *args, **kwargs)
        if call.pages.exists():
            raise Http404
        note = _("This call was taken down. Who signed it can still use the link in the mail.")
        return unshared_page(render(request, "410.html", {"note": note}, status=410))

    return shown
