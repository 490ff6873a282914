"""③ The clock of a case stops for a hearing, a survey, a public notice or an expert review, and goes on again."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import Greatest

from county.registry.permissions import Actor
from hall.cases.clock_again import count_again
from hall.cases.models import Case, CaseEvent, ClockStop
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words, moment
from hall.keys import uuid7
from rules.errors import RuleError
from rules.hours import written
from rules.stops import StopReason
from rules.transitions import Action

LONGEST_EVIDENCE = 300
# Waiting for papers and reviews stop the clock by verbs of their own.
BY_HAND = (
    StopReason.HEARING,
    StopReason.PUBLIC_NOTICE,
    StopReason.SITE_SURVEY,
    StopReason.EXPERT_REVIEW,
)


def stop_clock(
    case_id: UUID,
    *,
    reason: str,
    evidence: str,
    actor: Actor,
    now: datetime,
    started_at: datetime | None = None,
    expected_version: int | None = None,
) -> CaseEvent:
    """Stop the clock from `started_at` (now, if left out; never before acceptance or in the future), with what shows
    it: the number of the notice, the record of the survey. Raises `stop_reason_unknown`, `reason_missing`,
    `moment_out_of_range`, `already_stopped` (for the same reason, also by a stop that has ended since)."""
    if reason not in BY_HAND:
        raise RuleError("stop_reason_unknown", "The clock does not stop for this reason.", "reason")
    shown = checked_words(evidence, "evidence", at_most=LONGEST_EVIDENCE)

    def decide(case: Case) -> Change:
        assert case.accepted_at is not None
        begins = moment(started_at or now, "startedAt", first=case.accepted_at, last=now)
        of_it = ClockStop.objects.filter(case=case, reason=reason)
        if of_it.filter(Q(ended_at=None) | Q(ended_at__gt=begins)).exists():
            raise RuleError("already_stopped", "The clock stands still for this reason already.", "reason")
        ClockStop.objects.create(
            id=uuid7(now),
            case=case,
            reason=reason,
            started_at=begins,
            evidence=shown,
            started_by=actor.name,
        )
        again = count_again(case, now=now)
        data = {"reason": reason, "started_at": written(begins), **again.data}
        return Change(again.fields, data, (again.made,), tuple(again.rows))

    return apply(
        case_id, Action.STOP_CLOCK, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def resume_clock(
    case_id: UUID,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    ended_at: datetime | None = None,
    expected_version: int | None = None,
) -> CaseEvent:
    """End the stop that runs for this reason, at `ended_at` (now, if left out). Raises `not_stopped`, `bad_stop` when
    it would end before it began, `moment_out_of_range` for the future."""
    if reason not in BY_HAND:
        raise RuleError("stop_reason_unknown", "The clock does not stop for this reason.", "reason")

    def decide(case: Case) -> Change:
        ends = end_stop(case, reason, ended_at or now, actor=actor, now=now)
        again = count_again(case, now=now)
        data = {"reason": reason, "ended_at": written(ends), **again.data}
        return Change(again.fields, data, (again.made,), tuple(again.rows))

    return apply(
        case_id, Action.RESUME_CLOCK, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def end_all_stops(case: Case, *, actor: Actor, now: datetime) -> None:
    """Whatever still stands on a case that ends has ended with it."""
    running = ClockStop.objects.filter(case=case, ended_at=None)
    running.update(ended_at=Greatest("started_at", Value(now)), ended_by=actor.name)


def end_stop(case: Case, reason: str, ends: datetime, *, actor: Actor, now: datetime) -> datetime:
    """End the running stop of the locked case; the due date is not counted again yet."""
    stop = ClockStop.objects.filter(case=case, reason=reason, ended_at=None).first()
    if stop is None:
        raise RuleError("not_stopped", "The clock does not stand still for this reason.", "reason")
    if ends < stop.started_at:
        raise RuleError("bad_stop", "A stop of the clock cannot end before it begins.", "endedAt")
    stop.ended_at = moment(ends, "endedAt", first=stop.started_at, last=now)
    stop.ended_by = actor.name
    stop.save(update_fields=["ended_at", "ended_by"])
    return stop.ended_at
