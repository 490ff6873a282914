"""③ Papers are missing: told once and all of them (一次性告知), supplied, or not supplied in time."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import models

from county.registry.permissions import Actor
from hall.cases.clock_again import count_again
from hall.cases.clock_stops import end_stop
from hall.cases.deadlines import meet, new_deadline
from hall.cases.deemed import first_look
from hall.cases.deeming import deem_if_due
from hall.cases.judge import decide_kind, kind_code
from hall.cases.missed import lapse_if_due
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, SupplementRequest
from hall.cases.transition import Change, apply
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from hall.keys import uuid7
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.people import identity
from hall.regulations.current import regulation
from hall.telling.models import Message
from hall.telling.tell import tell
from rules.clock import Limit
from rules.errors import RuleError
from rules.hours import written
from rules.stops import StopReason
from rules.supplements import knowable_before
from rules.tables.handling import Supplement
from rules.transitions import Action, Status

MOST_ITEMS = 50
LONGEST_ITEM = 200


def request_supplement(
    case_id: UUID,
    *,
    items: Sequence[str],
    actor: Actor,
    now: datetime,
    why_new: str = "",
    within: Limit | None = None,
    expected_version: int | None = None,
) -> CaseEvent:
    """Tell the applicant everything that is missing, with the time to supply it: the hall's own limit where its rules
    set one, else `within`; without either there is no end.

    After acceptance the clock stands still meanwhile. A later request for what was knowable at the first is recorded
    all the same and becomes a conduct lead, where the rules of the hall demand one notice. Raises `items_missing`,
    `too_many_items`, `supplement_still_open`, and those of texts.
    """
    asked = checked_items(items)
    deem_if_due(case_id, now=now)
    because = identity.plain_text(why_new, "whyNew", at_most=500)

    def decide(case: Case) -> Change:
        rules = regulation(case.regulation_id)
        rule = rules.rulebook.supplement
        earlier = list(SupplementRequest.objects.filter(case=case).order_by("number"))
        if earlier and earlier[-1].received_at is None:
            raise RuleError(
                "supplement_still_open", "The papers asked for before have not come yet.", "items"
            )
        request = SupplementRequest(
            id=uuid7(now),
            case=case,
            number=len(earlier) + 1,
            items=asked,
            told_at=now,
            told_by_id=actor.id,
            told_by=actor.name,
            why_new=because,
        )
        limit = (rule.within if rule else None) or within
        rows: list[models.Model] = [request]
        supply_by = ""
        if limit:
            deadline, why = new_deadline(
                case, Deadline.What.SUPPLEMENT, limit, begins=now, now=now, subject_id=request.id
            )
            rows += [deadline, why]
            supply_by = written(deadline.due_at)
        rows += _flagged(case, rule, earlier, request, actor=actor, now=now)
        article = rules.rulebook.heading(rule.article) if rule else ""
        told = notice(
            case,
            Notice.Kind.ONE_TIME,
            actor=actor,
            now=now,
            items=asked,
            supply_by=supply_by,
            article=article,
        )
        rows.append(told)
        rows += tell(case, Message.Subject.SUPPLEMENT, now=now, supply_by=supply_by)
        kind = decide_kind(case.term, case.route, rules, has_awaited_supplement=True)
        fields = {"has_awaited_supplement": True, "kind": kind_code(kind), "next_check_at": None}
        data = {"number": request.number, "items": len(asked), "supply_by": supply_by}
        if case.status == Status.AWAITING_SUPPLEMENT:
            return Change(fields, data, (kind,), tuple(rows))
        ClockStop.objects.create(
            id=uuid7(now),
            case=case,
            reason=StopReason.SUPPLEMENT.value,
            started_at=now,
            evidence=told.number,
            started_by=actor.name,
        )
        again = count_again(case, now=now)
        return Change(
            {**fields, **again.fields}, {**data, **again.data}, (kind, again.made), (*rows, *again.rows)
        )

    return apply(
        case_id,
        Action.REQUEST_SUPPLEMENT,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=decide,
    )


def receive_supplement(
    case_id: UUID, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """The missing papers have come, all of them. Before acceptance the hall's time to tell begins anew; after it the
    clock goes on. Raises `nothing_awaited`."""

    def decide(case: Case) -> Change:
        open_one = SupplementRequest.objects.filter(case=case, received_at=None).first()
        if open_one is None:
            raise RuleError("nothing_awaited", "No papers are awaited on this case.", "status")
        open_one.received_at = now
        open_one.save(update_fields=["received_at"])
        meet(case, Deadline.What.SUPPLEMENT, now=now, subject_id=open_one.pk)
        data = {"number": open_one.number}
        if case.status == Status.RECEIVED:
            book = regulation(case.regulation_id).rulebook
            return Change({"papers_at": now, "next_check_at": first_look(book, now)}, data)
        end_stop(case, StopReason.SUPPLEMENT.value, now, actor=actor, now=now)
        again = count_again(case, now=now)
        return Change(again.fields, {**data, **again.data}, (again.made,), tuple(again.rows))

    lapse_if_due(case_id, now=now)
    return apply(
        case_id,
        Action.RECEIVE_SUPPLEMENT,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=decide,
    )


def checked_items(items: Iterable[str]) -> list[str]:
    """What is missing, each once, in order. Raises `items_missing`, `too_many_items`, and those of texts."""
    said = [identity.plain_text(item, "items", at_most=LONGEST_ITEM) for item in items]
    asked = list(dict.fromkeys(item for item in said if item))
    if not asked:
        raise RuleError("items_missing", "Name every paper that is missing.", "items")
    if len(asked) > MOST_ITEMS:
        raise RuleError(
            "too_many_items", "At most %(most)s papers can be asked for.", "items", most=MOST_ITEMS
        )
    return asked


def _flagged(
    case: Case,
    rule: Supplement | None,
    earlier: Sequence[SupplementRequest],
    request: SupplementRequest,
    *,
    actor: Actor,
    now: datetime,
) -> list[models.Model]:
    """The lead that a second asking makes, where the hall's rules demand one notice; else nothing."""
    if not earlier or rule is None or not rule.is_told_once:
        return []
    before = [item for each in earlier for item in each.items]
    new = knowable_before(request.items, asked_before=before, why_new=request.why_new)
    if not new:
        return []
    return [
        lead(
            ConductLead.Code.SECOND_REQUEST,
            case=case,
            staff=actor,
            now=now,
            article=rule.article,
            number=request.number,
            items=len(new),
        )
    ]
