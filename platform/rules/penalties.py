"""What a breach costs and a merit earns: a signed amount for each party, with the article and the arithmetic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from rules import penalty_reasons as reasons
from rules.errors import RuleError
from rules.tables.consequences import Consequence, following
from rules.tables.deadlines import Deadline
from rules.tables.penalties import Liable, Merit, PartDay, Penalty, PenaltyUnit, Per
from rules.trace import TraceLine

R = TypeVar("R", Penalty, Merit)
HALVES = 2  # half days in a day
MOST = 10_000


@dataclass(frozen=True)
class Breach:
    """An established breach. `parties` names, by an opaque id, who stands for each liable party.

    An absence is given in `half_days`, whatever the hall counts it by; everything else in `occurrences`. `kind` is
    the kind of the case it happened in, if it happened in one; `limits_missed` are the limits that were missed
    there, by their codes.
    """

    code: str
    parties: Mapping[Liable, str]
    occurrences: int = 1
    half_days: int | None = None
    is_grave: bool = False
    kind: str | None = None
    limits_missed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Achievement:
    """An established merit, `occurrences` times over."""

    code: str
    parties: Mapping[Liable, str]
    occurrences: int = 1


@dataclass(frozen=True)
class AssessmentLine:
    """What one party is charged (amount below 0) or credited (above 0), in the unit of the hall's scheme.

    The unit is None when there is no amount, only consequences. A fine of 20 yuan is -20.
    """

    code: str
    party: Liable
    party_id: str
    amount: int
    unit: PenaltyUnit | None
    article: str
    consequences: tuple[Consequence, ...] = ()
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def penalty_lines(
    breach: Breach,
    penalties: Iterable[Penalty],
    consequences: Iterable[Consequence] = (),
    limits: Iterable[Deadline] = (),
) -> tuple[AssessmentLine, ...]:
    """One line for each liable party, each bearing the whole amount. `limits` give missed ones their names.

    RuleError: "unknown_breach" (this hall punishes no such thing), "bad_quantity", "half_days_missing",
    "party_missing", "breach_of_another_kind", "limit_was_kept".
    """
    unknown = RuleError(
        "unknown_breach",
        "This hall's regulation punishes no breach called %(breach)s.",
        "code",
        breach=breach.code,
    )
    rule = _found(breach.code, penalties, unknown)
    if rule.kind is not None and breach.kind != rule.kind:
        raise RuleError(
            "breach_of_another_kind",
            "The breach %(breach)s concerns cases of the kind %(kind)s only.",
            "kind",
            breach=rule.code,
            kind=rule.kind,
        )
    quantity, said = _quantity(breach, rule)
    said = _missed(breach, rule, limits) + said
    is_grave = breach.is_grave and rule.grave_when is not None
    rate = (rule.grave_amount or rule.amount) if is_grave else rule.amount
    if is_grave:
        said += (reasons.GRAVE.citing(rule.article, when=rule.grave_when),)
    elif breach.is_grave:
        said += (reasons.NO_GRAVE_CASE.citing(rule.article),)
    cost = reasons.COSTS[rule.unit, rule.per].citing(
        rule.article,
        name=rule.occurrence,
        code=rule.code,
        rate=rate,
        quantity=quantity,
        amount=rate * quantity,
    )
    codes = rule.consequences + (rule.grave_consequences if is_grave else ())
    follows = _declared(codes, consequences)
    return tuple(
        AssessmentLine(
            rule.code,
            party,
            _party_id(breach.parties, party),
            -rate * quantity,
            rule.unit,
            rule.article,
            follows,
            (*said, cost, reasons.BORNE_BY[party].citing(rule.article), *following(follows)),
        )
        for party in rule.applies_to
    )


def merit_lines(
    achievement: Achievement, merits: Iterable[Merit], consequences: Iterable[Consequence] = ()
) -> tuple[AssessmentLine, ...]:
    """One line for each party credited. RuleError: "unknown_merit", "bad_quantity", "party_missing"."""
    unknown = RuleError(
        "unknown_merit",
        "This hall's regulation rewards no merit called %(merit)s.",
        "code",
        merit=achievement.code,
    )
    rule = _found(achievement.code, merits, unknown)
    times = _checked(achievement.occurrences, "occurrences")
    amount = (rule.amount or 0) * times
    earned = (
        reasons.EARNS[rule.unit].citing(
            rule.article,
            name=rule.occurrence,
            code=rule.code,
            rate=rule.amount,
            quantity=times,
            amount=amount,
        )
        if rule.unit is not None
        else reasons.EARNS_NO_AMOUNT.citing(rule.article, name=rule.occurrence, code=rule.code)
    )
    follows = _declared(rule.consequences, consequences)
    return tuple(
        AssessmentLine(
            rule.code,
            party,
            _party_id(achievement.parties, party),
            amount,
            rule.unit,
            rule.article,
            follows,
            (earned, *following(follows)),
        )
        for party in rule.applies_to
    )


def _quantity(breach: Breach, rule: Penalty) -> tuple[int, tuple[TraceLine, ...]]:
    """How often the rate is due, and what has to be said about it."""
    if rule.per is Per.OCCURRENCE:
        return _checked(breach.occurrences, "occurrences"), ()
    if breach.half_days is None:
        raise RuleError(
            "half_days_missing",
            "The breach %(breach)s is counted by time: in half days.",
            "half_days",
            breach=rule.code,
        )
    half_days = _checked(breach.half_days, "half_days")
    if rule.per is Per.HALF_DAY:
        return half_days, ()
    days, left = divmod(half_days, HALVES)
    if not left:
        return days, ()
    is_counted = rule.part_day is PartDay.COUNTED
    days += is_counted
    sentence = reasons.PART_DAY_COUNTED if is_counted else reasons.PART_DAY_DROPPED
    return days, (sentence.citing(rule.article, half_days=half_days, days=days),)


def _missed(breach: Breach, rule: Penalty, limits: Iterable[Deadline]) -> tuple[TraceLine, ...]:
    """That every limit was missed whose missing makes the breach."""
    if not rule.limits_missed:
        return ()
    names = {limit.code: limit.name for limit in limits}
    needed = "、".join(names.get(code, code) for code in rule.limits_missed)
    if not breach.limits_missed.issuperset(rule.limits_missed):
        raise RuleError(
            "limit_was_kept",
            "This is a breach only when every one of these limits was missed: %(limits)s.",
            "limits_missed",
            limits=needed,
        )
    return (reasons.LIMITS_MISSED.citing(rule.article, limits=needed, codes=list(rule.limits_missed)),)


def _checked(quantity: int, name: str) -> int:
    if type(quantity) is not int or not 1 <= quantity <= MOST:
        raise RuleError(
            "bad_quantity", "A quantity must be a whole number from 1 to %(most)s.", name, most=MOST
        )
    return quantity


def _found(code: str, rules: Iterable[R], unknown: RuleError) -> R:
    for rule in rules:
        if rule.code == code:
            return rule
    raise unknown


def _party_id(parties: Mapping[Liable, str], party: Liable) -> str:
    if not parties.get(party):
        raise RuleError(
            "party_missing",
            "It must be said which %(party)s is liable.",
            f"parties.{party}",
            party=str(party),
        )
    return parties[party]


def _declared(codes: tuple[str, ...], consequences: Iterable[Consequence]) -> tuple[Consequence, ...]:
    by_code = {each.code: each for each in consequences}
    return tuple(by_code[code] for code in codes)
