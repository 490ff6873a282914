"""Changing a rule never re-judges the past: a case keeps what the rules of its day gave it."""

from datetime import date, datetime, time

import pytest
from support import build
from support.regulations import published

from county.now import TIMEZONE
from hall.cases.actions import accept_case, return_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.catalogue.models import Matter
from hall.regulations.current import regulation, regulation_on
from rules.rulebook import Rulebook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_east")]

BEGINS = date(2026, 3, 11)  # in the middle of ten working days from 4 March
MORNINGS = {"from": "01-01", "to": "12-31", "spans": [["09:00", "12:00"]]}
RETURNED = {
    "code": "returned",
    "name": "退回件",
    "english": "returned case",
    "article": "2",
    "when": {"was_returned": True},
}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=TIMEZONE)


def accepted(actor, now: datetime, key: str = "key-1", **fields) -> Case:
    case = build.case(actor, key=key, now=now, **fields)
    accept_case(case.pk, actor=actor, now=now)
    return Case.objects.get(pk=case.pk)


def shorter_hours_and_more_kinds(verbs) -> None:
    """Version 2: mornings only, commitment and returned cases are kinds of their own."""
    published(
        verbs,
        "2026-1",
        BEGINS.isoformat(),
        hours={"article": "1", "seasons": [MORNINGS]},
        kinds=[RETURNED, build.INSTANT, build.COMMITMENT],
    )


def rows() -> list[dict]:
    return list(Case.objects.order_by("pk").values())


def test_a_case_keeps_due_date_hours_and_kind_when_the_next_version_comes_into_force(verbs, ana):
    case = accepted(ana, build.NOW)
    before = rows()

    shorter_hours_and_more_kinds(verbs)

    assert regulation_on(BEGINS).number == "2026-1"
    assert rows() == before
    pinned = regulation(case.regulation_id)
    assert pinned.number == "2012-1"
    assert pinned.hours.spans_on(case.due_at.date()) == ((time(8), time(12)), (time(14, 30), time(17, 30)))
    assert (case.due_at, case.kind) == (at(date(2026, 3, 18), 17, 30), "")


def test_it_is_judged_by_its_own_version_to_its_end(verbs, ana):
    """Completed at 17:00 of the last day, hours after version 2 closes: in time, because version 1 is open."""
    case = accepted(ana, build.NOW)
    shorter_hours_and_more_kinds(verbs)

    event = complete_case(case.pk, result="granted", actor=ana, now=at(date(2026, 3, 18), 17))

    assert event.data["state"] == "on_time"
    assert Case.objects.get().regulation_id == case.regulation_id


def test_its_kind_stays_in_the_words_of_its_own_version(verbs, ana):
    case = accepted(ana, build.NOW)
    shorter_hours_and_more_kinds(verbs)

    return_case(case.pk, reason="材料不属本地", actor=ana, now=at(BEGINS, 10))

    assert Case.objects.get().kind == ""  # version 1 has no kind for returned cases


@pytest.mark.parametrize(
    ("day", "number", "closes", "kind"),
    [
        (date(2026, 3, 10), "2012-1", time(17, 30), ""),
        (BEGINS, "2026-1", time(12), "commitment"),
    ],
)
def test_the_day_of_acceptance_chooses_the_version(day, number, closes, kind, verbs, ana):
    shorter_hours_and_more_kinds(verbs)

    case = accepted(ana, at(day, 10))

    assert regulation(case.regulation_id).number == number
    assert (case.due_at.astimezone(TIMEZONE).time(), case.kind) == (closes, kind)


def test_received_under_one_version_and_accepted_under_the_next_it_has_the_next(verbs, ana):
    case = build.case(ana, now=at(date(2026, 3, 10), 17))
    shorter_hours_and_more_kinds(verbs)

    accept_case(case.pk, actor=ana, now=at(BEGINS, 9))

    case = Case.objects.get()
    assert (regulation(case.regulation_id).number, case.kind) == ("2026-1", "commitment")
    assert case.due_at == at(date(2026, 3, 25), 12)


def test_the_version_changes_at_midnight_in_china(verbs, ana):
    shorter_hours_and_more_kinds(verbs)
    Matter.objects.filter(code="M-10").update(promised_limit=1)

    before = accepted(ana, at(date(2026, 3, 10), 23, 59), "before")
    after = accepted(ana, at(BEGINS, 0, 0), "after")

    assert [regulation(case.regulation_id).number for case in (before, after)] == ["2012-1", "2026-1"]


def test_the_old_version_can_still_be_read_word_for_word(verbs, ana):
    case = accepted(ana, build.NOW)
    as_it_was = regulation(case.regulation_id).rulebook

    shorter_hours_and_more_kinds(verbs)

    version = Case.objects.select_related("regulation").get().regulation
    assert version is not None
    assert Rulebook.parse(version.tables) == as_it_was
