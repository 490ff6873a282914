"""One batch of a recount: lock what no clerk is working on, count it anew from the facts on record, write it down.

A case whose due date stays as it was is only marked as counted; one that moved, or became certain, gets a decision
and an event that says what it was, what it is, why, and who said so.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from county.registry.permissions import Actor
from county.standards.calendars import calendar_version, changed_days
from county.standards.models import CalendarVersion
from county.standards.recounts import Tally
from hall.cases.judge import due_date_by, due_fields
from hall.cases.models import Case
from hall.cases.transition import Change, apply_together
from hall.decisions.models import DecisionRecord
from hall.office.closures import Closures, Notice, closures
from hall.regulations.current import regulation
from rules.decisions import Question
from rules.errors import RuleError
from rules.hours import LOCAL, written
from rules.transitions import Action, Status
from rules.workdays import WorkCalendar

COUNTER = Actor(name="")
READ = (
    "status",
    "version",
    "last_hash",
    "regulation_id",
    "calendar_version",
    "closures_version",
    "accepted_at",
    "due_at",
    "due_is_provisional",
    "due_soon_at",
    "is_stopped",
    "next_check_at",
)
# What the law or the record of one case can be wrong with; anything else stops the run and is reported as an error.
WRONG = (RuleError, ObjectDoesNotExist, KeyError, ValueError, TypeError)


@dataclass(frozen=True)
class Published:
    """A version of the calendar as an event tells of it, and the days of which it says something else."""

    number: int
    reason: str
    by: str
    spans: tuple[tuple[date, date], ...]

    def concerns(self, first: date, last: date) -> bool:
        return any(begins <= last and first <= ends for begins, ends in self.spans)


@dataclass(frozen=True)
class Basis:
    """What cases are counted by: the calendar in force and the closures that stand.

    `published`: every version of the calendar, the oldest first; a case may have slept through several.
    """

    calendar: WorkCalendar
    published: tuple[Published, ...]
    shut: Closures

    @property
    def behind(self) -> Q:
        """Open cases counted by something older."""
        older = Q(closures_version__lt=self.shut.version)
        return self.behind_calendar | (Q(status=Status.ACCEPTED.value) & older)

    @property
    def behind_calendar(self) -> Q:
        """Those of them that the newest calendar has not counted: its progress is told in these."""
        return Q(status=Status.ACCEPTED.value, calendar_version__lt=self.calendar.version)


@dataclass(frozen=True)
class Done:
    """One batch, and the key of its last case; None when there was none. The tally is of the calendar's work alone:
    a case that only a closure has touched is none of it."""

    tally: Tally
    last: UUID | None = None
    has_failed: bool = False


def basis() -> Basis | None:
    """The basis of this moment, inside a hall; None before the first calendar."""
    versions = list(
        CalendarVersion.objects.order_by("number").values_list("number", "reason", "published_by")
    )
    if not versions:
        return None
    published = tuple(Published(number, reason, by, changed_days(number)) for number, reason, by in versions)
    return Basis(calendar_version(versions[-1][0]), published, closures())


def count_batch(newest: Basis, after: UUID | None, *, at_most: int, now: datetime) -> Done:
    """The next cases by key after `after`; inside the hall and a transaction."""
    found = Case.objects.filter(newest.behind).only(*READ).order_by("pk")
    found = found.filter(pk__gt=after) if after else found
    cases = list(found.select_for_update(skip_locked=True)[:at_most])
    if not cases:
        return Done(Tally())
    facts = _facts_on_record(cases)
    of_calendar = {case.pk for case in cases if (case.calendar_version or 0) < newest.calendar.version}
    unmoved: list[UUID] = []
    moved: list[tuple[Case, Change]] = []
    failed: set[UUID] = set()
    for case in cases:
        try:
            change = _counted_again(case, facts[case.pk], newest, now)
        except WRONG:
            logging.getLogger(__name__).exception("the recount of case %s failed; it is tried again", case.pk)
            failed.add(case.pk)
            continue
        if change is None:
            unmoved.append(case.pk)
        else:
            moved.append((case, change))
    Case.objects.filter(pk__in=unmoved).update(
        calendar_version=newest.calendar.version, closures_version=newest.shut.version
    )
    apply_together(moved, Action.RECOUNT, actor=COUNTER, now=now)
    told = [change.data for case, change in moved if case.pk in of_calendar]
    tally = Tally(
        counted=len(of_calendar - failed),
        moved=sum(each["due_at"] != each["due_was"] for each in told),
        confirmed=sum(each["provisional_was"] and not each["provisional_is"] for each in told),
        failed=len(of_calendar & failed),
    )
    return Done(tally, cases[-1].pk, bool(failed))


def _facts_on_record(cases: Sequence[Case]) -> dict[UUID, Mapping[str, Any]]:
    """What the due date that stands was counted from, by case: one statement for the batch."""
    records = DecisionRecord.objects.filter(
        subject_id__in=[case.pk for case in cases], question=Question.DUE_DATE.value
    )
    newest = records.order_by("subject_id", "-sequence").distinct("subject_id")
    return dict(newest.values_list("subject_id", "facts"))


def _counted_again(case: Case, facts: Mapping[str, Any], newest: Basis, now: datetime) -> Change | None:
    """What the new count changes on the case; None when it is due as it was.

    No date moves to before the moment of counting (a correction may make past days worked): what nobody can meet any
    more is not asked, and the hall keeps the date it was told.
    """
    if case.accepted_at is None or case.due_at is None:
        raise ValueError("an accepted case without its dates")
    accepted_on = case.accepted_at.astimezone(LOCAL).date()
    rules = regulation(case.regulation_id)
    made = due_date_by(_with_closures(facts, newest.shut.since(accepted_on)), rules, newest.calendar)
    fields = due_fields(made, rules, newest.calendar, newest.shut, after=now)
    due_at, is_provisional = fields["due_at"], fields["due_is_provisional"]
    if due_at == case.due_at:
        if is_provisional == case.due_is_provisional:
            return None
        fields["next_check_at"] = case.next_check_at  # one already marked overdue is not marked twice
    elif due_at < min(case.due_at, now):
        return None
    data = {
        "due_was": written(case.due_at),
        "due_at": made.decision.answer["due_at"],
        "provisional_was": case.due_is_provisional,
        "provisional_is": is_provisional,
        "calendar": newest.calendar.version,
        "closures": newest.shut.version,
        "causes": _causes(case, newest, accepted_on, max(due_at, case.due_at).astimezone(LOCAL).date()),
    }
    return Change(fields=fields, data=data, decisions=(made,))


def _with_closures(facts: Mapping[str, Any], shut: Mapping[date, str]) -> dict[str, Any]:
    kept = {name: value for name, value in facts.items() if name != "closures"}
    return kept | {"closures": {day.isoformat(): name for day, name in shut.items()}} if shut else kept


def _causes(case: Case, newest: Basis, first: date, last: date) -> list[dict[str, Any]]:
    """What was published or announced since the case was last counted and concerns the days it runs through."""
    causes = [
        {"what": "calendar", "number": version.number, "reason": version.reason, "by": version.by}
        for version in newest.published
        if version.number > (case.calendar_version or 0) and version.concerns(first, last)
    ]
    return causes + [
        _said_of(notice)
        for notice in newest.shut.notices
        if notice.number > (case.closures_version or 0)
        and notice.first_on <= last
        and first <= notice.last_on
    ]


def _said_of(notice: Notice) -> dict[str, Any]:
    what = "cancelled_closure" if notice.is_cancellation else "closure"
    return {"what": what, "number": notice.number, "reason": notice.name, "by": notice.announced_by}
