"""With a real worker process: what happens in a hall reaches the county; what is no task is refused."""

import pytest
from support import build
from support.sending import to
from support.worker import beat, eventually

from config.celery import app
from county.halls import inside
from county.registry.models import Hall
from county.rollup.models import CaseFact, DailyTally
from hall.cases.actions import accept_case
from hall.reporting.tasks import report_hall

pytestmark = pytest.mark.worker


def test_an_intake_reaches_the_county_within_five_seconds(running, desk):
    case = desk.take_in("first")

    eventually(lambda: desk.known() == 1, within=5, else_say=running.said)

    fact = CaseFact.objects.get(hall_id=desk.hall.id)
    assert (fact.case_id, fact.sequence, fact.status) == (case.pk, 1, "received")
    tally = DailyTally.objects.get(hall_id=desk.hall.id)
    assert (tally.day, tally.received) == (build.NOW.date(), 1)
    assert desk.waiting() == 0


def test_intakes_that_come_together_are_reported_together_and_none_is_left_over(running, desk):
    for n in range(12):
        desk.take_in(f"k{n}")

    eventually(lambda: desk.known() == 12, within=5, else_say=running.said)
    assert DailyTally.objects.get(hall_id=desk.hall.id).received == 12
    assert desk.waiting() == 0


def test_a_report_delivered_twice_changes_nothing(running, desk):
    case = desk.take_in("first")
    with inside(desk.hall):
        accept_case(case.pk, actor=desk.clerk, now=build.NOW)
    eventually(lambda: desk.waiting() == 0, within=5, else_say=running.said)
    before = desk.figures()
    count = running.said().count("succeeded")

    for _ in range(2):
        report_hall.in_hall(desk.hall.schema_name)

    eventually(lambda: running.said().count("succeeded") >= count + 2, within=5, else_say=running.said)
    assert desk.figures() == before
    assert before[0][2] == 2, "the accepted case, by its second event"


def test_a_task_without_a_hall_or_for_one_that_is_gone_is_refused(running, desk):
    """The library would run it in public."""
    everything = list(CaseFact.objects.values_list()), list(DailyTally.objects.values_list())
    Hall.objects.filter(pk=desk.hall.id).update(status=Hall.Status.CLOSED)
    refused = running.said().count("reject")

    app.send_task(report_hall.name)
    report_hall.in_hall("public")
    report_hall.in_hall("never_was")
    report_hall.in_hall(desk.hall.schema_name)

    eventually(lambda: running.said().count("reject") >= refused + 4, within=5, else_say=running.said)
    assert "no active hall never_was" in running.said()
    assert (list(CaseFact.objects.values_list()), list(DailyTally.objects.values_list())) == everything


@pytest.mark.parametrize("broker", ["filesystem"], indirect=True)
def test_what_a_lost_message_left_behind_beat_finds(running, broker, desk, tmp_path):
    with to("redis://127.0.0.1:1/0"):
        desk.take_in("lost")
    assert (desk.waiting(), desk.known()) == (1, 0)

    with beat(broker, tmp_path / "beat") as started:
        eventually(lambda: desk.known() == 1, within=12, else_say=lambda: started.said() + running.said())

    assert desk.waiting() == 0
    assert desk.waiting() == 0
