"""A worker killed with SIGKILL in the middle of a recount: beat's task finds the hall, and the end is the same."""

import signal

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from support import build
from support.race import wait_for_a_lock
from support.sending import to
from support.worker import database_url, eventually, worker

from county import now as moment
from county.halls import HallRef, inside
from county.now import TIMEZONE
from hall.cases.actions import accept_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.tasks import recount_waiting
from hall.office.close import announce_closure
from rules.workdays import DAY

pytestmark = pytest.mark.worker

CASES = 3


def counted(hall: HallRef) -> set[int | None]:
    """The closures that the hall's cases were counted by."""
    with inside(hall):
        return set(Case.objects.values_list("closures_version", flat=True))


@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_a_worker_killed_in_the_middle_of_a_recount_loses_nothing(broker, desk, tmp_path):
    today = moment.now().astimezone(TIMEZONE)
    tomorrow = today.date() + DAY
    with inside(desk.hall):
        for n in range(CASES):
            case = build.case(desk.clerk, key=f"k{n}", now=today)
            accept_case(case.pk, actor=desk.clerk, now=today)
        before = Case.objects.get(pk=case.pk)
    with to(broker), worker(broker, tmp_path / "first") as first, psycopg.connect(database_url()) as holding:
        # The batch has written cases and events, and then stands before the table of decisions.
        table = Identifier(desk.hall.schema_name, "decisions_decisionrecord")
        holding.execute(SQL("LOCK TABLE {} IN SHARE MODE").format(table))
        with inside(desk.hall):
            announce_closure(tomorrow, tomorrow + DAY * 6, "检修", actor=desk.clerk, now=today)
        wait_for_a_lock()
        first.kill()
        holding.rollback()

        assert first.started.returncode == -signal.SIGKILL
        with inside(desk.hall):
            assert set(Case.objects.values_list("closures_version", "version")) == {(0, 2)}
            assert not CaseEvent.objects.filter(action="recount").exists()

        with worker(broker, tmp_path / "second") as second:
            recount_waiting.apply_async(retry=False)
            eventually(lambda: counted(desk.hall) == {1}, within=15, else_say=second.said)

    with inside(desk.hall):
        assert CaseEvent.objects.filter(action="recount").count() == CASES
        assert all(map(is_whole, Case.objects.all()))
        assert Case.objects.get(pk=case.pk).due_at > before.due_at
