"""All settings, from the environment by three typed readers; production refuses development secrets."""

import base64
import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config import logs
from config.database import database_from


def text(name: str, default: str = "") -> str:
    """An environment variable; `NAME_FILE` names a file that holds it (container secrets)."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default)


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    value = text(name) or str(default)
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def flag(name: str, default: bool) -> bool:
    """yes/no from the environment."""
    return text(name, "yes" if default else "no").lower() in ("1", "yes", "true", "on")


BASE_DIR = Path(__file__).resolve().parents[2]
APP_ENV = text("APP_ENV", "development")  # development | test | production
PRODUCTION = APP_ENV == "production"
VAR_DIR = Path(text("VAR_DIR", str(BASE_DIR / "var")))
PACKS_DIR = Path(text("PACKS_DIR", str(BASE_DIR / "tenants" / "packs")))

# Secrets. The development ones are public by nature: config.checks refuses them in production.
DEVELOPMENT_SECRET_KEY = "development-only-not-a-secret"  # noqa: S105
DEVELOPMENT_DATA_KEY = base64.b64encode(b"development-only-32-byte-key-000").decode()
SECRET_KEY = text("SECRET_KEY", "" if PRODUCTION else DEVELOPMENT_SECRET_KEY)
DATA_KEY = text("DATA_KEY", "" if PRODUCTION else DEVELOPMENT_DATA_KEY)
if PRODUCTION and (SECRET_KEY in ("", DEVELOPMENT_SECRET_KEY) or DATA_KEY in ("", DEVELOPMENT_DATA_KEY)):
    raise ImproperlyConfigured("In production SECRET_KEY and DATA_KEY must be set to secrets of their own.")

DEBUG = flag("DEBUG", False) and not PRODUCTION
PORT = number("PORT", 8000)
BASE_DOMAIN = text("BASE_DOMAIN", "localhost")
COUNTY_HOST = f"county.{BASE_DOMAIN}"
# Where applicants find a hall; it is printed on notices.
HALL_URL = "https://{host}" if PRODUCTION else f"http://{{host}}:{PORT}"
# A folder of fonts for characters of names that the packaged ones lack (Debian: fonts-hanazono); it may be missing.
RARE_FONTS = Path(text("RARE_FONTS", "/usr/share/fonts/truetype/hanazono"))
# Addresses and networks whose X-Forwarded-For is believed, with commas between: rates are counted per caller.
TRUSTED_PROXIES = text("TRUSTED_PROXIES")
# PlaceMiddleware admits only registered hosts, before anything reads the Host header.
ALLOWED_HOSTS = ["*"]

SHARED_APPS = [
    "django_tenants",
    "county.registry",
    "county.standards",
    "county.rollup",
    "county.provisioning",
    "county.console",
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "oauth2_provider",
    "graphene_django",
    "graphene_django_graphiql_static",
    "api",
    "config.apps.ProcessConfig",
]
TENANT_APPS = [
    "hall.regulations",
    "hall.catalogue",
    "hall.people",
    "hall.office",
    "hall.decisions",
    "hall.cases",
    "hall.notices",
    "hall.telling",
    "hall.conduct",
    "hall.reception",
    "hall.joint",
    "hall.agency",
    "hall.feedback",
]
# Pages and commands of the hall layer that own no tables.
PAGE_APPS = ["hall.reporting", "hall.console", "hall.desk", "hall.public", "hall.packs", "hall.demo"]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS, *PAGE_APPS]

TENANT_MODEL = "registry.Hall"
TENANT_DOMAIN_MODEL = "registry.Domain"
TENANT_LIMIT_SET_CALLS = True
SHOW_PUBLIC_IF_NO_TENANT_FOUND = False
PUBLIC_SCHEMA_NAME = "public"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
GET_EXECUTOR_FUNCTION = "county.provisioning.executor.get_executor"

DATABASES = {
    "default": database_from(
        text("DATABASE_URL", f"postgresql://county:county@/county?host={VAR_DIR / 'postgres'}"),
        test_name=text("TEST_DATABASE_NAME"),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "county.registry.middleware.PlaceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "county.registry.middleware.ProgramMiddleware",
    # From here on for people: sessions, forms, pages.
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "county.registry.middleware.ActorMiddleware",
    "county.registry.middleware.DoorMiddleware",
]
HALL_URLCONF = ROOT_URLCONF = "config.urls_hall"
COUNTY_URLCONF = PUBLIC_SCHEMA_URLCONF = "config.urls_county"
WSGI_APPLICATION = "config.wsgi.application"

AUTH_USER_MODEL = "registry.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
if APP_ENV == "test":
    # Hashing is slow on purpose: half a second for each sign-in of a test.
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OAUTH2_PROVIDER_APPLICATION_MODEL = "registry.Integrator"
OAUTH2_PROVIDER = {
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(timedelta(hours=8).total_seconds()),
    "SCOPES_BACKEND_CLASS": "county.registry.scopes.PermissionScopes",
    "PKCE_REQUIRED": True,
    # OAuth 2.0 Security Best Current Practice (RFC 9700), as far as it touches client credentials and beyond.
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,  # tokens are kept as digests only
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_REFRESH_TOKEN": True,
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "ALLOWED_REDIRECT_URI_SCHEMES": ["https"],
    "COMPLIANT_BCP_RFC9700_REDIRECT_URI_SCHEME": True,
}
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "county.registry.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).with_name("locale")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = "config.formats"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static" if PRODUCTION else None  # elsewhere files come from where they stand
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # bytes; the GraphQL view has a smaller limit of its own

# What tests send must not reach the worker of a system that runs in the same folder.
BROKER_URL = text("BROKER_URL", "memory://" if APP_ENV == "test" else f"filesystem://{VAR_DIR / 'broker'}")
# How applicants are told: a class with `send` for each kind of address. Text messages go into a folder until a hall's
# gateway has a class of its own; e-mail goes into one until there is a mail server.
TELLING_CHANNELS = {
    "sms": text("SMS_CHANNEL") or "hall.telling.channels.SmsFolder",
    "email": "hall.telling.channels.Email",
}
EMAIL_HOST = text("EMAIL_HOST")
EMAIL_PORT = number("EMAIL_PORT", 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = text("EMAIL_HOST_USER"), text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10  # seconds
EMAIL_FILE_PATH = VAR_DIR / "outbox" / "email"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
DEFAULT_FROM_EMAIL = text("EMAIL_FROM") or f"no-reply@{BASE_DOMAIN}"
SENTRY_DSN = text("SENTRY_DSN")
RELEASE = text("RELEASE", "development")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "county.registry.errors.forged"
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SECURE_SSL_REDIRECT", True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

GRAPHENE = {"SCHEMA": "api.hall.schema.schema"}
UNFOLD = {  # titles and side bars are each console's own: county.console.site
    "SHOW_HISTORY": False,
    "SHOW_LANGUAGES": True,
    "COLORS": {  # the green of the other pages
        "primary": {
            "50": "#f0f7f6",
            "100": "#d9ebe9",
            "200": "#b5d8d4",
            "300": "#84bdb7",
            "400": "#4f9d95",
            "500": "#2b8078",
            "600": "#0b5d57",
            "700": "#094d48",
            "800": "#083f3b",
            "900": "#073431",
            "950": "#031d1b",
        }
    },
}
LOGGING = logs.config(production=PRODUCTION, level=text("LOG_LEVEL", "INFO"))
TEST_RUNNER = "django.test.runner.DiscoverRunner"
