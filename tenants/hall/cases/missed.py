"""② Side deadlines that have passed: a part, an urge, a station is marked as late, and who let an agency case lie is a
lead; papers that did not come in time end the case where the hall's rules say so."""

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, transaction
from django.utils.translation import gettext, override

from hall.agency.lateness import leads_of_missed_limit
from hall.cases.actions import sent_back
from hall.cases.deadlines import due_by_now, move
from hall.cases.deeming import BY_RULE
from hall.cases.models import Case, Deadline
from hall.cases.transition import Change, apply
from hall.decisions.keep import record_of
from hall.regulations.current import regulation
from rules.errors import RuleError
from rules.hours import written
from rules.transitions import OPEN, Action, Status

NOT_SUPPLIED = "not_supplied_in_time"


def look_at_deadlines(*, now: datetime, at_most: int) -> tuple[int, int]:
    """Look at every side deadline that has passed; returns steps taken and failures. One that fails is reported and
    looked at again the next time."""
    passed = Deadline.objects.filter(met_at=None, missed_at=None, is_stopped=False, due_at__lt=now)
    taken = failed = 0
    for key, case_id in list(passed.order_by("due_at", "pk").values_list("pk", "case_id")[:at_most]):
        try:
            taken += _look_at(key, case_id, now)
        except (DatabaseError, RuleError):
            logging.getLogger(__name__).exception("the sweep failed on a deadline of case %s", case_id)
            failed += 1
    return taken, failed


def lapse_if_due(case_id: UUID, *, now: datetime) -> None:
    """The rule comes first, also where the sweep has not been yet: papers that come too late find the case refused."""
    awaited = Deadline.objects.filter(
        case_id=case_id, what=Deadline.What.SUPPLEMENT.value, met_at=None, missed_at=None, due_at__lt=now
    )
    for key in list(awaited.values_list("pk", flat=True)):
        _look_at(key, case_id, now, waits=True)


def _look_at(key: UUID, case_id: UUID, now: datetime, *, waits: bool = False) -> bool:
    """A case somebody is working on is left to the next run, unless the caller `waits` for it."""
    with transaction.atomic():
        case = Case.objects.select_for_update(skip_locked=not waits).filter(pk=case_id).first()
        row = Deadline.objects.filter(pk=key, met_at=None, missed_at=None, is_stopped=False).first()
        if case is None or row is None or row.due_at >= now:
            return False
        if case.status not in OPEN:  # the case has ended, and with it what was due on it
            row.met_at = case.ended_at
            row.save(update_fields=["met_at"])
            return False
        if _has_moved(row, case, now):
            return False
        row.missed_at = row.due_at
        row.save(update_fields=["missed_at"])
        if row.what == Deadline.What.SUPPLEMENT and _is_refused(case):
            apply(case_id, Action.LAPSE, actor=BY_RULE, now=row.due_at, decide=_lapsed(row.due_at))
        elif case.status != Status.RECEIVED:
            data = {"what": row.what, "about": row.about, "noticed_at": now.isoformat()}
            change = Change(data=data, rows=tuple(leads_of_missed_limit(case, row)))
            apply(case_id, Action.MARK_LATE, actor=BY_RULE, now=row.due_at, decide=lambda _: change)
    return True


def _has_moved(row: Deadline, case: Case, now: datetime) -> bool:
    """The row is a bookmark too: where a calendar or a closure has moved it beyond `now`, it is due then."""
    made = due_by_now(row, case)
    due_at = datetime.fromisoformat(made.decision.answer["due_at"])
    if due_at < now or case.status == Status.RECEIVED:
        return False
    data = {
        "what": row.what,
        "about": row.about,
        "deadline_was": written(row.due_at),
        "deadline_at": made.decision.answer["due_at"],
    }
    why = record_of(made, subject_id=row.pk, sequence=case.version + 1, now=now)
    move(row, made)
    apply(case.pk, Action.RECOUNT, actor=BY_RULE, now=now, decide=lambda _: Change(data=data, rows=(why,)))
    return True


def _is_refused(case: Case) -> bool:
    rule = regulation(case.regulation_id).rulebook.supplement
    return rule is not None and rule.is_refused_in_writing


def _lapsed(passed: datetime) -> Callable[[Case], Change]:
    def decide(case: Case) -> Change:
        with override("zh-hans"):  # what is written to the applicant is written in Chinese
            words = gettext("The missing papers were not supplied in time.")
        was_returned = case.status == Status.RETURNED
        return sent_back(
            case,
            words,
            None,
            was_returned=was_returned,
            actor=BY_RULE,
            now=passed,
            reason_code=NOT_SUPPLIED,
        )

    return decide
