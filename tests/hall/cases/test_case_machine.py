"""Any steps, by anybody, in any order, on the real database: what must hold of every case holds after each."""

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from support import build

from county.halls import inside
from hall.cases.actions import accept_case, decline_case, return_case, withdraw_case
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import collect_case, complete_case
from hall.cases.events import is_whole
from hall.cases.extensions import decide_extension, request_extension
from hall.cases.models import (
    Case,
    CaseEvent,
    ClockStop,
    Deadline,
    ExtensionRequest,
    Review,
    SupplementRequest,
    Urge,
)
from hall.cases.papers import receive_supplement, request_supplement
from hall.cases.recount_batch import basis, count_batch
from hall.cases.reviews import decide_review, request_review
from hall.cases.sweep import sweep
from hall.cases.urges import urge_case
from hall.conduct.models import ConductLead
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.notices.models import Notice
from hall.office.close import announce_closure
from hall.office.closures import hall_calendar
from hall.regulations.current import regulation
from hall.telling.models import Message
from rules.clock import Limit, LimitUnit, Stop, due_at
from rules.errors import RuleError
from rules.transitions import MARKS, TABLE, Action, Status

pytestmark = pytest.mark.django_db
TABLES = (
    Case,
    CaseEvent,
    ClockStop,
    ExtensionRequest,
    SupplementRequest,
    Urge,
    Review,
    Deadline,
    DecisionRecord,
    Notice,
    Message,
    ConductLead,
)
MOST_DAYS = 8  # of all extensions of a case
RULES = {
    "supplement": build.SUPPLEMENT,
    "extension": {
        "article": "2",
        "max_days": MOST_DAYS,
        "unit": "working_days",
        "approved_by": "administrator",
        "notice": True,
    },
}
HEARING, SURVEY = "hearing", "site_survey"
VERBS = {
    "accept": accept_case,
    "decline": lambda key, **by: decline_case(key, reason="不符合条件", **by),
    "return": lambda key, **by: return_case(key, reason="不属本厅", **by),
    "withdraw": lambda key, **by: withdraw_case(key, reason="本人申请", **by),
    "ask": lambda key, **by: request_supplement(key, items=["户口簿"], **by),
    "ask_more": lambda key, **by: request_supplement(key, items=["户口簿", "照片"], **by),
    "receive": receive_supplement,
    "hearing": lambda key, **by: stop_clock(key, reason=HEARING, evidence="听证通知", **by),
    "survey": lambda key, **by: stop_clock(key, reason=SURVEY, evidence="踏勘记录", **by),
    "heard": lambda key, **by: resume_clock(key, reason=HEARING, **by),
    "surveyed": lambda key, **by: resume_clock(key, reason=SURVEY, **by),
    "extend_3": lambda key, **by: request_extension(key, days=3, reason="案情复杂", **by),
    "extend_9": lambda key, **by: request_extension(key, days=MOST_DAYS + 1, reason="案情复杂", **by),
    "grant": lambda key, **by: decide_extension(key, is_granted=True, **by),
    "refuse": lambda key, **by: decide_extension(key, is_granted=False, finding="理由不足", **by),
    "urge": lambda key, **by: urge_case(key, words="请抓紧", **by),
    "complete": lambda key, **by: complete_case(key, result="granted", **by),
    "collect": lambda key, **by: collect_case(
        key, collector_name="李小明", collector_id_number=build.ID_NUMBER, **by
    ),
    "ask_review": lambda key, **by: request_review(key, words="材料是齐的", **by),
    "uphold": lambda key, **by: decide_review(key, is_lifted=False, finding="原决定无误", **by),
    "lift": lambda key, **by: decide_review(key, is_lifted=True, finding="材料齐全", **by),
}
# A random verb is mostly illegal; these are what usually comes next.
LIKELY = {
    Status.RECEIVED: ["accept", "accept", "ask", "decline", "return"],
    Status.AWAITING_SUPPLEMENT: ["receive", "receive", "decline"],
    Status.ACCEPTED: [
        *["hearing", "survey", "heard", "surveyed", "ask", "ask_more", "receive", "extend_3", "grant"],
        *["refuse", "urge", "complete", "return"],
    ],
    Status.DECLINED: ["ask_review", "lift", "uphold"],
    Status.RETURNED: ["ask_review", "lift", "uphold"],
    Status.COMPLETED: ["collect"],
}
CODES = {
    *["illegal_transition", "version_conflict", "supplement_still_open", "nothing_awaited"],
    *["already_stopped", "not_stopped", "clock_is_stopped", "extension_too_late", "extension_waits"],
    *["extension_too_long", "extension_not_asked", "not_the_approver", "extension_by_the_same_person"],
    *["review_waits", "review_not_asked", "review_by_the_same_person"],
}
CLOSURES_REFUSED = {"closure_overlaps"}


def everything():
    """Every column of every table, but for when a case is next looked at: that is only a bookmark."""
    return [list(table.objects.order_by("pk").values_list(*columns(table))) for table in TABLES]


def columns(table):
    return [each.attname for each in table._meta.concrete_fields if each.attname != "next_check_at"]


def refused_as(error, codes):
    assert error.code in codes, error.code


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Hall(RuleBasedStateMachine):
    """East, its clerk, its administrator and its discipline officer, for some weeks of 2026."""

    east = west = cast = None  # set by the test

    def __init__(self):
        super().__init__()
        self.now, self.keys = build.NOW, 0
        self.example, self.in_east = ExitStack(), ExitStack()
        self.example.enter_context(undone())
        with inside(self.west):
            self.neighbour = everything()
        self.in_east.enter_context(inside(self.east))

    def teardown(self):
        try:
            assert [each.difference for each in replay() if each.difference] == []
            assert [each for each in Case.objects.all() if not is_whole(each)] == []
            self.in_east.close()
            with inside(self.west):
                assert everything() == self.neighbour
        finally:
            self.in_east.close()
            self.example.close()

    @initialize()
    def somebody_comes(self):
        self.take_in("M-10", "ana")

    @rule(matter=st.sampled_from(["M-0", "M-10"]), who=st.sampled_from(["ana", "bo"]))
    @precondition(lambda self: self.keys < 3)
    def take_in(self, matter, who):
        self.keys += 1
        build.case(getattr(self.cast, who), key=f"k{self.keys}", now=self.now, matter_code=matter)

    @rule(which=st.integers(0, 2), data=st.data(), is_stale=st.sampled_from([False, False, False, True]))
    def step(self, which, data, is_stale):
        """A step that is likely here, or any; by anybody; sometimes by one who saw the case before its last step."""
        cases = list(Case.objects.order_by("day", "day_number"))
        case = cases[which % len(cases)]
        likely = LIKELY.get(Status(case.status), [])
        name = data.draw(st.sampled_from([*likely, *likely, *VERBS]))
        actor = getattr(self.cast, data.draw(st.sampled_from(["ana", "bo", "dan"])))
        kept, version = everything(), case.version
        try:
            VERBS[name](
                case.pk, actor=actor, now=self.now, expected_version=version - 1 if is_stale else version
            )
        except RuleError as error:
            refused_as(error, CODES)
            self.changed_nothing_but_by_rule(case, kept)
        else:
            steps = CaseEvent.objects.filter(case=case, sequence__gt=version)
            assert [each.actor_id for each in steps if each.action != "deem_accepted"] == [actor.id]
            if is_stale:  # only a mark of the sweep may lie between
                assert CaseEvent.objects.get(case=case, sequence=version).action in MARKS

    def changed_nothing_but_by_rule(self, case, kept):
        """A refused step leaves every row as it was; only acceptance by rule, which was due before it, stands."""
        if everything() == kept:
            return
        added = CaseEvent.objects.filter(case=case, sequence__gt=case.version)
        assert [(each.action, each.actor_name) for each in added] == [("deem_accepted", "")]

    @rule(length=st.sampled_from([(0, 1), (0, 7), (1, 0), (3, 0), (9, 0)]))
    def time_passes(self, length):
        days, hours = length
        self.now += timedelta(days=days, hours=hours)

    @rule()
    def the_sweep_comes(self):
        """Acceptance by rule may show that the case is due soon, or overdue: each run takes one step of a case."""
        runs = [sweep(now=self.now) for _ in range(4)]
        assert [each.failed for each in runs] == [0, 0, 0, 0]
        assert runs[-1].marked == 0

    @rule(ahead=st.integers(1, 9))
    def the_hall_announces_a_day_off(self, ahead):
        day = (self.now + timedelta(days=ahead)).date()
        try:
            announce_closure(day, day, "检修", actor=self.cast.bo, now=self.now)
        except RuleError as error:
            refused_as(error, CLOSURES_REFUSED)
        done = count_batch(basis(), None, at_most=100, now=self.now)
        assert not done.has_failed

    @invariant()
    def every_case_says_what_was_decided_and_did_what_is_allowed(self):
        assert list(disagreements()) == []
        for case in Case.objects.all():
            self.its_way_is_legal(case)
            self.its_time_is_accounted_for(case)
        taken = list(Case.objects.order_by("day", "day_number").values_list("day", "day_number"))
        days = sorted({day for day, _ in taken})
        counted = [(day, n + 1) for day in days for n in range(sum(day == each for each, _ in taken))]
        assert taken == counted

    def its_way_is_legal(self, case):
        events = list(case.events.order_by("sequence"))
        assert [each.sequence for each in events] == list(range(1, case.version + 1))
        for before, event in pairwise(events):
            assert event.from_status == before.to_status
            assert TABLE[Status(event.from_status), Action(event.action)] == event.to_status
        assert events[-1].to_status == case.status
        marked = [each.happened_at for each in events if each.action == Action.MARK_OVERDUE]
        assert len(marked) == len(set(marked)), "marked twice for one due date"

    def its_time_is_accounted_for(self, case):
        stops = list(ClockStop.objects.filter(case=case).order_by("started_at", "id"))
        for reason in {each.reason for each in stops}:
            of_it = [each for each in stops if each.reason == reason]
            assert all(one.ended_at and one.ended_at <= other.started_at for one, other in pairwise(of_it))
        granted = ExtensionRequest.objects.filter(case=case, is_granted=True)
        days = sum(each.days for each in granted)
        assert days <= MOST_DAYS
        if case.status != Status.ACCEPTED:
            assert case.next_check_at is None or case.status == Status.RECEIVED
            return
        again = due_at(
            case.accepted_at,
            Limit(case.promised_limit, LimitUnit(case.promised_unit)),
            calendar=hall_calendar(),
            hours=regulation(case.regulation_id).hours,
            stops=[Stop(each.started_at, each.ended_at, each.reason) for each in stops],
            extension_days=days,
        )
        assert (case.due_at, case.is_stopped) == (again.due_at, again.is_stopped)


def test_whatever_is_done_in_whatever_order(east, west, cast):
    with inside(east):
        build.regulation("2026-1", build.NOW.date(), **RULES)
    with inside(west):
        stranger = build.case(cast.wei)
        accept_case(stranger.pk, actor=cast.wei, now=build.NOW)
    Hall.east, Hall.west, Hall.cast = east, west, cast
    run(
        Hall,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
