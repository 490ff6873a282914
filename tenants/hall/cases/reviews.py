"""③ A return or a refusal is looked at again (复核) when the applicant asks for it; by somebody else."""

from datetime import datetime
from uuid import UUID

from county.registry.permissions import Actor
from hall.cases.clock_again import count_again
from hall.cases.deadlines import meet, reopen
from hall.cases.deemed import first_look
from hall.cases.judge import decide_kind, kind_code
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, Review, SupplementRequest
from hall.cases.selectors import case_by_id
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.keys import uuid7
from hall.regulations.current import regulation
from rules.errors import RuleError
from rules.stops import StopReason
from rules.transitions import Action


def request_review(
    case_id: UUID, *, words: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Record that the applicant asks for a review, in their words. Raises `review_waits`, `reason_missing`."""
    said = checked_words(words, "words")

    def decide(case: Case) -> Change:
        if Review.objects.filter(case=case, is_lifted=None).exists():
            raise RuleError("review_waits", "A review of this case is waiting to be decided.", "words")
        row = Review(id=uuid7(now), case=case, asked_at=now, asked_by=actor.name, words=said)
        return Change(rows=(row,))

    return apply(
        case_id, Action.REQUEST_REVIEW, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def decide_review(
    case_id: UUID,
    *,
    is_lifted: bool,
    finding: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Uphold the decision, or lift it: a case that was accepted runs on, the time since its return given back; one
    that was not waits to be accepted again. Raises `review_not_asked`, `review_by_the_same_person`."""
    said = checked_words(finding, "finding")
    # Acceptance is never taken back, so it may be read before the lock.
    case = case_by_id(case_id)
    was_accepted = case is not None and case.accepted_at is not None
    lifted = Action.RESTORE if was_accepted else Action.REOPEN

    def decide(case: Case) -> Change:
        row = Review.objects.filter(case=case, is_lifted=None).first()
        if row is None:
            raise RuleError("review_not_asked", "Nobody has asked for a review of this case.", "status")
        if actor.id is not None and actor.id == case.ended_by_id:
            raise RuleError("review_by_the_same_person", "Nobody reviews their own decision.")
        row.is_lifted, row.finding, row.decided_at, row.decided_by = is_lifted, said, now, actor.name
        row.save(update_fields=["is_lifted", "finding", "decided_at", "decided_by"])
        if not is_lifted:
            return Change()
        return _restored(case, actor=actor, now=now) if was_accepted else _reopened(case, now=now)

    return apply(
        case_id,
        lifted if is_lifted else Action.UPHOLD,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=decide,
    )


OPEN_AGAIN = {"ended_at": None, "ended_by_id": None, "reason": "", "reason_code": ""}


def _reopened(case: Case, *, now: datetime) -> Change:
    """Received as if it had come now, with all its papers: the hall's time to tell what is missing begins anew."""
    _awaits_nothing(case, now)
    rules = regulation(case.regulation_id)
    kind = decide_kind(case.term, case.route, rules, has_awaited_supplement=case.has_awaited_supplement)
    fields = {
        **OPEN_AGAIN,
        "kind": kind_code(kind),
        "papers_at": now,
        "next_check_at": first_look(rules.rulebook, now),
    }
    return Change(fields, decisions=(kind,))


def _awaits_nothing(case: Case, now: datetime) -> None:
    """What had been asked for is asked for no more, nor missed later."""
    SupplementRequest.objects.filter(case=case, received_at=None).update(received_at=now)
    meet(case, Deadline.What.SUPPLEMENT, now=now)


def _restored(case: Case, *, actor: Actor, now: datetime) -> Change:
    assert case.ended_at is not None
    reopen(case, case.ended_at)
    _awaits_nothing(case, now)
    ClockStop.objects.create(
        id=uuid7(now),
        case=case,
        reason=StopReason.REVIEW.value,
        started_at=case.ended_at,
        ended_at=now,
        evidence=Action.RESTORE.value,
        started_by=actor.name,
        ended_by=actor.name,
    )
    kind = decide_kind(
        case.term,
        case.route,
        regulation(case.regulation_id),
        has_awaited_supplement=case.has_awaited_supplement,
    )
    again = count_again(case, now=now)
    fields = {**OPEN_AGAIN, **again.fields, "kind": kind_code(kind)}
    return Change(fields, again.data, (kind, again.made), tuple(again.rows))
