"""Stories begin on Wednesday, 4 March 2026, at ten; `later` moves everybody's clock."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from support import build

from county import now as moment


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[..., datetime]:
    """later(days=2) is two days after the story began; the same clock for pages, API and tasks."""

    def move(**passed: float) -> datetime:
        at = build.NOW + timedelta(**passed)
        monkeypatch.setattr(moment, "now", lambda: at)
        return at

    move()
    return move
