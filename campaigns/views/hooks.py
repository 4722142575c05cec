"""Where mail providers report bounces and complaints. Without the secret nobody is heard."""

from __future__ import annotations

from anymail.exceptions import AnymailAPIError, AnymailWebhookValidationFailure
from anymail.utils import get_request_basic_auth
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from campaigns.mail.bounces import PROVIDERS
from nnirr_site.http.caching import private_page

# What the readers of anymail raise for a body that is not what the provider sends.
MALFORMED = (ImproperlyConfigured, ValueError, LookupError, TypeError, AttributeError)
MALFORMED += (AnymailAPIError,)
# Provider → the option of its reader in anymail, and the setting with the key that it signs with.
KEYS = {
    "mailgun": ("webhook_signing_key", "MAILGUN_SIGNING_KEY"),
    "sendgrid": ("tracking_webhook_verification_key", "SENDGRID_VERIFICATION_KEY"),
}


@csrf_exempt
@require_http_methods(["HEAD", "POST"])
@sensitive_variables()
def mail_events(request: HttpRequest, provider: str) -> HttpResponse:
    """Events of one provider: 404 unless it is configured, 403 without the secret.

    An error of our own answers 500, and the provider tries again later.
    """
    hook = PROVIDERS.get(provider)
    if hook is None or not settings.MAIL_WEBHOOK_SECRET:
        raise Http404
    option, setting = KEYS.get(provider, ("", ""))
    if setting and not getattr(settings, setting):
        raise Http404
    if not is_authorized(request):
        if provider == "amazon_ses" and "Authorization" not in request.headers:
            # Amazon sends the password only to who asks for it so.
            response = answer_status(401)
            response["WWW-Authenticate"] = 'Basic realm="mail"'
            return response
        return answer_status(403)
    if request.method == "HEAD":  # how some providers try an address out
        return answer_status(200)
    options = {"webhook_secret": settings.MAIL_WEBHOOK_SECRET}
    if setting:
        options[option] = getattr(settings, setting)
    view = hook(**options)
    try:
        view.run_validators(request)
        events = view.parse_events(request)
    except AnymailWebhookValidationFailure:
        return answer_status(403)
    except MALFORMED:
        return answer_status(400)
    for event in events:
        view.signal.send(sender=hook, event=event, esp_name=view.esp_name)
    return answer_status(200)


def is_authorized(request: HttpRequest) -> bool:
    """Whether the request carries the configured `user:password` (HTTP basic)."""
    given = get_request_basic_auth(request)
    return given is not None and constant_time_compare(given, settings.MAIL_WEBHOOK_SECRET)


def answer_status(status: int) -> HttpResponse:
    return private_page(HttpResponse(status=status, content_type="text/plain"))
