"""A return is looked at again by somebody else: upheld, or lifted and the time since given back."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.actions import decline_case, return_case, withdraw_case
from hall.cases.agreement import disagreements
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, ClockStop, Review
from hall.cases.reviews import decide_review, request_review
from hall.decisions.replay import replay
from hall.notices.models import Notice
from hall.telling.models import Message
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
FRIDAY = build.NOW.replace(day=6, hour=8, minute=0)
MONDAY = build.NOW.replace(day=9, hour=17, minute=30)
REASONS = [
    {"code": "not_eligible", "name": "不符合条件", "english": "not eligible", "article": "2"},
]


def refused(verb, *args, **kwargs):
    kept = [list(table.objects.order_by("pk").values_list()) for table in (Case, CaseEvent, Review)]
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert kept == [list(table.objects.order_by("pk").values_list()) for table in (Case, CaseEvent, Review)]
    return error.value.code, error.value.field


def test_a_lifted_return_runs_on_and_gets_its_time_back(taken, ana, cast):
    case = taken()
    return_case(case.pk, reason="不属本厅", actor=ana, now=FRIDAY)
    request_review(case.pk, words="我的材料是齐的", actor=ana, now=FRIDAY)

    event = decide_review(case.pk, is_lifted=True, finding="退件理由不成立", actor=cast.bo, now=MONDAY)

    stored = Case.objects.get()
    assert (stored.status, stored.reason, stored.ended_at) == ("accepted", "", None)
    # Friday and Monday were lost: from Wednesday the 18th to Friday the 20th.
    assert stored.due_at == build.NOW.replace(day=20, hour=17, minute=30)
    assert event.action == "restore"
    stop = ClockStop.objects.get()
    assert (stop.reason, stop.started_at, stop.ended_at) == ("review", FRIDAY, MONDAY)
    row = Review.objects.get()
    assert (row.is_lifted, row.finding, row.decided_by) == (True, "退件理由不成立", "Bo")
    assert is_whole(stored)
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []


def test_a_lifted_refusal_waits_to_be_accepted_again(in_east, ana, cast):
    case = build.case(ana)
    decline_case(case.pk, reason="不属本厅", actor=ana, now=FRIDAY)
    request_review(case.pk, words="应当受理", actor=ana, now=FRIDAY)

    decide_review(case.pk, is_lifted=True, finding="应予受理", actor=cast.bo, now=MONDAY)

    stored = Case.objects.get()
    assert (stored.status, stored.papers_at, stored.accepted_at, stored.reason) == (
        "received",
        MONDAY,
        None,
        "",
    )


def test_an_upheld_return_stays_as_it_was(taken, ana, cast):
    case = taken()
    return_case(case.pk, reason="不属本厅", actor=ana, now=FRIDAY)
    request_review(case.pk, words="我有异议", actor=ana, now=FRIDAY)

    decide_review(case.pk, is_lifted=False, finding="退件正确", actor=cast.bo, now=MONDAY)

    assert Case.objects.values_list("status", "reason", "ended_at").get() == ("returned", "不属本厅", FRIDAY)
    request_review(case.pk, words="再次申请", actor=ana, now=MONDAY)
    assert Review.objects.count() == 2


def test_nobody_reviews_their_own_decision_and_nothing_is_reviewed_unasked(taken, ana, cast):
    case = taken()
    return_case(case.pk, reason="不属本厅", actor=ana, now=FRIDAY)
    decide = {"is_lifted": True, "finding": "好", "now": MONDAY}
    assert refused(decide_review, case.pk, actor=cast.bo, **decide) == ("review_not_asked", "status")
    request_review(case.pk, words="我有异议", actor=ana, now=FRIDAY)

    assert refused(decide_review, case.pk, actor=ana, **decide) == ("review_by_the_same_person", None)
    asking = {"words": "又来", "actor": ana, "now": MONDAY}
    assert refused(request_review, case.pk, **asking) == ("review_waits", "words")
    empty = {**decide, "finding": " "}
    assert refused(decide_review, case.pk, actor=cast.bo, **empty) == ("reason_missing", "finding")


def test_a_return_names_a_reason_of_the_halls_list_and_gives_a_notice(ruled, taken, ana):
    ruled(return_reasons=REASONS)
    case = taken()
    back = {"reason": "收入超过标准", "actor": ana, "now": FRIDAY}
    assert refused(return_case, case.pk, **back) == ("reason_code_missing", "reasonCode")
    assert refused(return_case, case.pk, reason_code="weather", **back) == (
        "reason_code_unknown",
        "reasonCode",
    )

    event = return_case(case.pk, reason_code="not_eligible", **back)

    assert Case.objects.values_list("status", "reason_code", "reason").get() == (
        "returned",
        "not_eligible",
        "收入超过标准",
    )
    assert event.data == {"reason_code": "not_eligible"}
    data = Notice.objects.get(kind="return").data
    assert (data["reason"], data["reason_name"], data["article"], data["decision"]) == (
        "收入超过标准",
        "不符合条件",
        "第二条 办件种类",
        "returned",
    )
    assert "11010519491231002X" not in str(data)
    assert Message.objects.filter(subject="returned").count() == 1


def test_an_applicant_who_withdraws_ends_the_case(taken, ana):
    case = taken()

    withdraw_case(case.pk, reason="本人到窗口申请撤回", actor=ana, now=FRIDAY)

    stored = Case.objects.get()
    assert (stored.status, stored.ended_at, stored.next_check_at) == ("withdrawn", FRIDAY, None)
    later = FRIDAY + timedelta(days=1)
    assert refused(request_review, case.pk, words="后悔", actor=ana, now=later)[0] == "illegal_transition"
