"""Returned for a reason of the hall's list and in words, declined, or taken back by the applicant; with a notice."""

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case, decline_case, return_case, withdraw_case
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.papers import request_supplement
from hall.cases.sweep import Swept, sweep
from hall.cases.urges import urge_case
from hall.decisions.models import DecisionRecord
from hall.notices.models import Notice
from hall.telling.models import Message
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
REASONS = [
    {"code": "not_ours", "name": "不属本厅职责", "english": "not ours", "article": "2"},
    {"code": "untrue", "name": "材料不属实", "english": "untrue papers", "article": "1"},
]
FRIDAY = build.NOW.replace(day=6)
LATE = build.NOW.replace(day=12, hour=9)  # the morning after the time to tell, which ends on the 11th


def snapshot():
    tables = (Case, CaseEvent, Deadline, DecisionRecord, Notice, Message)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def refused(verb, *args, **kwargs):
    kept = snapshot()
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert snapshot() == kept
    return error.value.code, error.value.field


def test_a_return_cites_the_halls_list_and_is_told_in_a_notice(ruled, taken, ana):
    ruled(return_reasons=REASONS)
    case = taken()

    event = return_case(case.pk, reason="户口簿系伪造", reason_code="untrue", actor=ana, now=FRIDAY)

    stored = Case.objects.get()
    assert (stored.status, stored.reason, stored.reason_code, stored.ended_at, stored.ended_by_id) == (
        "returned",
        "户口簿系伪造",
        "untrue",
        FRIDAY,
        ana.id,
    )
    assert event.data == {"reason_code": "untrue"}
    notice = Notice.objects.get(kind="return")
    assert {key: notice.data[key] for key in ("decision", "reason", "reason_name", "article")} == {
        "decision": "returned",
        "reason": "户口簿系伪造",
        "reason_name": "材料不属实",
        "article": "第一条 服务时间",
    }
    assert list(Message.objects.filter(subject="returned").values_list("channel", flat=True)) == ["sms"]
    assert is_whole(stored)


def test_the_list_is_each_halls_own(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            if hall is east:
                build.regulation("2026-1", build.NOW.date(), return_reasons=REASONS)
            case = build.case(clerk)
            if hall is east:
                assert refused(return_case, case.pk, reason="不行", actor=clerk, now=FRIDAY) == (
                    "reason_code_missing",
                    "reasonCode",
                )
            else:
                assert refused(
                    return_case, case.pk, reason="不行", reason_code="untrue", actor=clerk, now=FRIDAY
                ) == ("reason_code_unknown", "reasonCode")
                assert return_case(case.pk, reason="不行", actor=clerk, now=FRIDAY).data == {}


def test_a_refusal_may_go_without_a_listed_reason_but_names_none_that_is_not_listed(ruled, ana):
    ruled(return_reasons=REASONS)
    case = build.case(ana)

    assert refused(decline_case, case.pk, reason="不行", reason_code="x", actor=ana, now=FRIDAY) == (
        "reason_code_unknown",
        "reasonCode",
    )
    decline_case(case.pk, reason="不属本厅", actor=ana, now=FRIDAY)
    assert Notice.objects.get().data["decision"] == "declined"


def test_a_case_accepted_by_rule_is_returned_as_an_accepted_one(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    event = return_case(case.pk, reason="不属本厅", actor=ana, now=LATE)

    assert (event.from_status, event.to_status) == ("accepted", "returned")
    assert Case.objects.get().accepted_at == build.NOW


@pytest.mark.parametrize("verb", [decline_case, return_case, withdraw_case])
@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_missing"), (" \n", "reason_missing"), ("退" * 10_000, "text_too_long")],
)
def test_none_without_words(in_east, ana, verb, reason, code):
    case = build.case(ana)

    assert refused(verb, case.pk, reason=reason, actor=ana, now=FRIDAY) == (code, "reason")


@pytest.mark.parametrize("status", ["received", "awaiting_supplement", "accepted"])
def test_the_applicant_takes_it_back_at_any_time_before_the_end(in_east, ana, status):
    case = build.case(ana)
    if status == "awaiting_supplement":
        request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW)
    if status == "accepted":
        accept_case(case.pk, actor=ana, now=build.NOW)

    event = withdraw_case(case.pk, reason="本人书面申请", actor=ana, now=FRIDAY)

    stored = Case.objects.get()
    assert (event.from_status, stored.status, stored.reason) == (status, "withdrawn", "本人书面申请")
    assert (stored.ended_at, stored.next_check_at) == (FRIDAY, None)
    assert is_whole(stored)


def test_with_the_case_everything_ends_that_was_due_on_it(ruled, taken, ana, cast):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()
    urge_case(case.pk, words="请抓紧", actor=cast.bo, now=build.NOW)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW)
    stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=build.NOW)
    withdraw_case(case.pk, reason="本人书面申请", actor=ana, now=FRIDAY)

    assert sweep(now=build.NOW.replace(month=6)) == Swept()

    assert not Case.objects.get().is_stopped
    assert set(Deadline.objects.values_list("met_at", "missed_at")) == {(FRIDAY, None)}
    assert not CaseEvent.objects.filter(action__in=["mark_late", "mark_overdue", "lapse"]).exists()


def test_what_is_settled_is_not_taken_back(taken, ana):
    case = taken()
    complete_case(case.pk, result="granted", actor=ana, now=FRIDAY)

    for verb in (withdraw_case, return_case, decline_case):
        assert refused(verb, case.pk, reason="不行", actor=ana, now=FRIDAY) == (
            "illegal_transition",
            "status",
        )


def test_who_saw_an_older_state_looks_again(taken, ana, cast):
    case = taken()

    for verb in (withdraw_case, return_case):
        assert refused(verb, case.pk, reason="不行", actor=cast.bo, now=FRIDAY, expected_version=1) == (
            "version_conflict",
            "expectedVersion",
        )
