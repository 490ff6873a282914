"""A lead is closed once, with an outcome and a finding, and never by the person it is about."""

from datetime import timedelta
from uuid import UUID

import pytest
from support import build
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from hall.conduct.close import close_lead
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from rules.errors import RuleError

LATER = build.NOW + timedelta(days=1)


def raised_about(staff) -> ConductLead:
    row = lead(ConductLead.Code.BRUSH_OFF, case=None, staff=staff, now=build.NOW, article="2")
    row.save(force_insert=True)
    return row


def rows():
    return list(ConductLead.objects.order_by("pk").values_list())


def refused(lead_id, actor, outcome="founded", finding="查实"):
    kept = rows()
    with pytest.raises(RuleError) as error:
        close_lead(lead_id, outcome=outcome, finding=finding, actor=actor, now=LATER)
    assert rows() == kept
    return error.value.code, error.value.field


@pytest.mark.django_db
def test_a_closed_lead_says_what_was_found_when_and_by_whom(in_east, cast):
    row = raised_about(cast.ana)

    close_lead(row.pk, outcome="founded", finding=" 查实:推诿 \r\n第二行 ", actor=cast.dan, now=LATER)

    stored = ConductLead.objects.get()
    assert (stored.outcome, stored.finding) == ("founded", "查实:推诿 \n第二行")
    assert (stored.closed_at, stored.closed_by) == (LATER, cast.dan.name)
    assert (stored.article, stored.staff_id, stored.raised_at) == ("2", cast.ana.id, build.NOW)


@pytest.mark.django_db
def test_closing_twice_keeps_the_first_finding(in_east, cast):
    row = raised_about(cast.ana)
    close_lead(row.pk, outcome="unfounded", finding="不实", actor=cast.dan, now=LATER)
    assert refused(row.pk, cast.bo) == ("lead_closed", "id")


@pytest.mark.django_db
def test_nobody_closes_a_lead_about_themselves(in_east, cast):
    row = raised_about(cast.dan)
    assert refused(row.pk, cast.dan) == ("lead_about_yourself", "id")
    close_lead(row.pk, outcome="founded", finding="查实", actor=cast.bo, now=LATER)
    assert ConductLead.objects.get().closed_by == cast.bo.name


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "finding", "answer"),
    [
        ("", "查实", ("outcome_unknown", "outcome")),
        ("guilty", "查实", ("outcome_unknown", "outcome")),
        ("founded", " \n\u3000", ("finding_missing", "finding")),
        ("founded", "查" * 501, ("text_too_long", "finding")),
        ("founded", "查" * 10_000, ("text_too_long", "finding")),
        ("founded", "查\x00实", ("text_control_characters", "finding")),
    ],
)
def test_what_cannot_be_a_finding(in_east, cast, outcome, finding, answer):
    assert refused(raised_about(cast.ana).pk, cast.dan, outcome, finding) == answer


@pytest.mark.django_db
def test_a_lead_of_another_hall_is_not_known_here(cast, east, west):
    with inside(east):
        row = raised_about(cast.ana)
    with inside(west):
        assert refused(row.pk, cast.bo) == ("lead_unknown", "id")
        assert refused(UUID(int=0), cast.bo) == ("lead_unknown", "id")
    with inside(east):
        assert ConductLead.objects.get().closed_at is None


def test_of_two_closers_at_once_one_wins(own_hall):
    ana, dan, bo = build.actor("ana"), build.actor("dan"), build.actor("bo")
    with inside(own_hall):
        row = raised_about(ana)
    with held_after("hall.conduct.close._open_lead", "dan") as held, threads(own_hall) as start:
        first = start(
            "dan", lambda: close_lead(row.pk, outcome="founded", finding="查实", actor=dan, now=LATER)
        )
        held.wait_until_there()
        second = start(
            "bo", lambda: close_lead(row.pk, outcome="unfounded", finding="不实", actor=bo, now=LATER)
        )
        wait_for_a_lock()
        held.go_on.set()
        first.result()
        with pytest.raises(RuleError) as error:
            second.result()
    assert error.value.code == "lead_closed"
    with inside(own_hall):
        stored = ConductLead.objects.get()
        assert (stored.outcome, stored.finding, stored.closed_by) == ("founded", "查实", dan.name)
