"""Intake: numbered without gaps, idempotent, and nothing half-written."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.models import Case, CaseEvent, DayCounter, IdempotencyKey
from hall.catalogue.models import Window
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


def test_an_application_is_received_numbered_and_on_record(in_east, ana, now):
    case = build.case(ana)

    stored = Case.objects.get()
    assert (stored.number, stored.status, stored.version) == ("20260304-0001", "received", 1)
    assert (stored.matter_code, stored.promised_limit, stored.promised_unit) == ("M-10", 10, "working_days")
    assert (stored.handler_id, stored.received_at) == (ana.id, now)
    assert stored.due_at is None
    event = CaseEvent.objects.get()
    assert (event.case_id, event.sequence, event.action, event.to_status) == (
        case.id,
        1,
        "intake",
        "received",
    )
    assert event.hash == stored.last_hash
    assert event.reported_at is None


def test_numbers_of_a_day_follow_each_other_and_start_anew_the_next_local_day(in_east, ana, now):
    numbers = [build.case(ana, key=f"k{n}").number for n in range(3)]
    # 15:59 UTC is 23:59 in Shanghai; a minute later it is another day there.
    late = build.case(ana, key="late", now=now.replace(hour=23, minute=59))
    next_day = build.case(ana, key="next", now=now.replace(hour=23, minute=59) + timedelta(minutes=1))

    assert numbers == ["20260304-0001", "20260304-0002", "20260304-0003"]
    assert (late.number, next_day.number) == ("20260304-0004", "20260305-0001")


def test_the_number_after_9999_has_a_digit_more(in_east, ana, now):
    DayCounter.objects.create(day=now.date(), last=9_998)

    numbers = [build.case(ana, key=f"k{n}").number for n in range(2)]

    assert numbers == ["20260304-9999", "20260304-10000"]
    assert sorted(Case.objects.values_list("number", flat=True)) == ["20260304-10000", "20260304-9999"]


def test_the_same_key_returns_the_same_case(in_east, ana):
    first = build.case(ana, key="again")
    second = build.case(ana, key="again")

    assert second.pk == first.pk
    assert Case.objects.count() == CaseEvent.objects.count() == IdempotencyKey.objects.count() == 1
    assert DayCounter.objects.get().last == 1


def test_the_same_key_with_another_application_is_refused(in_east, ana):
    build.case(ana, key="again")

    with pytest.raises(RuleError) as refused:
        build.case(ana, key="again", phone="13900139000")

    assert (refused.value.code, refused.value.field) == ("idempotency_conflict", "idempotencyKey")
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"matter_code": "M-404"}, "matter_unknown", "matterCode"),
        ({"matter_code": "M-shut"}, "window_closed", "matterCode"),
        ({"channel": "pigeon"}, "channel_unknown", "channel"),
    ],
)
def test_a_wrong_application_writes_nothing(in_east, ana, fields, code, field):
    with pytest.raises(RuleError) as refused:
        build.case(ana, **fields)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert Case.objects.count() == CaseEvent.objects.count() == IdempotencyKey.objects.count() == 0
    assert DayCounter.objects.count() == 0


def test_intake_takes_two_statements(in_east, ana, django_assert_num_queries):
    build.case(ana, key="warm")

    with django_assert_num_queries(2 + 2):  # and the savepoint of the test's own transaction
        build.case(ana, key="measured")


def test_a_window_that_works_on_some_days_takes_in_nothing_on_the_others(in_east, ana, now):
    Window.objects.filter(code="civil-affairs").update(days_of_month="5,20")

    with pytest.raises(RuleError) as refused:
        build.case(ana)

    assert (refused.value.code, refused.value.field) == ("window_not_working", "matterCode")
    assert str(refused.value) == "This window works only on day 5, 20 of each month."
    assert (Case.objects.count(), DayCounter.objects.count()) == (0, 0)
    assert build.case(ana, channel="online").number == "20260304-0001", "nobody stands at the window"
    assert build.case(ana, key="2", now=now.replace(day=5)).number == "20260305-0001"


def test_a_second_try_gets_the_first_answer_though_the_window_has_closed_in_between(in_east, ana):
    first = build.case(ana, key="again")
    Window.objects.filter(code="civil-affairs").update(is_open=False)

    assert build.case(ana, key="again").pk == first.pk
    with pytest.raises(RuleError) as refused:
        build.case(ana, key="again", phone="13900139000")
    assert refused.value.code == "idempotency_conflict"
    with pytest.raises(RuleError) as refused:
        build.case(ana, key="another")
    assert (refused.value.code, Case.objects.count()) == ("window_closed", 1)
