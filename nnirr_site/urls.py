"""Addresses. Pages come last: they take whatever nothing else has taken."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from campaigns import api as campaigns_api
from initiatives import api as initiatives_api
from initiatives import urls as initiatives_urls
from nnirr_site.admin.url_permissions import ask_for_rights
from nnirr_site.api import Api
from nnirr_site.documents.serving import serve_document
from nnirr_site.search import search
from nnirr_site.seo import sitemaps
from nnirr_site.views import health, media, metrics, well_known
from nnirr_site.views.pages import serve_page

api = Api(
    [*campaigns_api.ENDPOINTS, *initiatives_api.ENDPOINTS], find_example=campaigns_api.find_example
)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", include("nnirr_site.accounts.urls")),
    path("admin/", include(ask_for_rights(wagtailadmin_urls))),
    path("documents/<int:document_id>/<str:document_filename>", serve_document),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include((api.urlpatterns, "api"))),
    path("", include("initiatives.urls")),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security_txt"),
    path("favicon.ico", well_known.serve_icon, {"name": "favicon.ico"}),
    path("apple-touch-icon.png", well_known.serve_icon, {"name": "apple-touch-icon.png"}),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap_index"),
    path("sitemap-<str:language>.xml", sitemaps.sitemap, name="sitemap"),
    re_path(r"^media/(?P<path>.*)$", media.serve_media, name="media"),
]

if settings.ENVIRONMENT != "production":
    from nnirr_site.dev import mailbox

    urlpatterns += [path("dev/mail/", include(mailbox.urlpatterns))]

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("api/", api.documentation_view, name="api_documentation"),
    path("", include(initiatives_urls.feed_urlpatterns)),
    path("", include("resources.urls")),
    path("", include("campaigns.urls")),
    path("", include("campaigns.partners.urls")),
    path("", include(wagtail_urls.urlpatterns[:-1])),  # without its view of pages
    re_path(wagtail_urls.serve_pattern, serve_page, name="wagtail_serve"),
    prefix_default_language=False,
)

handler400 = "nnirr_site.http.refusals.show_bad_request"
handler404 = "nnirr_site.views.redirects.page_not_found"
handler500 = "nnirr_site.http.refusals.show_error"
