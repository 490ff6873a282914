"""The stock way: settings as `startproject` and the documentation of django-tenants and graphene-django have them.

The same tables, halls and tokens as ours, by the same models; nothing is tuned and nothing is hampered:
CONN_MAX_AGE is Django's default, the middleware startproject's behind django-tenants' own. It runs under granian
with two workers of four threads, as ours does. gunicorn's default, one synchronous worker that closes every
connection, gives less than half of that.
"""

from config import settings as ours

SECRET_KEY = ours.SECRET_KEY
DATA_KEY = ours.DATA_KEY
DEBUG = False
PRODUCTION = False
ALLOWED_HOSTS = ["*"]

SHARED_APPS = ours.SHARED_APPS
TENANT_APPS = ours.TENANT_APPS
INSTALLED_APPS = ours.INSTALLED_APPS
TENANT_MODEL = ours.TENANT_MODEL
TENANT_DOMAIN_MODEL = ours.TENANT_DOMAIN_MODEL
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

_database = ours.DATABASES["default"]
DATABASES = {
    "default": {
        "ENGINE": "django_tenants.postgresql_backend",
        **{name: _database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")},
    }
}
DEFAULT_AUTO_FIELD = ours.DEFAULT_AUTO_FIELD

MIDDLEWARE = [
    "django_tenants.middleware.main.TenantMainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "loadtests.bench.stock.urls"
TEMPLATES = ours.TEMPLATES

AUTH_USER_MODEL = ours.AUTH_USER_MODEL
OAUTH2_PROVIDER_APPLICATION_MODEL = ours.OAUTH2_PROVIDER_APPLICATION_MODEL
OAUTH2_PROVIDER = {"COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True}

LANGUAGE_CODE = ours.LANGUAGE_CODE
USE_TZ = True
TIME_ZONE = ours.TIME_ZONE
STATIC_URL = "/static/"
APP_ENV = ours.APP_ENV
BROKER_URL = ours.BROKER_URL
SENTRY_DSN = ""
RELEASE = ""
VAR_DIR = ours.VAR_DIR
BASE_DOMAIN = ours.BASE_DOMAIN
