"""The application served on a free port of loopback, for a real browser; and that browser."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Browser, sync_playwright
from support import sending

from county.registry.models import Attempt

CHROMIUM = "/usr/bin/chromium"
# No sandbox: tests may run as root. The rest keeps the browser from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def server() -> Iterator[int]:
    """The port. Every request has a thread and a connection of its own, so what it reads must be committed.

    Reports are sent to a broker in memory. Sessions and counted tries are forgotten at the end.
    """
    httpd = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    httpd.set_app(WSGIHandler())
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    with sending.to("memory://"):
        thread.start()
        try:
            yield httpd.server_port
        finally:
            httpd.shutdown()
            httpd.server_close()
            thread.join(10)
            Session.objects.all().delete()
            Attempt.objects.all().delete()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Skips where it is not installed, but fails there on CI."""
    if not shutil.which(CHROMIUM):
        missing = "chromium is not installed: apt-get install chromium fonts-noto-cjk"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()
