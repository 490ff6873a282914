"""A worker killed with SIGKILL in the middle of a report loses nothing and counts nothing twice."""

import signal

import psycopg
import pytest
from support.race import wait_for_a_lock
from support.sending import to
from support.worker import database_url, eventually, worker

from county.rollup.models import DailyTally
from hall.reporting.tasks import report_waiting

pytestmark = pytest.mark.worker


def test_a_worker_killed_in_the_middle_of_a_report_loses_nothing(broker, desk, tmp_path):
    with to(broker), worker(broker, tmp_path / "first") as first, psycopg.connect(database_url()) as holding:
        # The report reads its events and then stands before the county's first table.
        holding.execute("LOCK TABLE rollup_hallprogress IN EXCLUSIVE MODE")
        for n in range(3):
            desk.take_in(f"k{n}")
        wait_for_a_lock()
        first.kill()
        holding.rollback()

        assert first.started.returncode == -signal.SIGKILL
        assert (desk.waiting(), desk.known()) == (3, 0), "half a report is no report"

        with worker(broker, tmp_path / "second") as second:
            report_waiting.apply_async(retry=False)
            eventually(lambda: desk.waiting() == 0, within=10, else_say=second.said)

    assert desk.known() == 3
    assert DailyTally.objects.get(hall_id=desk.hall.id).received == 3
