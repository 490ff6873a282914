"""③ More time (延期): asked for with a reason, granted within the bound of the pinned regulation by whom it names."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from county.registry.permissions import Actor, Role
from hall.cases.clock_again import count_again
from hall.cases.models import Case, CaseEvent, ExtensionRequest
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.keys import uuid7
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.people import identity
from hall.regulations.current import regulation
from hall.telling.models import Message
from hall.telling.tell import tell
from rules.errors import RuleError
from rules.tables.handling import Extension
from rules.transitions import Action


def request_extension(
    case_id: UUID, *, days: int, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Ask for `days` more, in the unit of the hall's rules, before the due date has passed.

    Where the rules name nobody who approves, it is granted at once; the event returned is then that of the grant.
    Raises `extension_not_provided`, `extension_too_long` (all extensions of the case added up),
    `extension_too_late`, `extension_waits`.
    """
    why = checked_words(reason)

    def ask(case: Case) -> Change:
        bound = _bound(case)
        if case.due_at is None or (now > case.due_at and not case.is_stopped):
            raise RuleError(
                "extension_too_late", "The due date has passed: it cannot be extended any more.", "days"
            )
        asked = ExtensionRequest.objects.filter(case=case)
        if asked.filter(is_granted=None).exists():
            raise RuleError("extension_waits", "An extension of this case is waiting to be decided.", "days")
        granted = asked.filter(is_granted=True).aggregate(days=models.Sum("days"))["days"] or 0
        _check_days(bound, days, granted)
        row = ExtensionRequest(
            id=uuid7(now),
            case=case,
            days=days,
            unit=bound.unit.value,
            reason=why,
            asked_at=now,
            asked_by_id=actor.id,
            asked_by=actor.name,
        )
        return Change(data={"days": days, "unit": bound.unit.value}, rows=(row,))

    with transaction.atomic():
        event = apply(
            case_id,
            Action.REQUEST_EXTENSION,
            actor=actor,
            now=now,
            expected_version=expected_version,
            decide=ask,
        )
        if _bound(event.case).approved_by is None:
            return _grant(case_id, "", actor=actor, now=now, expected_version=None)
    return event


def decide_extension(
    case_id: UUID,
    *,
    is_granted: bool,
    actor: Actor,
    now: datetime,
    finding: str = "",
    expected_version: int | None = None,
) -> CaseEvent:
    """Grant or refuse what was asked for; only whom the regulation names, never who asked. A refusal says why.

    Raises `extension_not_asked`, `not_the_approver`, `extension_by_the_same_person`, `reason_missing`.
    """
    said = (
        checked_words(finding, "finding")
        if not is_granted
        else identity.plain_text(finding, "finding", at_most=500)
    )
    if is_granted:
        return _grant(case_id, said, actor=actor, now=now, expected_version=expected_version)

    def refuse(case: Case) -> Change:
        row = _waiting(case, actor)
        _decided(row, False, said, actor, now)
        return Change(data={"days": row.days})

    return apply(
        case_id,
        Action.REFUSE_EXTENSION,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=refuse,
    )


def _grant(
    case_id: UUID, finding: str, *, actor: Actor, now: datetime, expected_version: int | None
) -> CaseEvent:
    def grant(case: Case) -> Change:
        row, bound = _waiting(case, actor), _bound(case)
        _decided(row, True, finding, actor, now)
        again = count_again(case, now=now)
        book = regulation(case.regulation_id).rulebook
        told = notice(
            case,
            Notice.Kind.EXTENSION,
            actor=actor,
            now=now,
            days=row.days,
            unit=row.unit,
            reason=row.reason,
            due_was=again.data["due_was"],
            due_at=again.due_at,
            approved_by=actor.name,
            article=book.heading(bound.notice_article or bound.article),
        )
        rows = [told, *tell(case, Message.Subject.EXTENSION, now=now, due_at=again.due_at), *again.rows]
        return Change(
            again.fields, {"days": row.days, "unit": row.unit, **again.data}, (again.made,), tuple(rows)
        )

    return apply(
        case_id, Action.EXTEND, actor=actor, now=now, expected_version=expected_version, decide=grant
    )


def _bound(case: Case) -> Extension:
    bound = regulation(case.regulation_id).rulebook.extension
    if bound is None:
        raise RuleError("extension_not_provided", "The regulation of this case knows no extension.", "days")
    return bound


def _check_days(bound: Extension, days: int, granted: int) -> None:
    if days < 1:
        bound.check(days)
    bound.check(days + granted)


def _waiting(case: Case, actor: Actor) -> ExtensionRequest:
    """What waits to be decided, if this person may decide it."""
    row = ExtensionRequest.objects.filter(case=case, is_granted=None).first()
    if row is None:
        raise RuleError(
            "extension_not_asked", "No extension of this case is waiting to be decided.", "status"
        )
    approver = _bound(case).approved_by
    if approver is None:
        return row
    if Role(approver.value) not in actor.roles:
        raise RuleError("not_the_approver", "The regulation has somebody else approve this.")
    if row.asked_by_id == actor.id:
        raise RuleError("extension_by_the_same_person", "Nobody approves what they asked for themselves.")
    return row


def _decided(row: ExtensionRequest, is_granted: bool, finding: str, actor: Actor, now: datetime) -> None:
    row.is_granted, row.words, row.decided_at, row.decided_by = is_granted, finding, now, actor.name
    row.save(update_fields=["is_granted", "words", "decided_at", "decided_by"])
