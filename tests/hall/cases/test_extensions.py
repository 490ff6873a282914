"""More time: within the bound of the pinned rules, granted by whom they name, with a notice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support import build

from county.registry.permissions import Actor, Role, permissions_of
from hall.cases.agreement import disagreements
from hall.cases.extensions import decide_extension, request_extension
from hall.cases.models import Case, CaseEvent, ExtensionRequest
from hall.decisions.replay import replay
from hall.notices.models import Notice
from hall.telling.models import Message
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(days=1)
TEN = {"max_days": 10, "unit": "calendar_days", "notice": True, "article": "2", "notice_article": "1"}
BY_THE_DIRECTOR = {**TEN, "approved_by": "director"}


@pytest.fixture
def director() -> Actor:
    roles = frozenset({Role.DIRECTOR.value})
    return Actor(id=900, name="Gao", roles=roles, permissions=permissions_of(roles))


def refused(verb, *args, **kwargs):
    tables = (Case, CaseEvent, ExtensionRequest, Notice, Message)
    kept = [list(table.objects.order_by("pk").values_list()) for table in tables]
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert kept == [list(table.objects.order_by("pk").values_list()) for table in tables]
    return error.value.code, error.value.field


def test_where_nobody_is_named_it_is_granted_at_once_and_the_new_date_binds(ruled, taken, ana):
    ruled(extension=TEN)
    case = taken()

    event = request_extension(case.pk, days=5, reason="等待上级批复", actor=ana, now=LATER)

    stored = Case.objects.get()
    # Five calendar days after Wednesday the 18th: Monday the 23rd.
    assert stored.due_at == build.NOW.replace(day=23, hour=17, minute=30)
    assert (event.action, event.data["days"], event.data["due_was"]) == (
        "extend",
        5,
        "2026-03-18T17:30:00+08:00",
    )
    row = ExtensionRequest.objects.get()
    assert (row.is_granted, row.decided_by, row.reason, row.unit) == (
        True,
        "Ana",
        "等待上级批复",
        "calendar_days",
    )
    notice = Notice.objects.get(kind="extension")
    assert (notice.data["due_was"], notice.data["due_at"], notice.data["article"]) == (
        "2026-03-18T17:30:00+08:00",
        "2026-03-23T17:30:00+08:00",
        "第一条 服务时间",
    )
    assert Message.objects.filter(subject="extension").count() == 1
    assert list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "intake",
        "accept",
        "request_extension",
        "extend",
    ]
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []


def test_where_the_director_is_named_it_waits_for_the_director(ruled, taken, ana, director):
    ruled(extension=BY_THE_DIRECTOR)
    case = taken()

    request_extension(case.pk, days=5, reason="等待上级批复", actor=ana, now=LATER)

    assert Case.objects.get().due_at == case.due_at
    assert Notice.objects.filter(kind="extension").count() == 0
    assert refused(decide_extension, case.pk, is_granted=True, actor=ana, now=LATER) == (
        "not_the_approver",
        None,
    )
    again = {"days": 1, "reason": "再延", "actor": ana, "now": LATER}
    assert refused(request_extension, case.pk, **again) == ("extension_waits", "days")

    decide_extension(case.pk, is_granted=True, actor=director, now=LATER)

    assert Case.objects.get().due_at == build.NOW.replace(day=23, hour=17, minute=30)
    assert Notice.objects.get(kind="extension").data["approved_by"] == "Gao"


def test_a_refusal_says_why_and_moves_nothing(ruled, taken, ana, director):
    ruled(extension=BY_THE_DIRECTOR)
    case = taken()
    request_extension(case.pk, days=5, reason="等待上级批复", actor=ana, now=LATER)
    assert refused(decide_extension, case.pk, is_granted=False, actor=director, now=LATER) == (
        "reason_missing",
        "finding",
    )

    decide_extension(case.pk, is_granted=False, finding="理由不充分", actor=director, now=LATER)

    row = ExtensionRequest.objects.get()
    assert (row.is_granted, row.words, row.decided_by) == (False, "理由不充分", "Gao")
    assert Case.objects.get().due_at == case.due_at


def test_nobody_approves_what_they_asked_for(ruled, taken, director):
    ruled(extension=BY_THE_DIRECTOR)
    case = taken()
    request_extension(case.pk, days=5, reason="等待上级批复", actor=director, now=LATER)

    assert refused(decide_extension, case.pk, is_granted=True, actor=director, now=LATER) == (
        "extension_by_the_same_person",
        None,
    )
    other = replace(director, id=901, name="He")
    decide_extension(case.pk, is_granted=True, actor=other, now=LATER)
    assert Case.objects.get().due_at == build.NOW.replace(day=23, hour=17, minute=30)


@pytest.mark.parametrize("days", [0, -1, 11, 10_000])
def test_more_than_the_rules_allow_is_refused(ruled, taken, ana, days):
    ruled(extension=TEN)
    case = taken()

    answer = refused(request_extension, case.pk, days=days, reason="理由", actor=ana, now=LATER)

    assert answer == ("extension_too_long", "days")


def test_all_extensions_together_stay_within_the_bound(ruled, taken, ana):
    ruled(extension=TEN)
    case = taken()
    request_extension(case.pk, days=6, reason="理由", actor=ana, now=LATER)

    assert refused(request_extension, case.pk, days=5, reason="理由", actor=ana, now=LATER) == (
        "extension_too_long",
        "days",
    )
    request_extension(case.pk, days=4, reason="理由", actor=ana, now=LATER)
    # Ten calendar days after the 18th: Saturday the 28th, so Monday the 30th.
    assert Case.objects.get().due_at == build.NOW.replace(day=30, hour=17, minute=30)


def test_after_the_due_date_and_without_a_rule_nothing_is_extended(ruled, taken, ana):
    case = taken()
    ask = {"days": 1, "reason": "理由", "actor": ana}
    assert refused(request_extension, case.pk, now=LATER, **ask) == ("extension_not_provided", "days")
    ruled(extension=TEN)
    ruled_case = taken("key-2")
    late = ruled_case.due_at + timedelta(seconds=1)
    assert refused(request_extension, ruled_case.pk, now=late, **ask) == ("extension_too_late", "days")
    # The rules of the day of acceptance bind: the first case still has none.
    assert refused(request_extension, case.pk, now=LATER, **ask) == ("extension_not_provided", "days")


@pytest.mark.parametrize(("reason", "code"), [("", "reason_missing"), ("长" * 10_000, "text_too_long")])
def test_a_reason_of_nothing_or_of_ten_thousand_characters_is_refused(ruled, taken, ana, reason, code):
    ruled(extension=TEN)
    case = taken()

    assert refused(request_extension, case.pk, days=1, reason=reason, actor=ana, now=LATER) == (
        code,
        "reason",
    )
