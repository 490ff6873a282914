"""Which rung of accountability a set of established facts leads to, in a ladder that is the hall's own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from rules.errors import RuleError
from rules.hours import LOCAL
from rules.tables.penalties import Liable
from rules.tables.rungs import AccountabilityRung, Trigger
from rules.trace import Sentence, TraceLine

MET = Sentence("trigger_met", "%(text)s: leads to rung %(rung)s, %(name)s.")
MET_TIMES = Sentence(
    "trigger_met_times",
    "%(text)s: counted %(times)s, from %(needed)s on it leads to rung %(rung)s, %(name)s.",
)
MET_FIRST_URGE = Sentence(
    "trigger_met_first_urge",
    "%(text)s: finished %(finished)s, within the first urge's limit %(until)s: rung %(rung)s, %(name)s.",
)
MET_AFTER_RUNG = Sentence(
    "trigger_met_after_rung", "%(text)s: after rung %(earlier)s it leads to rung %(rung)s, %(name)s."
)
TOO_FEW_TIMES = Sentence(
    "trigger_too_few_times",
    "%(text)s: counted %(times)s, fewer than %(needed)s, so rung %(rung)s is not reached.",
)
NOT_IN_FIRST_URGE = Sentence(
    "trigger_not_in_first_urge",
    "%(text)s: not finished within the first urge's limit, so this does not lead to rung %(rung)s.",
)
NOT_AFTER_RUNG = Sentence(
    "trigger_not_after_rung",
    "%(text)s: rung %(earlier)s was not reached before, so rung %(rung)s is not reached.",
)
GRAVE = Sentence("grave_rung", "The grave case of rung %(rung)s is given: %(when)s.")
HIGHEST = Sentence("highest_rung", "The highest rung reached holds: rung %(rung)s, %(name)s.")
NO_RUNG = Sentence("no_rung", "No rung of accountability is reached.")


@dataclass(frozen=True)
class Fact:
    """One established fact, by the code of a trigger, `times` over.

    For a late matter: when it was finished, and until when the first urge allowed it. `is_grave`: the grave case
    of its rung is given.
    """

    code: str
    times: int = 1
    is_grave: bool = False
    finished_at: datetime | None = None
    first_urge_until: datetime | None = None

    @property
    def is_within_first_urge(self) -> bool:
        """On the limit of the first urge itself it is still within."""
        return (
            self.finished_at is not None
            and self.first_urge_until is not None
            and self.finished_at <= self.first_urge_until
        )


@dataclass(frozen=True)
class Accountability:
    """The highest rung the facts lead to, with every trigger of that rung that is met; None: no rung at all.

    `consequences` are codes of `[[consequences]]`.
    """

    rung: AccountabilityRung | None
    triggers: tuple[Trigger, ...] = ()
    consequences: tuple[str, ...] = ()
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)

    @property
    def applies_to(self) -> tuple[Liable, ...]:
        """On whom the rung falls, each party once, in the order of the triggers."""
        return tuple(dict.fromkeys(trigger.applies_to for trigger in self.triggers))


def accountability_for(
    facts: Iterable[Fact], ladder: tuple[AccountabilityRung, ...], earlier_rungs: frozenset[int] = frozenset()
) -> Accountability:
    """The rung that established facts lead to; `earlier_rungs` are those the same party stood on before.

    Facts of the same code add up. RuleError: "unknown_trigger" for a code no rung has, "bad_times".
    """
    established = tuple(facts)
    _check_facts(established, ladder)
    reached: tuple[AccountabilityRung | None, tuple[Trigger, ...]] = (None, ())
    trace: list[TraceLine] = []
    for rung in ladder:
        judged = [
            (trigger, *_judge(trigger, rung, given, earlier_rungs))
            for trigger in rung.triggers
            if (given := [fact for fact in established if fact.code == trigger.code])
        ]
        trace += [line for _, _, line in judged]
        if met := tuple(trigger for trigger, is_met, _ in judged if is_met):
            reached = rung, met
    rung_reached, triggers = reached
    trace.append(
        HIGHEST.citing(rung_reached.article, rung=rung_reached.rung, name=rung_reached.name)
        if rung_reached
        else NO_RUNG()
    )
    if rung_reached is None:
        return Accountability(None, trace=tuple(trace))
    follows = rung_reached.consequences
    codes = {trigger.code for trigger in triggers}
    if rung_reached.grave_when and any(fact.is_grave and fact.code in codes for fact in established):
        follows += rung_reached.grave_consequences
        trace.append(GRAVE.citing(rung_reached.article, rung=rung_reached.rung, when=rung_reached.grave_when))
    return Accountability(rung_reached, triggers, follows, tuple(trace))


def _judge(
    trigger: Trigger, rung: AccountabilityRung, facts: list[Fact], earlier_rungs: frozenset[int]
) -> tuple[bool, TraceLine]:
    """Whether the facts meet the trigger, and why (not). Every condition of the trigger must hold."""
    said: dict[str, Any] = {"text": trigger.text, "code": trigger.code, "rung": rung.rung}
    name = {"name": rung.name}
    line = MET.citing(rung.article, **said, **name)
    if trigger.times is not None:
        times = sum(fact.times for fact in facts)
        counted = {"times": times, "needed": trigger.times}
        if times < trigger.times:
            return False, TOO_FEW_TIMES.citing(rung.article, **said, **counted)
        line = MET_TIMES.citing(rung.article, **said, **counted, **name)
    if trigger.after_rung is not None:
        if trigger.after_rung not in earlier_rungs:
            return False, NOT_AFTER_RUNG.citing(rung.article, **said, earlier=trigger.after_rung)
        line = MET_AFTER_RUNG.citing(rung.article, **said, earlier=trigger.after_rung, **name)
    if trigger.within_first_urge:
        within = next((fact for fact in facts if fact.is_within_first_urge), None)
        if within is None:
            return False, NOT_IN_FIRST_URGE.citing(rung.article, **said)
        line = MET_FIRST_URGE.citing(
            rung.article,
            **said,
            **name,
            finished=_local(within.finished_at),
            until=_local(within.first_urge_until),
        )
    return True, line


def _check_facts(facts: tuple[Fact, ...], ladder: tuple[AccountabilityRung, ...]) -> None:
    known = {trigger.code for rung in ladder for trigger in rung.triggers}
    for at, fact in enumerate(facts):
        if fact.code not in known:
            raise RuleError(
                "unknown_trigger",
                "This hall's regulation knows no ground of accountability called %(ground)s.",
                f"facts[{at}].code",
                ground=fact.code,
            )
        if type(fact.times) is not int or fact.times < 1:
            raise RuleError("bad_times", "The number of times must be 1 or more.", f"facts[{at}].times")


def _local(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}" if at else ""
