"""The stock way's WSGI entry."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "loadtests.bench.stock.settings"
application = get_wsgi_application()
