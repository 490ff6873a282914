"""Without a broker a clerk goes on working, at once; the county learns of it later."""

import socket
import time
from collections.abc import Iterator

import pytest
from support.sending import to

from hall.reporting.tasks import report_waiting


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes the call and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"redis://127.0.0.1:{listening.getsockname()[1]}/0"


@pytest.fixture(params=["refused", "silent", "read-only folder"])
def away(request: pytest.FixtureRequest, silent: str, tmp_path) -> Iterator[str]:
    """A broker that does not work."""
    if request.param == "refused":
        return "redis://127.0.0.1:1/0"
    if request.param == "silent":
        return silent
    return f"filesystem://{tmp_path}/messages"


def test_an_intake_succeeds_quickly_and_the_sweep_reports_it_later(away, desk, tmp_path, caplog):
    with to(away):
        if away.startswith("filesystem"):
            (tmp_path / "messages" / "queue").rmdir()
        began = time.monotonic()
        numbers = [desk.take_in(f"k{n}").number for n in range(3)]
        took = time.monotonic() - began

    assert numbers == ["20260304-0001", "20260304-0002", "20260304-0003"]
    assert took < 3, "one short try, not one for each intake"
    assert caplog.text.count("broker unreachable") == 1
    assert (desk.waiting(), desk.known()) == (3, 0)

    report_waiting()

    assert (desk.waiting(), desk.known()) == (0, 3)
