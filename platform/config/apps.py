"""When Django starts: the Celery application exists, so that tasks are sent to our broker."""

from django.apps import AppConfig


class ProcessConfig(AppConfig):
    name = "config"
    label = "config"

    def ready(self) -> None:
        from django.conf import settings

        from config import checks, sentry  # registers the checks
        from config.celery import app

        app.set_default()
        sentry.start(settings.SENTRY_DSN, environment=settings.APP_ENV, release=settings.RELEASE)
        _ = checks
