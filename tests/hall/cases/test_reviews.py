"""A return or a refusal is looked at again by somebody else; what was wrong costs the applicant no time."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.actions import accept_case, decline_case, return_case
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import stop_clock
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, Review, SupplementRequest
from hall.cases.papers import request_supplement
from hall.cases.reviews import decide_review, request_review
from hall.cases.sweep import Swept, sweep
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
KINDS = [
    {
        "code": "returned",
        "name": "退回件",
        "english": "returned case",
        "article": "2",
        "when": {"was_returned": True},
    },
    build.COMMITMENT,
]


def at(day: int, hour: int, minute: int = 0):
    return build.NOW.replace(day=day, hour=hour, minute=minute)


def snapshot():
    tables = (Case, CaseEvent, Review, ClockStop, SupplementRequest, Deadline, DecisionRecord)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def refused(verb, *args, **kwargs):
    kept = snapshot()
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert snapshot() == kept
    return error.value.code, error.value.field


def decide(case, actor, *, is_lifted, now, **fields):
    return decide_review(case.pk, is_lifted=is_lifted, finding="材料齐全", actor=actor, now=now, **fields)


def returned(case, ana, *, now):
    return_case(case.pk, reason="材料不属实", actor=ana, now=now)
    request_review(case.pk, words="材料是真的", actor=ana, now=now)


def test_what_the_applicant_says_is_on_record_and_the_case_stays_as_it_is(taken, ana):
    case = taken()
    return_case(case.pk, reason="材料不属实", actor=ana, now=at(6, 8))

    event = request_review(case.pk, words="材料是真的", actor=ana, now=at(6, 9))

    row = Review.objects.get()
    assert (row.words, row.asked_at, row.asked_by, row.is_lifted) == ("材料是真的", at(6, 9), "Ana", None)
    assert (event.from_status, event.to_status, event.data) == ("returned", "returned", {})


def test_a_lifted_return_runs_on_and_the_time_since_is_given_back(ruled, taken, ana, cast):
    ruled(kinds=KINDS)
    case = taken()
    returned(case, ana, now=at(6, 8))
    assert Case.objects.get().kind == "returned"

    event = decide(case, cast.bo, is_lifted=True, now=at(9, 17, 30))

    stored = Case.objects.get()
    assert (event.action, stored.status, stored.kind) == ("restore", "accepted", "commitment")
    # Friday the 6th and Monday the 9th are given back: due on Friday the 20th.
    assert (stored.accepted_at, stored.due_at) == (build.NOW, at(20, 17, 30))
    assert (stored.reason, stored.reason_code, stored.ended_at, stored.ended_by_id) == ("", "", None, None)
    stop = ClockStop.objects.get()
    assert (stop.reason, stop.started_at, stop.ended_at) == ("review", at(6, 8), at(9, 17, 30))
    assert Review.objects.values_list("is_lifted", "decided_at", "decided_by", "finding").get() == (
        True,
        at(9, 17, 30),
        "Bo",
        "材料齐全",
    )
    assert is_whole(stored)
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []
    assert sweep(now=at(20, 17, 31)).marked == 1


def test_a_clock_that_stood_still_at_the_return_goes_on_and_counts_each_minute_once(taken, ana, cast):
    case = taken()
    stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=at(5, 8))
    returned(case, ana, now=at(6, 8))

    decide(case, cast.bo, is_lifted=True, now=at(9, 17, 30))

    # The 5th, 6th and 9th are given back, once.
    stored = Case.objects.get()
    assert (stored.is_stopped, stored.due_at) == (False, at(23, 17, 30))
    assert ClockStop.objects.filter(ended_at=None).count() == 0


def test_a_lifted_refusal_is_received_again_with_the_time_to_tell_from_now(ruled, ana, cast):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    decline_case(case.pk, reason="不属本厅", actor=ana, now=at(5, 9))
    request_review(case.pk, words="属于本厅", actor=ana, now=at(6, 9))

    event = decide(case, cast.bo, is_lifted=True, now=at(9, 10))

    stored = Case.objects.get()
    assert (event.action, stored.status, stored.papers_at, stored.reason) == (
        "reopen",
        "received",
        at(9, 10),
        "",
    )
    # Five working days after Monday the 9th: Monday the 16th, closing time.
    assert sweep(now=at(16, 17, 30)) == Swept()
    assert sweep(now=at(16, 17, 31)) == Swept(marked=1)
    # Deemed accepted as of the 9th: ten working days are 10-13, 16-20 and Monday the 23rd.
    assert Case.objects.values_list("accepted_at", "due_at").get() == (at(9, 10), at(23, 17, 30))


def test_papers_that_were_awaited_when_it_was_declined_are_awaited_no_more(ruled, ana, cast):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW)
    decline_case(case.pk, reason="不属本厅", actor=ana, now=at(5, 9))
    request_review(case.pk, words="属于本厅", actor=ana, now=at(5, 9))

    decide(case, cast.bo, is_lifted=True, now=at(5, 10))

    assert SupplementRequest.objects.get().received_at == at(5, 10)
    assert sweep(now=at(11, 8)) == Swept()
    assert Case.objects.get().status == "received"


def test_a_return_lifted_before_the_papers_were_due_is_not_returned_by_rule_again(ruled, taken, ana, cast):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW)  # to come by the 9th
    returned(case, ana, now=at(5, 9))

    decide(case, cast.bo, is_lifted=True, now=at(6, 17, 30))

    assert Deadline.objects.get().met_at == at(6, 17, 30)
    assert sweep(now=at(10, 8)) == Swept()
    # The 5th and the 6th are given back; the 4th was day 0.
    assert Case.objects.values_list("status", "due_at").get() == ("accepted", at(20, 17, 30))


def test_what_is_upheld_stays_and_may_be_asked_for_again(taken, ana, cast):
    case = taken()
    returned(case, ana, now=at(6, 8))

    event = decide(case, cast.bo, is_lifted=False, now=at(6, 9))

    stored = Case.objects.get()
    assert (event.action, stored.status, stored.reason, stored.ended_at) == (
        "uphold",
        "returned",
        "材料不属实",
        at(6, 8),
    )
    request_review(case.pk, words="还是不服", actor=ana, now=at(6, 10))
    assert Review.objects.count() == 2


@pytest.mark.parametrize("is_lifted", [True, False])
def test_nobody_reviews_their_own_decision(taken, ana, is_lifted):
    case = taken()
    returned(case, ana, now=at(6, 8))

    assert refused(decide, case, ana, is_lifted=is_lifted, now=at(6, 9)) == (
        "review_by_the_same_person",
        None,
    )


def test_what_the_rule_decided_anybody_may_review(ruled, taken, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW)
    assert sweep(now=at(10, 8)) == Swept(marked=1)  # not supplied by the 9th: returned by rule
    request_review(case.pk, words="当天送到", actor=ana, now=at(10, 9))

    decide(case, ana, is_lifted=True, now=at(10, 17, 30))

    # Awaited from the 4th at 10:00, returned on the 9th, restored at closing time on the 10th. The 5th, 6th, 9th and
    # 10th are given back (the 4th is day 0), so it is due four working days after the 18th.
    assert Case.objects.values_list("status", "due_at", "is_stopped").get() == (
        "accepted",
        at(24, 17, 30),
        False,
    )


def test_one_review_at_a_time_and_none_unasked(taken, ana, cast):
    case = taken()
    return_case(case.pk, reason="材料不属实", actor=ana, now=at(6, 8))
    assert refused(decide, case, cast.bo, is_lifted=False, now=at(6, 9)) == ("review_not_asked", "status")
    request_review(case.pk, words="材料是真的", actor=ana, now=at(6, 9))

    assert refused(request_review, case.pk, words="再次申请", actor=ana, now=at(6, 9)) == (
        "review_waits",
        "words",
    )


def test_only_what_was_refused_or_returned_is_reviewed(in_east, ana):
    case = build.case(ana)
    assert refused(request_review, case.pk, words="请复核", actor=ana, now=at(5, 9)) == (
        "illegal_transition",
        "status",
    )
    accept_case(case.pk, actor=ana, now=build.NOW)
    assert refused(request_review, case.pk, words="请复核", actor=ana, now=at(5, 9)) == (
        "illegal_transition",
        "status",
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "reason_missing"), ("冤" * 10_000, "text_too_long"), ("冤\x00", "text_control_characters")],
)
def test_both_sides_say_why(taken, ana, cast, words, code):
    case = taken()
    return_case(case.pk, reason="材料不属实", actor=ana, now=at(6, 8))
    assert refused(request_review, case.pk, words=words, actor=ana, now=at(6, 9)) == (code, "words")
    request_review(case.pk, words="材料是真的", actor=ana, now=at(6, 9))

    assert refused(decide_review, case.pk, is_lifted=True, finding=words, actor=cast.bo, now=at(6, 9)) == (
        code,
        "finding",
    )


def test_who_saw_an_older_state_looks_again(taken, ana, cast):
    case = taken()
    returned(case, ana, now=at(6, 8))

    assert refused(
        decide, case, cast.bo, is_lifted=True, now=at(6, 9) + timedelta(hours=1), expected_version=3
    ) == ("version_conflict", "expectedVersion")
