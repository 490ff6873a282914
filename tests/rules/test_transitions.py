"""The life of a case: every step that is allowed, every other refused."""

from itertools import product

import pytest

from rules.errors import RuleError
from rules.transitions import FINAL, OF_THE_SWEEP, OPEN, TABLE, Action, Status, actions_from, step


def test_a_case_goes_from_intake_to_collection():
    status = None
    for action, expected in (
        (Action.INTAKE, Status.RECEIVED),
        (Action.REQUEST_SUPPLEMENT, Status.AWAITING_SUPPLEMENT),
        (Action.RECEIVE_SUPPLEMENT, Status.RECEIVED),
        (Action.ACCEPT, Status.ACCEPTED),
        (Action.COMPLETE, Status.COMPLETED),
        (Action.COLLECT, Status.COLLECTED),
    ):
        status = step(status, action)
        assert status is expected


def test_every_step_outside_the_table_is_refused():
    refused = 0
    for status, action in product([None, *Status], Action):
        if (status, action) in TABLE:
            continue
        with pytest.raises(RuleError) as error:
            step(status, action)
        assert (error.value.code, error.value.field) == ("illegal_transition", "status")
        refused += 1
    assert refused == 9 * len(Action) - len(TABLE)


@pytest.mark.parametrize("status, called", [(Status.DECLINED, "declined"), (None, "new")])
def test_the_refusal_says_what_was_asked_of_which_case(status, called):
    with pytest.raises(RuleError) as error:
        step(status, Action.ACCEPT)
    assert str(error.value) == f"A case that is {called} does not allow: accept."


def test_every_status_can_be_reached_and_every_action_used():
    assert set(TABLE.values()) == set(Status)
    assert {action for _, action in TABLE} == set(Action)


def test_an_ended_case_never_moves():
    ended = {Status.COLLECTED, Status.WITHDRAWN}  # what was declined or returned can be reviewed
    assert ended == FINAL
    assert all(actions_from(status) == () for status in FINAL)
    assert not OPEN & FINAL


def test_a_page_can_ask_what_may_be_done():
    assert actions_from(Status.COMPLETED) == (Action.ADVANCE_AGENCY, Action.RECORD_FEE, Action.COLLECT)
    assert actions_from(None) == (Action.INTAKE,)
    assert Action.ACCEPT in actions_from(Status.RECEIVED)
    assert Action.ACCEPT not in actions_from(Status.ACCEPTED)


def test_marking_a_case_overdue_is_no_ones_button_and_leaves_it_accepted():
    assert step(Status.ACCEPTED, Action.MARK_OVERDUE) is Status.ACCEPTED
    assert step(Status.ACCEPTED, Action.RECOUNT) is Status.ACCEPTED
    assert not OF_THE_SWEEP & {action for status in Status for action in actions_from(status)}
