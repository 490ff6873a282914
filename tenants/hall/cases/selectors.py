"""What is read of cases: the worklist, the ledger page by page, one case with its history."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from hall.cases.intake import ID_NUMBER
from hall.cases.models import Case, CaseEvent
from hall.people.sealed import blind_index
from rules.errors import RuleError
from rules.transitions import OPEN, Status

# Sealed values are read for one case at a time, never for a list.
HEAVY = ("id_number_sealed", "phone_sealed", "address_sealed", "email_sealed", "collector_id_sealed")
PAGE = 50  # cases on a page


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is narrowed to; empty means all. Days are local days of receipt, both included."""

    words: str = ""  # a part of the name, or the beginning of its pinyin initials or of the number
    window: UUID | None = None
    status: str = ""
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class Cursor:
    """A place in the list, newest first: just after one case."""

    received_at: datetime
    id: UUID

    @classmethod
    def of(cls, case: Case) -> "Cursor":
        return cls(case.received_at, case.id)

    def __str__(self) -> str:
        text = f"{self.received_at.isoformat()}|{self.id}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Cursor":
        """What `str` wrote; anything else is RuleError("cursor_malformed")."""
        try:
            plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
            moment, _, key = plain.partition("|")
            received_at = datetime.fromisoformat(moment)
            if received_at.tzinfo is None:
                raise ValueError("a cursor knows its time zone")
            # In UTC: PostgreSQL knows no zone more than sixteen hours away.
            return cls(received_at.astimezone(UTC), UUID(key))
        except (ValueError, OverflowError, binascii.Error):
            raise RuleError("cursor_malformed", "This place in the list does not exist.", "after") from None


@dataclass(frozen=True)
class Page:
    """One page of the ledger, and where the neighbouring ones start."""

    cases: Sequence[Case]
    newer: Cursor | None = None
    older: Cursor | None = None


def ledger(wanted: Wanted) -> QuerySet[Case]:
    """The cases asked for, newest first, each with its window."""
    cases = Case.objects.select_related("window").defer(*HEAVY).order_by("-received_at", "-id")
    if wanted.words:
        cases = cases.filter(_fits(wanted.words))
    if wanted.window:
        cases = cases.filter(window_id=wanted.window)
    if wanted.status:
        cases = cases.filter(status=wanted.status)
    if wanted.first_on:
        cases = cases.filter(day__gte=wanted.first_on)
    if wanted.last_on:
        cases = cases.filter(day__lte=wanted.last_on)
    return cases


def _fits(words: str) -> Q:
    """Digits are the beginning of a number, for no name has any: that is looked up. A part of a name is looked through
    for, the first letters of its pinyin beside it."""
    if words[0].isdecimal():
        return Q(number__startswith=words)
    found = Q(applicant_name__icontains=words)
    return found | Q(initials__startswith=words.casefold()) if words.isascii() and words.isalpha() else found


def cases_of_person(id_number: str) -> QuerySet[Case]:
    """The cases of whoever has this (normal) ID number, newest first: by its blind index alone."""
    return ledger(Wanted()).filter(id_number_index=blind_index(id_number, ID_NUMBER))


def ledger_page(
    wanted: Wanted, *, after: Cursor | None = None, before: Cursor | None = None, size: int = PAGE
) -> Page:
    """A page of the cases asked for."""
    return page_of(ledger(wanted), after=after, before=before, size=size)


def page_of(
    cases: QuerySet[Case], *, after: Cursor | None = None, before: Cursor | None = None, size: int = PAGE
) -> Page:
    """A page by keyset of cases newest first: as fast on the thousandth page as on the first, and steady while cases
    come in."""
    if before:
        newer = Q(received_at__gt=before.received_at) | Q(received_at=before.received_at, id__gt=before.id)
        found = list(cases.filter(newer).order_by("received_at", "id")[: size + 1])
        rows = found[:size][::-1]
        return _page(rows, has_newer=len(found) > size, has_older=True)
    if after:
        older = Q(received_at__lt=after.received_at) | Q(received_at=after.received_at, id__lt=after.id)
        cases = cases.filter(older)
    found = list(cases[: size + 1])
    return _page(found[:size], has_newer=after is not None, has_older=len(found) > size)


def _page(rows: Sequence[Case], *, has_newer: bool, has_older: bool) -> Page:
    if not rows:
        return Page(rows)
    return Page(
        rows,
        newer=Cursor.of(rows[0]) if has_newer else None,
        older=Cursor.of(rows[-1]) if has_older else None,
    )


def open_cases(wanted: Wanted | None = None) -> QuerySet[Case]:
    """Cases the hall still owes something, the most urgent first; those without a due date by waiting time."""
    cases = ledger(wanted or Wanted()).filter(status__in=[status.value for status in OPEN])
    return cases.order_by(F("due_at").asc(nulls_last=True), "received_at", "id")


def to_hand_out(wanted: Wanted | None = None) -> QuerySet[Case]:
    """Completed cases whose result nobody has collected yet, the longest waiting first."""
    completed = ledger(wanted or Wanted()).filter(status=Status.COMPLETED.value)
    return completed.order_by("completed_at", "id")


def case_by_id(case_id: UUID) -> Case | None:
    """One case with its window and pinned regulation; None when this hall has no such case."""
    return Case.objects.select_related("window", "regulation").filter(pk=case_id).first()


def case_by_number(number: str) -> Case | None:
    """One case by the number on its receipt."""
    return Case.objects.filter(number=number).first()


def history(case: Case) -> list[CaseEvent]:
    """The events of a case in the order they happened."""
    return list(CaseEvent.objects.filter(case=case).order_by("sequence"))


@dataclass(frozen=True)
class Counts:
    """How the hall's work stands at one moment."""

    waiting: int  # received, not accepted yet
    stopped: int  # accepted, and the clock stands still
    overdue: int
    due_soon: int
    on_time: int
    to_hand_out: int


def count_work(*, now: datetime) -> Counts:
    """All figures above the worklist in one statement."""
    accepted = Q(status=Status.ACCEPTED.value)
    running = accepted & Q(is_stopped=False)
    counted = Case.objects.filter(status__in=[*(status.value for status in OPEN), Status.COMPLETED.value])
    return Counts(
        **counted.aggregate(
            waiting=Count("pk", filter=Q(status__in=[status.value for status in OPEN - {Status.ACCEPTED}])),
            stopped=Count("pk", filter=accepted & Q(is_stopped=True)),
            overdue=Count("pk", filter=running & Q(due_at__lt=now)),
            due_soon=Count("pk", filter=running & Q(due_at__gte=now, due_soon_at__lte=now)),
            on_time=Count("pk", filter=running & Q(due_at__gte=now, due_soon_at__gt=now)),
            to_hand_out=Count("pk", filter=Q(status=Status.COMPLETED.value)),
        )
    )
