"""Settings of the whole project. Every value that differs between machines comes from the
environment (see the table in README.md); production refuses to start on a missing or unsafe one."""

import os
import sys
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from nnirr_site.database import choose_role, choose_ways
from nnirr_site.dev.embedded_postgres.server import Embedded
from nnirr_site.settings.environment import Environment
from nnirr_site.settings.files import choose_storages
from nnirr_site.watching.log_lines import formatter_for

BASE_DIR = Path(__file__).resolve().parents[2]
environment = Environment(os.environ)

ENVIRONMENT = environment.name
IS_ENVIRONMENT_CHOSEN = bool(environment.text("ENVIRONMENT"))
IS_PRODUCTION = ENVIRONMENT == "production"
DEBUG = ENVIRONMENT == "development" and environment.boolean("DEBUG", False)
DEVELOPMENT_KEY = "development-only-key-that-production-refuses-to-start-with"

PORT = environment.integer("PORT", 8000, minimum=1, maximum=65535)
BIND = environment.text("BIND", "127.0.0.1")
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / ".data")
# Where the worker writes down who left, apart from the database.
DEPARTURES_DIR = environment.folder("DEPARTURES_DIR", DATA_DIR / "departures")
BACKUP_DIR = environment.folder("BACKUP_DIR", DATA_DIR / "backups")
BACKUP_RECIPIENTS = environment.words("BACKUP_RECIPIENTS", [])
SITE_URL = environment.site_url("SITE_URL", f"http://localhost:{PORT}")
SECRET_KEY = environment.secret("SECRET_KEY", DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS = environment.secrets("SECRET_KEY_FALLBACKS")
VAULT_KEYS = environment.vault_keys("VAULT_KEYS")
VAULT_INDEX_KEY = environment.text("VAULT_INDEX_KEY")
VAULT_INDEX_KEYS = environment.index_keys("VAULT_INDEX_KEYS", alone="VAULT_INDEX_KEY")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
TRUSTED_PROXIES = environment.proxies("TRUSTED_PROXIES")
HSTS_INCLUDE_SUBDOMAINS = environment.boolean("HSTS_INCLUDE_SUBDOMAINS", False)
WEB_WORKERS = environment.integer("WEB_WORKERS", 1, minimum=1, maximum=64)
WEB_THREADS = environment.integer("WEB_THREADS", 4, minimum=1, maximum=64)
LEAVE_SECONDS = environment.integer("LEAVE_SECONDS", 0, maximum=60)
PAGE_CACHE_SECONDS = environment.integer("PAGE_CACHE_SECONDS", 60, maximum=3600)
TALLY_SECONDS = environment.integer("TALLY_SECONDS", 60, minimum=1, maximum=3600)
REQUIRE_SECOND_FACTOR = environment.second_factor("REQUIRE_SECOND_FACTOR")
SESSION_IDLE_MINUTES = environment.integer("SESSION_IDLE_MINUTES", 30, minimum=5, maximum=720)
# Being watched: who may read the figures, how long trouble lasts before staff get mail of it (0:
# they get none), where errors are reported, and how lines of the log look.
METRICS_TOKEN = environment.secret("METRICS_TOKEN", minimum=32, is_required=False)
ALARM_SECONDS = environment.integer("ALARM_SECONDS", 300, maximum=24 * 3600)
SENTRY_DSN = environment.error_reports("SENTRY_DSN")
LOG_FORMAT = environment.choice("LOG_FORMAT", "text", offered=["text", "json"])

INSTALLED_APPS = [
    "nnirr_site",
    "initiatives",
    "resources",
    "campaigns",
    "wagtail.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "nnirr_site.views.redirects.OneSlashMiddleware",
    "nnirr_site.i18n.carried.SourceMiddleware",
    "nnirr_site.http.page_cache.middleware.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "nnirr_site.http.security_headers.SecurityHeadersMiddleware",
    "nnirr_site.http.page_cache.rate_limits.MakingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # What stands behind it may ask the database, and waits for a seat.
    "nnirr_site.http.room.RoomMiddleware",
    # What stands behind it is for sessions, reads and files: no form that signs a call meets it.
    "nnirr_site.views.short_way.ShortWayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nnirr_site.accounts.sessions.StaffSessionMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nnirr_site.views.redirects.MovedAndGoneMiddleware",
    "nnirr_site.uploads.full_disk.FullDiskMiddleware",
    "nnirr_site.uploads.waiting.ReaderPatienceMiddleware",
    "nnirr_site.admin.bin_views.KeptFirstMiddleware",
]

ROOT_URLCONF = "nnirr_site.urls"
WSGI_APPLICATION = "nnirr_site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates", BASE_DIR / "nnirr_site" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "nnirr_site.http.template_whitespace.UnindentedLoader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nnirr_site.context_processors.site",
            ],
        },
    },
]

# Database: PostgreSQL, from DATABASE_URL or the embedded server that starts on first use.
DATABASE_ROLE = choose_role(sys.argv)
EMBEDDED = Embedded(DATA_DIR / ENVIRONMENT, fast=ENVIRONMENT == "test")
_ways, DATABASE_SESSIONS = choose_ways(
    environment.database("DATABASE_URL")
    or {"ENGINE": "nnirr_site.dev.embedded_postgres.backend", "NAME": "nnirr"},
    environment.database_sessions("DATABASE_LISTEN_URL", "DATABASE_URL"),
    DATABASE_ROLE,
)
# What is prepared stays with a connection, which a pooler gives to others.
DATABASE_PREPARES = environment.boolean("DATABASE_PREPARES", not DATABASE_SESSIONS)
DATABASES = {
    "default": {
        **_ways,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": False,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People
AUTH_USER_MODEL = "nnirr_site.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "nnirr_site.accounts.passwords.NotedPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["nnirr_site.accounts.backend.StaffBackend"]
PASSWORD_HASHERS = ["nnirr_site.accounts.hashing.BoundedPBKDF2PasswordHasher"]
PASSWORD_RESET_TIMEOUT = 60 * 60
# Who holds one of these sees or takes out personal data, decides about signatures, watches over
# accounts, or can give themselves such a right: REQUIRE_SECOND_FACTOR=personal asks a second
# factor of them.
SECOND_FACTOR_PERMISSIONS = [
    "auth.add_group",
    "auth.change_group",
    "campaigns.export_personal_data",
    "campaigns.forget_signature",
    "campaigns.import_organizations",
    "campaigns.moderate_signature",
    "campaigns.view_personal_data",
    "nnirr_site.add_user",
    "nnirr_site.change_user",
    "nnirr_site.reset_factors",
    "nnirr_site.view_signinrecord",
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
# Lax, as links in mails lead to the admin; every form carries Django's token besides.
SESSION_ENGINE = "nnirr_site.http.session_keys"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_HTTPONLY = False

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish")), ("fr", _("French")), ("ar", _("Arabic"))]
WAGTAIL_I18N_ENABLED = True
CONTENT_LANGUAGES = environment.languages(
    "CONTENT_LANGUAGES", ["en", "es"], offered=[code for code, _name in LANGUAGES]
)
WAGTAIL_CONTENT_LANGUAGES = [item for item in LANGUAGES if item[0] in CONTENT_LANGUAGES]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
# A page has a translation where somebody began one, and no copies that hold its place elsewhere.
WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = False
LOCALE_PATHS = [BASE_DIR / "nnirr_site" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["nnirr_site.i18n.formats"]
USE_TZ = True
TIME_ZONE = "America/Los_Angeles"

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(environment.text("STATIC_DIR", str(DATA_DIR / "static"))).resolve()
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "nnirr_site.http.static_storage.JoinedSheetsFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# One private bucket in place of the disk, for several machines; None: files are in DATA_DIR.
OBJECT_STORAGE = environment.object_storage("S3_BUCKET")
STORAGES = {
    **choose_storages(OBJECT_STORAGE, DATA_DIR / "private"),
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_PRODUCTION
WHITENOISE_AUTOREFRESH = not IS_PRODUCTION
# Django's own limit, for the texts of staff. Strangers: nnirr_site.http.bodies.PUBLIC_BODY.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Mail
EMAIL_SETTINGS = environment.email("EMAIL_URL")
if EMAIL_SETTINGS:
    globals().update(EMAIL_SETTINGS)
elif ENVIRONMENT == "development":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_TIMEOUT = 20
# How many mails one worker has on their way at a time, each over a connection of its own, and how
# many it sends in a second at most; 0: as many as it can.
MAIL_CONNECTIONS = environment.integer("MAIL_CONNECTIONS", 4, minimum=1, maximum=64)
MAILS_PER_SECOND = environment.integer("MAILS_PER_SECOND", 0, minimum=0, maximum=10_000)
DEFAULT_FROM_EMAIL = environment.required_in_production(
    "DEFAULT_FROM_EMAIL", "International Migrant Rights <call@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAIL_WEBHOOK_SECRET = environment.basic_auth("MAIL_WEBHOOK_SECRET")
MAILGUN_SIGNING_KEY = environment.text("MAILGUN_SIGNING_KEY")
SENDGRID_VERIFICATION_KEY = environment.public_key("SENDGRID_VERIFICATION_KEY")
# Mails a second of one worker to one provider or domain; where mail comes back to, and is read.
MAIL_RATES = environment.rates("MAIL_RATES")
BOUNCE_ADDRESS = environment.mailbox("BOUNCE_ADDRESS")
BOUNCE_MAILBOX = environment.imap("BOUNCE_MAILBOX")

# Wagtail
WAGTAIL_SITE_NAME = "International Migrant Rights & Global Justice"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "nnirr_site.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "nnirr_site.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "epub", "mp3", "mp4", "odt", "pdf", "pptx", "txt", "xlsx", "zip"),
    *("jpeg", "jpg", "png", "webp"),
]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "nnirr_site.uploads.forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
# From the header, before anything is decoded. A picture of so many pixels takes 0.5 GB to open.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 30 * 1000 * 1000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_IMAGE_FORM_BASE = "nnirr_site.uploads.forms.PictureForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Without what Debian has beside the zones: the editor's script stops at `localtime`.
WAGTAIL_USER_TIME_ZONES = sorted(
    zone for zone in available_timezones() if "/" in zone or zone == "UTC"
)
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "nnirr_site.accounts.forms.QueuedResetForm"  # noqa: S105
TAGGIT_CASE_INSENSITIVE = True

# Whole-page cache: only these query parameters make a page different.
PAGE_CACHE_QUERY_KEYS = [
    "page",
    "topic",
    "year",
    "type",
    "kind",
    "language",
    "q",
    "region",
    "status",
    "sort",
    "direction",
    "state",
]

# Who is told what has changed, if a CDN stands in front: `nnirr_site/publishing/cdn.py`.
CDN_PURGE = environment.cdn("CDN_PURGE_URL")

# Whether the worker opens the links of pages, and how many seconds it leaves everybody, and each
# server, in peace between two questions. Private networks are never asked; tests name their own.
LINK_CHECK = environment.boolean("LINK_CHECK", IS_PRODUCTION)
LINK_CHECK_SECONDS = (1.0, 10.0)
LINK_CHECK_NETWORKS = []

# Pictures for sharing and smaller images are made in a thread of the process that publishes.
BACKGROUND_JOBS = "off" if ENVIRONMENT == "test" else "thread"
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_JPEG_QUALITY = 75

# Security
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "nnirr_site.views.errors.refuse_form"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    # Browsers would refuse plain http to every other host of the domain for a year, and preload
    # lists are slow to leave: that is for the organization to promise, so no warning asks for it.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HSTS_INCLUDE_SUBDOMAINS
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # No other host of the domain, and nothing that speaks plain http, can set these.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief": {"()": "nnirr_site.views.errors.BriefRefusals"},
        "redact": {"()": "campaigns.privacy.log_redaction.RedactPersonalData"},
        "request_id": {"()": "nnirr_site.watching.request_ids.RequestIdFilter"},
    },
    "formatters": {"line": {"()": formatter_for(LOG_FORMAT)}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["brief", "redact", "request_id"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "django_tasks": {"level": "WARNING"},
        "fido2": {"level": "WARNING"},  # would name passkeys
    },
}
if SENTRY_DSN:
    # First, as filters of the other handler write records anew.
    LOGGING["handlers"]["errors"] = {"()": "nnirr_site.watching.error_reports.ErrorReports"}
    LOGGING["root"]["handlers"] = ["errors", "console"]

environment.raise_problems()
