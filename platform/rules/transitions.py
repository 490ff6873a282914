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
    DECLINE = "decline"
    RETURN = "return"
    REQUEST_SUPPLEMENT = "request_supplement"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    COMPLETE = "complete"
    COLLECT = "collect"
    WITHDRAW = "withdraw"
    MARK_OVERDUE = "mark_overdue"  # by the sweep, never by a person
    RECOUNT = "recount"  # the due date moved with the calendar; never by a person


# None is a case that does not exist yet. A supplement is asked for before acceptance only: waiting for papers
# after it stops the clock and leaves the case accepted, so that acceptance never happens twice.
TABLE: dict[tuple[Status | None, Action], Status] = {
    (None, Action.INTAKE): Status.RECEIVED,
    (Status.RECEIVED, Action.ACCEPT): Status.ACCEPTED,
    (Status.RECEIVED, Action.DECLINE): Status.DECLINED,
    (Status.RECEIVED, Action.RETURN): Status.RETURNED,
    (Status.RECEIVED, Action.REQUEST_SUPPLEMENT): Status.AWAITING_SUPPLEMENT,
    (Status.RECEIVED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.AWAITING_SUPPLEMENT, Action.RECEIVE_SUPPLEMENT): Status.RECEIVED,
    (Status.AWAITING_SUPPLEMENT, Action.DECLINE): Status.DECLINED,
    (Status.AWAITING_SUPPLEMENT, Action.RETURN): Status.RETURNED,
    (Status.AWAITING_SUPPLEMENT, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.ACCEPTED, Action.MARK_OVERDUE): Status.ACCEPTED,
    (Status.ACCEPTED, Action.RECOUNT): Status.ACCEPTED,
    (Status.ACCEPTED, Action.COMPLETE): Status.COMPLETED,
    (Status.ACCEPTED, Action.RETURN): Status.RETURNED,
    (Status.ACCEPTED, Action.WITHDRAW): Status.WITHDRAWN,
    (Status.COMPLETED, Action.COLLECT): Status.COLLECTED,
}

# Statuses in which the hall still owes something before the matter itself is settled.
OPEN = frozenset({Status.RECEIVED, Status.ACCEPTED, Status.AWAITING_SUPPLEMENT})
# Actions of background work: no person may take them, no page may offer them.
OF_THE_SWEEP = frozenset({Action.MARK_OVERDUE, Action.RECOUNT})
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
