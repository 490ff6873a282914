"""Tasks say whether they belong to a hall or to the county; none of a hall ever runs in public."""

from datetime import timedelta
from unittest import mock

import pytest
from celery import Celery
from celery.exceptions import Reject
from django.db import transaction

from config.celery import app, broker_options
from county.halls import HallRef, current_schema, inside
from county.registry.models import Hall
from county.tasks import CountyTask, HallTask, active_schemas, staggered
from hall.reporting import announce as announcing
from hall.reporting.announce import announce
from hall.reporting.tasks import report_hall

pytestmark = pytest.mark.django_db

seen: list[tuple[object, ...]] = []
lab = Celery("lab", broker="memory://", set_as_current=False)


@lab.task(base=HallTask, shared=False)
def in_the_hall(hall: HallRef, *more: object, fail: bool = False) -> None:
    seen.append((hall, current_schema(), *more))
    if fail:
        raise ZeroDivisionError


@lab.task(base=HallTask, stays_outside=True, shared=False)
def outside_of_it(hall: HallRef) -> None:
    seen.append((hall, current_schema()))


@lab.task(base=CountyTask, shared=False)
def of_the_county() -> None:
    seen.append((current_schema(),))


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    seen.clear()


def test_a_hall_task_runs_inside_its_hall(east):
    in_the_hall("east", 7)

    assert seen == [(east, "east", 7)]
    assert current_schema() == "public"


def test_a_hall_task_that_enters_by_itself_is_handed_its_hall_outside(east):
    outside_of_it("east")

    assert seen == [(east, "public")]


def test_a_hall_task_that_fails_still_leaves_the_hall(east):
    with pytest.raises(ZeroDivisionError):
        in_the_hall("east", fail=True)

    assert current_schema() == "public"


@pytest.mark.parametrize(
    "hall", [(), (None,), ("",), ("public",), (7,), ("nowhere",), ("east; DROP",), (["east"],)]
)
@pytest.mark.parametrize("task", [in_the_hall, outside_of_it])
def test_a_task_without_a_hall_is_refused_and_not_sent_round_again(east, task, hall):
    with pytest.raises(Reject) as refused:
        task(*hall)

    assert refused.value.requeue is False
    assert seen == []
    assert current_schema() == "public"


@pytest.mark.parametrize("status", ["provisioning", "maintenance", "closed"])
def test_a_task_for_a_hall_that_is_not_active_is_refused(east, status):
    Hall.objects.filter(code="east").update(status=status)

    with pytest.raises(Reject, match="no active hall east"):
        in_the_hall("east")
    assert seen == []


def test_a_task_never_starts_where_the_one_before_ended(east, west):
    """Whatever a worker's connection was left in."""
    stuck = inside(west)
    stuck.__enter__()

    of_the_county()
    in_the_hall("east")

    assert seen == [("public",), (east, "east")]
    assert current_schema() == "public"


def test_every_task_of_ours_says_where_it_runs():
    app.loader.import_default_modules()
    ours = [
        task for name, task in app.tasks.items() if name.split(".")[0] in ("hall", "county", "api", "config")
    ]

    assert len(ours) >= 4
    assert [task.name for task in ours if not isinstance(task, CountyTask)] == []


def test_sending_names_the_hall_now_and_does_not_try_twice(east):
    with mock.patch.object(HallTask, "apply_async") as sent:
        in_the_hall.in_hall("east", 7, countdown=1)

    sent.assert_called_once_with(("east", 7), countdown=1, retry=False)


def test_the_sweep_of_many_halls_is_spread_over_its_window(east, west):
    with mock.patch.object(HallTask, "apply_async") as sent:
        assert staggered(in_the_hall, over=timedelta(seconds=40)) == len(active_schemas()) == 2

    assert [(call.args[0], call.kwargs["countdown"]) for call in sent.call_args_list] == [
        (("east",), 0.0),
        (("west",), 20.0),
    ]


@pytest.fixture
def sent():
    announcing._asked.clear()
    with mock.patch.object(report_hall, "in_hall") as calls:
        yield calls
    announcing._asked.clear()


def test_the_hall_of_an_announcement_is_the_one_it_was_made_in(
    east, sent, django_capture_on_commit_callbacks
):
    """The commit comes after the hall is left: read then, the hall would be the county."""
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        with inside(east):
            announce()
        assert current_schema() == "public"

    sent.assert_called_once_with("east", countdown=1)


def test_many_intakes_of_a_second_send_one_message_per_hall(
    east, west, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for hall in (east, west, east, west, east):
            with inside(hall):
                announce()

    assert sorted(call.args[0] for call in sent.call_args_list) == ["east", "west"]


def test_a_rolled_back_intake_announces_nothing(east, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), inside(east), transaction.atomic():
        announce()
        transaction.set_rollback(True)

    sent.assert_not_called()


@pytest.mark.parametrize("error", [OSError("disk full"), announcing.OperationalError("no broker")])
def test_a_broker_that_is_away_is_left_in_peace_for_a_while(
    east, sent, caplog, django_capture_on_commit_callbacks, error
):
    sent.side_effect = error
    for _ in range(3):
        with django_capture_on_commit_callbacks(execute=True), inside(east):
            announce()
            announcing._asked and announcing._asked.update(east=announcing._asked["east"] - announcing.GATHER)

    assert sent.call_count == 1
    assert caplog.messages == ["broker unreachable: the report of east waits for the sweep"]


def test_messages_survive_a_dead_worker_and_are_data_only():
    conf = app.conf
    assert (conf.task_acks_late, conf.task_reject_on_worker_lost, conf.worker_prefetch_multiplier) == (
        True,
        True,
        1,
    )
    assert (conf.task_serializer, conf.accept_content, conf.result_backend) == ("json", ["json"], None)
    redis = broker_options("redis://x/0")["broker_transport_options"]
    assert redis["visibility_timeout"] > conf.task_time_limit + 45, (
        "longer than the longest task and its countdown"
    )
