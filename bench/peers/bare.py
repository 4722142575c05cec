"""The least that Django can answer: one view, no middleware."""

import secrets

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path


def answer(_request):
    """Two letters for everybody."""
    return HttpResponse("ok")


urlpatterns = [path("", answer)]
settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY=secrets.token_hex(), MIDDLEWARE=[]
)
application = get_wsgi_application()
