"""Addresses. Pages come last: they take whatever nothing else has taken."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from nnirr_site import health, media
from nnirr_site.search import search

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("initiatives.urls")),
    re_path(r"^media/(?P<path>.*)$", media.serve_media, name="media"),
]

if settings.ENVIRONMENT != "production":
    from nnirr_site import devmail

    urlpatterns += [path("dev/mail/", include(devmail.urlpatterns))]

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("", include("campaigns.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
