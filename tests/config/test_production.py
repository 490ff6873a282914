"""Production settings: clean by Django's own deployment check, and no start on a development secret."""

import base64
import os
import subprocess
import sys

import pytest
from django.conf import settings

SECRETS = {
    "SECRET_KEY": "k" * 20 + "a-secret-of-its-own-0123456789-abcdefgh",
    "DATA_KEY": base64.b64encode(bytes(range(32))).decode(),
}


def check(**environment: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check --deploy` as production would run it, with these variables only."""
    clean = {name: value for name, value in os.environ.items() if name not in (*SECRETS, "APP_ENV", "DEBUG")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        cwd=settings.BASE_DIR,
        env={**clean, "APP_ENV": "production", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_deployment_check_has_nothing_to_say():
    done = check(**SECRETS)

    assert done.stderr.splitlines()[-1:] == []
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


@pytest.mark.parametrize(
    ("_case", "environment"),
    [
        ("none at all", {}),
        ("no key for the data", {"SECRET_KEY": SECRETS["SECRET_KEY"]}),
        ("the one that stands in the source", {**SECRETS, "SECRET_KEY": settings.DEVELOPMENT_SECRET_KEY}),
        ("the data key that stands in the source", {**SECRETS, "DATA_KEY": settings.DEVELOPMENT_DATA_KEY}),
    ],
)
def test_production_does_not_start_on_a_development_secret(_case, environment):
    refused = check(**environment)

    assert refused.returncode != 0
    assert "SECRET_KEY and DATA_KEY must be set to secrets of their own" in refused.stderr


def test_debug_stays_off_in_production_whatever_the_environment_says():
    asked = "from django.conf import settings; print(settings.DEBUG)"
    done = subprocess.run(
        [sys.executable, "-c", f"import os; os.environ['DJANGO_SETTINGS_MODULE']='config.settings'; {asked}"],
        env={**os.environ, **SECRETS, "APP_ENV": "production", "DEBUG": "yes"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert done.stdout == "False\n"
