"""WSGI entry point, for any WSGI server behind a proxy that buffers request bodies."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nnirr_site.settings")

application = get_wsgi_application()
