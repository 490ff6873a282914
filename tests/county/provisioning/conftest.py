"""A code nobody has, and what is left of it taken away afterwards."""

import secrets
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from support import throwaway

from county.halls import leave


@pytest.fixture
def code(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """For tests that really commit."""
    made = f"new-{secrets.token_hex(4)}"
    with django_db_blocker.unblock():
        yield made
        leave()
        throwaway.drop(made)
        connection.close()
