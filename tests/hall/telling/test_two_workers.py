"""Two workers drain one outbox: what one of them holds the other does not send."""

from datetime import timedelta

import pytest
from support import build
from support.race import held_after, threads

from county.halls import inside
from county.registry.permissions import Actor
from hall.cases.actions import decline_case
from hall.telling.drain import send_waiting

LATER = build.NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _outbox(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_two_workers_send_a_message_once(own_hall, tmp_path):
    clerk = Actor(id=1, name="Mei")
    with inside(own_hall):
        case = build.case(clerk)
        decline_case(case.pk, reason="不属本厅", actor=clerk, now=build.NOW)
    with (
        held_after("hall.telling.drain.words_of", "first") as held,
        threads(own_hall) as start,
    ):
        first = start("first", lambda: send_waiting(now=LATER))
        held.wait_until_there()
        assert start("second", lambda: send_waiting(now=LATER)).result() == 0
        held.go_on.set()
        assert first.result() == 1
    assert len(list(tmp_path.rglob("*.json"))) == 1
