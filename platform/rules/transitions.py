"""The life of a case as a table; there is no other place to look."""

from enum import StrEnum

from rules.errors import RuleError


class Status(StrEnum):
    RECEIVED = "received"
    ACCEPTED = "accepted"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    COMPLETED = "completed"
    COLLECTED = "collected"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class Action(StrEnum):
    INTAKE = "intake"
    ACCEPT = "accept"
    DEEM_ACCEPTED = "deem_accepted"  # no notice in time: accepted by rule
    DECLINE = "decline"
    RETURN = "return"
    REQUEST_SUPPLEMENT = "request_supplement"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    LAPSE = "lapse"  # not supplied in time: refused by rule
    STOP_CLOCK = "stop_clock"
    RESUME_CLOCK = "resume_clock"
    REQUEST_EXTENSION = "request_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    URGE = "urge"
    COPY = "copy"  # to the departments that take part in a joint case
    ACKNOWLEDGE_COPY = "acknowledge_copy"
    SURVEY = "survey"
    REVIEW_JOINTLY = "review_jointly"
    DECIDE_PART = "decide_part"
    CONSENT = "consent"  # of the citizen, to whole-course agency
    ADVANCE_AGENCY = "advance_agency"
    RECORD_FEE = "record_fee"
    COMPLETE = "complete"
    COLLECT = "collect"
    WITHDRAW = "withdraw"
    REQUEST_REVIEW = "request_review"
    UPHOLD = "uphold"
    REOPEN = "reopen"  # the review lifts a decision made before acceptance
    RESTORE = "restore"  # the review lifts a return of an accepted case
    MARK_DUE_SOON = "mark_due_soon"
    MARK_OVERDUE = "mark_overdue"
    MARK_LATE = "mark_late"  # a part, an urge, a station of an agency case
    RECOUNT = "recount"  # the due date moved with the calendar


# None is a case that does not exist yet. Papers asked for before acceptance make the case wait; after it they stop
# the clock and leave the case accepted, so that acceptance never happens twice.
TABLE: dict[tuple[Status | None, Action], Status] = {
    (None, Action.INTAKE): Status.RECEIVED,
    (Status.RECEIVED, Action.ACCEPT): Status.ACCEPTED,
    (Status.RECEIVED, Action.DEEM_ACCEPTED): Status.ACCEPTED,
    (Status.RECEIVED, Action.CONSENT): Status.RECEIVED,
    (Status.RECEIVED, Action.REQUEST_SUPPLEMENT): Status.AWAITING_SUPPLEMENT,
    (Status.RECEIVED, Action.DECLINE): Status.DECLINED,
    (Status.RECEIVED, Action.RETURN): Status.RETURNED,
    (Status.RECEIVED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.AWAITING_SUPPLEMENT, Action.RECEIVE_SUPPLEMENT): Status.RECEIVED,
    (Status.AWAITING_SUPPLEMENT, Action.LAPSE): Status.DECLINED,
    (Status.AWAITING_SUPPLEMENT, Action.DECLINE): Status.DECLINED,
    (Status.AWAITING_SUPPLEMENT, Action.RETURN): Status.RETURNED,
    (Status.AWAITING_SUPPLEMENT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.AWAITING_SUPPLEMENT, Action.MARK_LATE): Status.AWAITING_SUPPLEMENT,
    (Status.AWAITING_SUPPLEMENT, Action.RECOUNT): Status.AWAITING_SUPPLEMENT,
    (Status.ACCEPTED, Action.COMPLETE): Status.COMPLETED,
    (Status.ACCEPTED, Action.REQUEST_SUPPLEMENT): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RECEIVE_SUPPLEMENT): Status.ACCEPTED,
    (Status.ACCEPTED, Action.LAPSE): Status.RETURNED,
    (Status.ACCEPTED, Action.STOP_CLOCK): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RESUME_CLOCK): Status.ACCEPTED,
    (Status.ACCEPTED, Action.REQUEST_EXTENSION): Status.ACCEPTED,
    (Status.ACCEPTED, Action.EXTEND): Status.ACCEPTED,
    (Status.ACCEPTED, Action.REFUSE_EXTENSION): Status.ACCEPTED,
    (Status.ACCEPTED, Action.URGE): Status.ACCEPTED,
    (Status.ACCEPTED, Action.COPY): Status.ACCEPTED,
    (Status.ACCEPTED, Action.ACKNOWLEDGE_COPY): Status.ACCEPTED,
    (Status.ACCEPTED, Action.SURVEY): Status.ACCEPTED,
    (Status.ACCEPTED, Action.REVIEW_JOINTLY): Status.ACCEPTED,
    (Status.ACCEPTED, Action.DECIDE_PART): Status.ACCEPTED,
    (Status.ACCEPTED, Action.CONSENT): Status.ACCEPTED,
    (Status.ACCEPTED, Action.ADVANCE_AGENCY): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RECORD_FEE): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RETURN): Status.RETURNED,
    (Status.ACCEPTED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.ACCEPTED, Action.MARK_DUE_SOON): Status.ACCEPTED,
    (Status.ACCEPTED, Action.MARK_OVERDUE): Status.ACCEPTED,
    (Status.ACCEPTED, Action.MARK_LATE): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RECOUNT): Status.ACCEPTED,
    (Status.COMPLETED, Action.ADVANCE_AGENCY): Status.COMPLETED,
    (Status.COMPLETED, Action.RECORD_FEE): Status.COMPLETED,
    (Status.COMPLETED, Action.COLLECT): Status.COLLECTED,
    (Status.DECLINED, Action.REQUEST_REVIEW): Status.DECLINED,
    (Status.DECLINED, Action.UPHOLD): Status.DECLINED,
    (Status.DECLINED, Action.REOPEN): Status.RECEIVED,
    (Status.RETURNED, Action.REQUEST_REVIEW): Status.RETURNED,
    (Status.RETURNED, Action.UPHOLD): Status.RETURNED,
    (Status.RETURNED, Action.REOPEN): Status.RECEIVED,
    (Status.RETURNED, Action.RESTORE): Status.ACCEPTED,
}

# Statuses in which the hall still owes something before the matter itself is settled.
OPEN = frozenset({Status.RECEIVED, Status.ACCEPTED, Status.AWAITING_SUPPLEMENT})
# Actions of background work: no person may take them, no page may offer them.
OF_THE_SWEEP = frozenset(
    {
        Action.DEEM_ACCEPTED,
        Action.LAPSE,
        Action.MARK_DUE_SOON,
        Action.MARK_OVERDUE,
        Action.MARK_LATE,
        Action.RECOUNT,
    }
)
# Those of them that decide nothing: a clerk who saw the case before such a mark has seen all there is to see.
MARKS = frozenset({Action.MARK_DUE_SOON, Action.MARK_OVERDUE, Action.MARK_LATE, Action.RECOUNT})
# Statuses nothing leads out of.
FINAL = frozenset(status for status in Status if all(status is not before for before, _ in TABLE))


def step(status: Status | None, action: Action) -> Status:
    """The status after `action`; RuleError("illegal_transition") when the table has no such row."""
    try:
        return TABLE[status, action]
    except KeyError:
        raise RuleError(
            "illegal_transition",
            "A case that is %(status)s does not allow: %(action)s.",
            "status",
            status=str(status or "new"),
            action=str(action),
        ) from None


def actions_from(status: Status | None) -> tuple[Action, ...]:
    """What a person may do to a case of this status, in the order of the table."""
    return tuple(action for before, action in TABLE if before == status and action not in OF_THE_SWEEP)
