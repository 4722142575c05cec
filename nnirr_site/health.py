"""What a load balancer asks."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nnirr_site.cache import private_page


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say `ok` if the database answers, else 503; never kept by any cache."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return private_page(
            HttpResponse("the database does not answer\n", "text/plain", status=503)
        )
    return private_page(HttpResponse("ok\n", "text/plain"))
