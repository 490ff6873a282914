"""The way a leave takes in one hall: who approves it, who hears of it, what it needs, or what it counts as."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from rules.errors import RuleError
from rules.tables.leave import STAFF, LeaveStep, LeaveTerms
from rules.tables.named import NamedRule, Office, names_of
from rules.trace import Sentence, TraceLine

LONGEST = 3660  # days
HALVES = 2  # half days in a day

NOTED = Sentence(
    "leave_noted", "%(days)s days are less than %(bound)s: no approval is needed, only: %(name)s."
)
UP_TO = Sentence("leave_up_to", "%(days)s days are no more than %(bound)s days.")
MORE_THAN = Sentence("leave_more_than", "%(days)s days are more than %(bound)s days.")
AT_LEAST = Sentence("leave_at_least", "%(days)s days are %(bound)s days or more.")
APPROVED_BY = Sentence("leave_approved_by", "To be approved by: %(name)s.")
INFORMED = Sentence("leave_informed", "To be told of it: %(offices)s.")
NEEDS_COVER = Sentence("leave_needs_cover", "The post must be filled first.")
NEEDS_RECORD = Sentence("leave_needs_record", "Sick leave needs: %(name)s.")
COUNTS_AS = Sentence(
    "leave_counts_as",
    "Leave without the procedure counts as the breach %(breach)s; half days: %(half_days)s.",
)
LESS_THAN_HALF = Sentence(
    "leave_less_than_half_a_day",
    "Leave without the procedure is counted in whole half days: %(days)s days are none.",
)
SILENT = Sentence(
    "leave_without_procedure_silent",
    "The regulation does not say what leave without the procedure counts as.",
)


class LeaveOutcome(StrEnum):
    NOTED = "noted"  # too short for approval
    APPROVAL = "approval"
    BREACH = "breach"  # taken without the procedure
    SILENT = "silent"  # taken without the procedure, and the regulation does not say what follows
    TOO_SHORT = "too_short"  # taken without the procedure, but not for half a day: nothing is counted


@dataclass(frozen=True)
class LeaveRoute:
    """What a leave needs. With the outcome "breach" it counts as the breach `counts_as` of `half_days`.

    `half_days` are whole half days; a rest is left out, in favour of the person.
    """

    outcome: LeaveOutcome
    step: LeaveStep | None = None
    documents: tuple[NamedRule, ...] = ()
    counts_as: str | None = None
    half_days: int = 0
    article: str | None = None
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)

    @property
    def approver(self) -> str | None:
        return self.step.approver if self.step else None

    @property
    def informs(self) -> tuple[str, ...]:
        return self.step.informs if self.step else ()

    @property
    def needs_cover(self) -> bool:
        return self.step is not None and self.step.needs_cover


def leave_route(
    days: Decimal,
    steps: tuple[LeaveStep, ...],
    terms: LeaveTerms | None = None,
    *,
    who: str = STAFF,
    is_sick: bool = False,
    has_procedure: bool = True,
    offices: tuple[Office, ...] = (),
) -> LeaveRoute:
    """The route of a leave of `days` (of the hall's own unit, `terms.unit`; parts allowed) for one group of people.

    `offices` give those who are told their names in the trace.

    RuleError: "bad_leave_length" (not more than 0, or beyond ten years), "no_leave_route" (the regulation has no
    route for these people).
    """
    _check_length(days)
    terms = terms or LeaveTerms()
    own = [step for step in steps if step.applies_to == who]
    if not own:
        raise RuleError(
            "no_leave_route", "This hall's regulation sets no leave route for: %(who)s.", "who", who=who
        )
    step = next((step for step in own if step.covers(days)), None)
    if step is None:
        return _noted(days, terms)
    if not has_procedure:
        return _without_procedure(days, terms)
    documents = (terms.sick_needs,) if is_sick and terms.sick_needs else ()
    needed = tuple(NEEDS_RECORD.citing(each.article, name=each.name, code=each.code) for each in documents)
    return LeaveRoute(
        LeaveOutcome.APPROVAL,
        step,
        documents,
        article=step.article,
        trace=(*_why(days, step, offices), *needed),
    )


def _noted(days: Decimal, terms: LeaveTerms) -> LeaveRoute:
    # Only leave below the noted bound finds no step: the rule book was checked for it.
    noted = terms.noted
    if noted is None:
        raise RuleError(
            "no_leave_step",
            "This hall's regulation has no step for a leave of %(days)s days.",
            "days",
            days=_plain(days),
        )
    line = NOTED.citing(noted.article, days=_plain(days), bound=_plain(noted.below_days), name=noted.name)
    return LeaveRoute(LeaveOutcome.NOTED, article=noted.article, trace=(line,))


def _without_procedure(days: Decimal, terms: LeaveTerms) -> LeaveRoute:
    rule, half_days = terms.without_procedure, int(days * HALVES)
    if rule is None:
        return LeaveRoute(LeaveOutcome.SILENT, half_days=half_days, trace=(SILENT(),))
    if not half_days:
        line = LESS_THAN_HALF.citing(rule.article, days=_plain(days))
        return LeaveRoute(LeaveOutcome.TOO_SHORT, article=rule.article, trace=(line,))
    line = COUNTS_AS.citing(rule.article, breach=rule.counts_as, half_days=half_days)
    return LeaveRoute(
        LeaveOutcome.BREACH,
        counts_as=rule.counts_as,
        half_days=half_days,
        article=rule.article,
        trace=(line,),
    )


def _why(days: Decimal, step: LeaveStep, offices: tuple[Office, ...]) -> tuple[TraceLine, ...]:
    lines = []
    if step.lower:
        sentence = AT_LEAST if step.includes_lower else MORE_THAN
        lines.append(sentence.citing(step.article, days=_plain(days), bound=_plain(step.lower)))
    if step.upper is not None:
        lines.append(UP_TO.citing(step.article, days=_plain(days), bound=_plain(step.upper)))
    lines.append(APPROVED_BY.citing(step.article, name=step.name or step.english, code=step.approver))
    if step.informs:
        lines.append(INFORMED.citing(step.article, offices=names_of(step.informs, offices)))
    if step.needs_cover:
        lines.append(NEEDS_COVER.citing(step.article))
    return tuple(lines)


def _check_length(days: Decimal) -> None:
    if not isinstance(days, Decimal) or not days.is_finite() or not 0 < days <= LONGEST:
        raise RuleError(
            "bad_leave_length", "A leave must be more than 0 and at most %(most)s days.", "days", most=LONGEST
        )


def _plain(days: Decimal) -> str:
    """3, not 3.0 or 3E+0."""
    return f"{days.normalize():f}"
