"""What `manage.py check` says of a database on which the border between halls would have a hole."""

import pytest
from django.core.checks import run_checks
from django.core.checks.registry import Tags

from config import checks

pytestmark = pytest.mark.django_db


def test_a_database_after_bootstrap_has_no_hole():
    assert run_checks(tags=[Tags.database], databases=["default"]) == []


def test_a_role_that_may_change_itself_is_named_with_the_remedy(monkeypatch):
    # The login role may call set_config; if halls could, the same question would find it.
    monkeypatch.setattr(checks, "MAY_CHANGE_ROLE", checks.MAY_CHANGE_ROLE.replace("'halls'", "'county'"))

    (warning,) = run_checks(tags=[Tags.database], databases=["default"])

    assert warning.id == "config.W001"
    assert "infra/postgres/bootstrap.sql" in warning.hint
