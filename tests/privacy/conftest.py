"""East has lived with all that a citizen may tell; text messages lie in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support import build, lives

from county import now as moment
from county.halls import HallRef
from hall.telling.channels import channel


@pytest.fixture(autouse=True)
def _wednesday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: build.NOW)


@pytest.fixture(autouse=True)
def outbox(settings: Any, tmp_path: Path) -> Iterator[Path]:
    """The folder a text message is written to."""
    settings.VAR_DIR = tmp_path
    channel.cache_clear()
    yield tmp_path / "outbox" / "sms" / "east"
    channel.cache_clear()


@pytest.fixture
def lived(east: HallRef, cast: build.Cast) -> HallRef:
    lives.live(east, cast)
    return east
