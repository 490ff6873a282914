"""Joint cases of the demo, by the verbs of their windows: copied, acknowledged, decided; the last part may be late."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from county.registry.permissions import Actor, Role, permissions_of
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.demo.opening import MINUTE, Opening
from hall.joint.copying import PartWanted, acknowledge_copy, copy_case
from hall.joint.models import Part
from hall.joint.parts import decide_part
from hall.people.models import Staff
from hall.regulations.current import regulation
from rules.joint import UNSTATED
from rules.limits import Limit, LimitUnit

NOT_APPROVED = 0.03  # share of parts
WORDS = {"approved": "经审查，符合条件，同意。", "refused": "经审查，不符合规划要求，不同意。"}
CLERK = frozenset({Role.CLERK.value})


@dataclass(frozen=True)
class Joint:
    """One joint case of the demo: who leads, and who decides which part."""

    lead: Actor
    parts: list[tuple[Part, Actor]]
    dice: Random

    @property
    def is_refused(self) -> bool:
        return any(part.outcome == Part.Outcome.REFUSED for part, _ in self.parts)

    def decide_others(self, accepted: datetime, until: datetime, opening: Opening) -> None:
        """All parts but the last are decided on the way, in the order of their moments."""
        shares = sorted(self.dice.random() for _ in self.parts[1:])
        for (part, actor), share in zip(self.parts[:-1], shares, strict=True):
            moment = opening.at_or_before(accepted + (until - accepted) * share)
            self._decide(part, actor, max(moment, part.copied_at + MINUTE))

    def decide_last(self, at: datetime) -> None:
        self._decide(*self.parts[-1], at)

    def _decide(self, part: Part, actor: Actor, at: datetime) -> None:
        part.outcome = "refused" if self.dice.random() < NOT_APPROVED else "approved"
        decide_part(part.pk, outcome=part.outcome, opinion=WORDS[part.outcome], actor=actor, now=at)


def copied(case: Case, clerk: Actor, accepted: datetime) -> Joint:
    """The accepted case, copied a minute later to as many departments as the hall's rule asks for, and acknowledged."""
    dice, seats = Random(f"joint {case.number}"), _seats()  # noqa: S311 - the same every time
    rule = regulation(case.regulation_id).rulebook.joint
    others = sorted(code for code in seats if code != case.department)
    chosen = dice.sample(others, min(len(others), (rule and rule.minimum) or UNSTATED))
    days = max(1, case.promised_limit * 2 // 3)
    at = accepted + MINUTE
    wanted = [PartWanted(code, Limit(days, LimitUnit.WORKING_DAYS), seats[code].name) for code in chosen]
    lead = _at(case.window) or clerk
    copy_case(case.pk, parts=wanted, actor=lead, now=at)
    parts = [(part, seats[part.department]) for part in Part.objects.filter(case=case)]
    for part, actor in parts:
        acknowledge_copy(part.pk, actor=actor, now=at + timedelta(minutes=1))
    return Joint(lead, parts, dice)


def _seats() -> dict[str, Actor]:
    """Who decides for each department that has somebody at a window."""
    seats: dict[str, Actor] = {}
    for window in Window.objects.order_by("place", "code"):
        if actor := _at(window):
            for code in window.departments:
                seats.setdefault(code, actor)
    return seats


def _at(window: Window) -> Actor | None:
    person = Staff.objects.filter(windows=window, is_active=True).order_by("user_id").first()
    return Actor(person.user_id, person.name, permissions_of(CLERK), CLERK) if person else None
