"""WSGI entry point, for `manage.py serve` and any other WSGI server.

Behind a proxy that holds slow bodies back. Another server than ours needs as many threads in each
process as `nnirr_site.http.front.count_threads` says.
"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nnirr_site.settings")
_django = get_wsgi_application()

from nnirr_site.http.front import Front  # noqa: E402 - only once Django is set up

application = Front(_django)
