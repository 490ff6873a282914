"""Announcing days on which the hall is shut, and taking that back: the only maker of closure notices.

A day on which the hall has already opened is neither closed nor opened any more: who was served that morning keeps the
due date he was told, and nobody clears today's deadlines at five in the afternoon.
"""

from datetime import date, datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction

from county.halls import current_schema
from county.registry.permissions import Actor
from hall.cases.tasks import have_counted_again
from hall.office.audit import note
from hall.office.closures import closures
from hall.office.models import ClosureNotice
from hall.people.identity import plain_text
from hall.regulations.current import regulation_on
from rules.errors import RuleError
from rules.hours import LOCAL
from rules.workdays import DAY

LONGEST = 60  # days, the first and the last included: a hall that is shut for longer is closed by the county
FARTHEST = timedelta(days=366)
LONGEST_NAME = 100


def announce_closure(
    first_on: date, last_on: date, name: str, *, actor: Actor, now: datetime
) -> ClosureNotice:
    """The hall is shut from `first_on` to `last_on`, both included; open cases are then counted again. It may begin
    today until the hall opens, then tomorrow at the earliest.

    Raises RuleError: `closure_unnamed`, `closure_in_the_past`, `closure_backwards`, `closure_too_long`,
    `closure_too_far`, `closure_overlaps`, `closure_conflict`.
    """
    words = " ".join(plain_text(name, "name", at_most=LONGEST_NAME).split())
    if not words:
        raise RuleError("closure_unnamed", "Say why the hall is closed: everybody reads it.", "name")
    _check_span(first_on, last_on, earliest_day(now))
    known = closures()
    taken = [first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1)]
    if both := [day for day in taken if day in known.days]:
        raise RuleError(
            "closure_overlaps",
            "The hall is already closed on %(day)s: %(name)s.",
            "first_on",
            day=both[0].isoformat(),
            name=known.days[both[0]],
        )
    return _add(known.version + 1, first_on, last_on, words, actor=actor, now=now)


def cancel_closure(notice: ClosureNotice, *, actor: Actor, now: datetime) -> ClosureNotice:
    """The hall is open after all; of a closure that has begun, from today on, or tomorrow once the hall would have
    opened. Days that are over stay closed.

    Raises RuleError: `closure_over`, `closure_cancelled`, `closure_conflict`.
    """
    earliest, known = earliest_day(now), closures()
    if notice.cancels_id or ClosureNotice.objects.filter(cancels=notice).exists():
        raise RuleError("closure_cancelled", "This closure was cancelled already.", "notice")
    if notice.last_on < earliest:
        raise RuleError("closure_over", "This closure is over: there is nothing left to cancel.", "notice")
    first_on = max(notice.first_on, earliest)
    return _add(
        known.version + 1, first_on, notice.last_on, notice.name, cancels=notice, actor=actor, now=now
    )


def earliest_day(now: datetime) -> date:
    """The first day that may still be closed or opened again: today as long as the hall has not opened, else tomorrow;
    without hours nothing has opened."""
    local = now.astimezone(LOCAL)
    try:
        opens = regulation_on(local.date()).hours.opening_at(local.date())
    except RuleError:
        return local.date()
    return local.date() if local.time() < opens else local.date() + DAY


def _check_span(first_on: date, last_on: date, earliest: date) -> None:
    if first_on < earliest:
        raise RuleError(
            "closure_in_the_past",
            "A closure begins on %(earliest)s at the earliest: a day on which the hall has opened is not judged again.",
            "first_on",
            earliest=earliest.isoformat(),
        )
    if last_on < first_on:
        raise RuleError("closure_backwards", "The last day lies before the first.", "last_on")
    if (last_on - first_on).days >= LONGEST:
        raise RuleError("closure_too_long", "A closure lasts at most %(days)s days.", "last_on", days=LONGEST)
    if last_on - earliest > FARTHEST:
        raise RuleError(
            "closure_too_far",
            "A closure is announced for the next %(days)s days at most.",
            "last_on",
            days=FARTHEST.days,
        )


def _add(
    number: int,
    first_on: date,
    last_on: date,
    name: str,
    *,
    cancels: ClosureNotice | None = None,
    actor: Actor,
    now: datetime,
) -> ClosureNotice:
    """The notice with its line of the audit trail; after commit the hall's open cases are counted again.

    `number` follows the newest one that was looked at: it can be taken only once, so of two who announce at the
    same time one is refused.
    """
    try:
        with transaction.atomic():
            notice = ClosureNotice.objects.create(
                number=number,
                first_on=first_on,
                last_on=last_on,
                name=name,
                cancels=cancels,
                announced_at=now,
                announced_by=actor.name,
            )
            action, days = "closure.cancel" if cancels else "closure.announce", f"{first_on} – {last_on}"
            note(action, f"closure {number}", actor=actor, now=now, days=days)
    except IntegrityError as error:
        raise RuleError(
            "closure_conflict", "Somebody else announced something just now. Look again.", "first_on"
        ) from error
    transaction.on_commit(partial(have_counted_again, current_schema()))
    return notice
