"""Where the messages of tests go: nowhere that a worker of somebody's running system looks."""

import os

from django.conf import settings

from config.celery import app


def test_tests_send_to_a_broker_in_memory_unless_told_otherwise():
    told = os.environ.get("BROKER_URL", "memory://")
    assert (settings.BROKER_URL, app.conf.broker_url) == (told, told)
