"""③ Each row of the table by its verb, and every other step refused with nothing changed."""

from datetime import timedelta

import pytest
from support import build

from hall.cases import actions, clock_stops, completion, papers, reviews, urges
from hall.cases.deeming import BY_RULE
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from rules.errors import RuleError
from rules.transitions import TABLE, Action, Status

pytestmark = pytest.mark.django_db

VERBS = {
    Action.ACCEPT: lambda case, **by: actions.accept_case(case, **by),
    Action.DECLINE: lambda case, **by: actions.decline_case(case, reason="材料不属实", **by),
    Action.REQUEST_SUPPLEMENT: lambda case, **by: papers.request_supplement(case, items=["户口簿"], **by),
    Action.STOP_CLOCK: lambda case, **by: clock_stops.stop_clock(
        case, reason="hearing", evidence="听证通知 1", **by
    ),
    Action.URGE: lambda case, **by: urges.urge_case(case, words="请抓紧", **by),
    Action.WITHDRAW: lambda case, **by: actions.withdraw_case(case, reason="本人申请撤回", **by),
    Action.REQUEST_REVIEW: lambda case, **by: reviews.request_review(case, words="材料是齐的", **by),
    Action.RETURN: lambda case, **by: actions.return_case(case, reason="不属本厅", **by),
    Action.COMPLETE: lambda case, **by: completion.complete_case(case, result="granted", **by),
    Action.COLLECT: lambda case, **by: completion.collect_case(
        case, collector_name="李大明", collector_id_number=build.ID_NUMBER, **by
    ),
}
# Rows whose verb needs more than a status, or that no person walks; here the only writer of a status walks them.
BY_THE_WRITER = {
    Action.RECEIVE_SUPPLEMENT: "something was asked for, see test_papers",
    Action.LAPSE: "only the sweep, see test_papers",
    Action.DEEM_ACCEPTED: "only the sweep, see test_deemed",
    Action.RESUME_CLOCK: "a stop runs, see test_clock_stops",
    Action.REQUEST_EXTENSION: "the rules provide for it, see test_extensions",
    Action.EXTEND: "it was asked for, see test_extensions",
    Action.REFUSE_EXTENSION: "it was asked for, see test_extensions",
    Action.UPHOLD: "a review was asked for, see test_reviews",
    Action.REOPEN: "a review was asked for, see test_reviews",
    Action.RESTORE: "a review was asked for, see test_reviews",
    Action.COPY: "the case is joint, see joint/test_copying",
    Action.ACKNOWLEDGE_COPY: "a part was copied, see joint/test_copying",
    Action.SURVEY: "the case is joint, see joint/test_meetings",
    Action.REVIEW_JOINTLY: "the case is joint, see joint/test_meetings",
    Action.DECIDE_PART: "a part was copied, see joint/test_parts",
    Action.CONSENT: "no verb yet",
    Action.ADVANCE_AGENCY: "no verb yet",
    Action.RECORD_FEE: "no verb yet",
    Action.MARK_DUE_SOON: "only the sweep, see test_sweep",
    Action.MARK_OVERDUE: "only the sweep, see test_sweep",
    Action.MARK_LATE: "only the sweep, see test_deadlines",
    Action.RECOUNT: "only the recount, see test_recount",
}
# The shortest way to each status.
WAY = {
    Status.RECEIVED: [],
    Status.ACCEPTED: [Action.ACCEPT],
    Status.AWAITING_SUPPLEMENT: [Action.REQUEST_SUPPLEMENT],
    Status.COMPLETED: [Action.ACCEPT, Action.COMPLETE],
    Status.COLLECTED: [Action.ACCEPT, Action.COMPLETE, Action.COLLECT],
    Status.DECLINED: [Action.DECLINE],
    Status.RETURNED: [Action.RETURN],
    Status.WITHDRAWN: [Action.WITHDRAW],
}
STEPS = [(before, action) for before, action in TABLE if before is not None]
ILLEGAL = [
    (before, action)
    for before in Status
    for action in Action
    if action is not Action.INTAKE and (before, action) not in TABLE
]


def take(case: Case, action: Action, **by: object) -> CaseEvent:
    """The step by its verb, or by `apply` where it has none."""
    if verb := VERBS.get(action):
        return verb(case.pk, **by)
    # An accepted case has its dates, whoever made it one.
    dated = Change({"accepted_at": build.NOW, "due_at": build.NOW + timedelta(days=14)})
    made_accepted = action in (Action.DEEM_ACCEPTED, Action.RESTORE)
    return apply(case.pk, action, decide=lambda _: dated if made_accepted else Change(), **by)


def case_in(status: Status, actor: object) -> Case:
    case = build.case(actor)
    for action in WAY[status]:
        take(case, action, actor=actor, now=build.NOW)
    case.refresh_from_db()
    assert case.status == status
    return case


def snapshot() -> tuple[object, ...]:
    return (*Case.objects.values_list(), *CaseEvent.objects.values_list())


def test_every_action_has_a_verb_or_a_reason_to_have_none():
    used = {action for _, action in TABLE} - {Action.INTAKE}

    assert VERBS.keys() | BY_THE_WRITER.keys() == used
    assert not VERBS.keys() & BY_THE_WRITER.keys()


@pytest.mark.parametrize(("before", "action"), STEPS, ids=lambda part: str(part))
def test_each_row_of_the_table_is_one_step_and_one_event(in_east, ana, before, action):
    case = case_in(before, ana)
    now = build.NOW + timedelta(hours=1)

    event = take(case, action, actor=ana, now=now)

    stored = Case.objects.get()
    assert (stored.status, stored.version) == (TABLE[before, action], case.version + 1)
    assert (event.sequence, event.action, event.from_status, event.to_status) == (
        stored.version,
        action,
        before,
        stored.status,
    )
    assert (event.actor_id, event.actor_name, event.happened_at) == (ana.id, "Ana", now)
    assert (event.previous_hash, event.hash) == (case.last_hash, stored.last_hash)
    assert event.reported_at is None
    assert CaseEvent.objects.count() == stored.version
    assert is_whole(stored)


@pytest.mark.parametrize(("before", "action"), ILLEGAL, ids=lambda part: str(part))
def test_every_other_step_is_refused_and_changes_nothing(in_east, ana, before, action):
    case = case_in(before, ana)
    kept = snapshot()

    with pytest.raises(RuleError) as refused:
        take(case, action, actor=ana, now=build.NOW)

    assert (refused.value.code, refused.value.field) == ("illegal_transition", "status")
    assert refused.value.values == {"status": before, "action": action}
    assert snapshot() == kept


@pytest.mark.parametrize("field", ["status", "version", "last_hash"])
def test_a_verb_cannot_write_what_the_table_writes(field):
    with pytest.raises(TypeError, match=field):
        Change(fields={field: "completed"})


def test_a_rule_broken_while_deciding_changes_nothing(in_east, ana):
    case = case_in(Status.RECEIVED, ana)
    kept = snapshot()

    def refuse(_: Case) -> Change:
        raise RuleError("no", "No.")

    with pytest.raises(RuleError):
        apply(case.pk, Action.ACCEPT, actor=ana, now=build.NOW, decide=refuse)
    assert snapshot() == kept


def test_the_sweep_is_nobody():
    assert (BY_RULE.id, BY_RULE.name, BY_RULE.is_known) == (None, "", False)
