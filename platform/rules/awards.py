"""Who is given an award: within the quota, never those who lost eligibility, and never by drawing lots."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import groupby

from rules.errors import RuleError
from rules.tables.named import NamedRule
from rules.tables.penalties import Liable
from rules.tables.reading import Row
from rules.trace import Sentence, TraceLine

QUOTA = Sentence("award_quota", "%(name)s: from %(minimum)s to %(maximum)s each time.")
EXCLUDED = Sentence("award_excluded", "%(id)s has lost eligibility for awards.")
CHOSEN = Sentence("award_chosen", "%(id)s is chosen with the score %(score)s.")
CHOSEN_PREFERRED = Sentence(
    "award_chosen_preferred",
    "%(id)s is chosen with the score %(score)s; among equals it goes first, because preferred.",
)
UNDECIDED = Sentence(
    "award_undecided", "%(ids)s stand equal for what is left of the quota, %(places)s: people decide."
)
TOO_FEW = Sentence("award_too_few", "Only %(eligible)s may be given it, fewer than %(minimum)s.")


@dataclass(frozen=True)
class Award(NamedRule):
    """How many of an award are given each time, and to whom: windows or persons."""

    applies_to: Liable
    minimum: int = 1
    maximum: int = 1


def read_award(row: Row) -> Award:
    """`[[awards]]` code name english applies_to ("window" or "person") minimum maximum article"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    award = Award(*named, row.choice("applies_to", Liable), row.number("minimum"), row.number("maximum"))
    if award.maximum < award.minimum:
        raise row.refuse("maximum", "%(where)s must not be less than the minimum.")
    return award


@dataclass(frozen=True)
class Candidate:
    """A window or a person by an opaque id, with the exact score of the evaluation."""

    id: str
    score: Fraction
    loses_eligibility: bool = False
    is_preferred: bool = False


@dataclass(frozen=True)
class Selection:
    """The winners, best first. `undecided` stand equal for the last `places` left: people decide, not the law."""

    winners: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    places: int = 0
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def select(award: Award, candidates: Sequence[Candidate]) -> Selection:
    """As many winners as the quota allows, by score; with equal scores who is preferred goes first.

    RuleError("candidate_twice") when an id comes twice.
    """
    _check_once(candidates)
    trace = [QUOTA.citing(award.article, name=award.name, minimum=award.minimum, maximum=award.maximum)]
    trace += [EXCLUDED.citing(award.article, id=each.id) for each in candidates if each.loses_eligibility]
    eligible = sorted((each for each in candidates if not each.loses_eligibility), key=_order)
    winners: list[str] = []
    undecided: tuple[str, ...] = ()
    for _, equal in groupby(eligible, key=_order):
        group, places = list(equal), award.maximum - len(winners)
        if not places:
            break
        if len(group) > places:
            undecided = tuple(sorted(each.id for each in group))
            trace.append(UNDECIDED.citing(award.article, ids=", ".join(undecided), places=places))
            break
        for each in sorted(group, key=lambda one: one.id):
            winners.append(each.id)
            sentence = CHOSEN_PREFERRED if each.is_preferred else CHOSEN
            trace.append(sentence.citing(award.article, id=each.id, score=str(each.score)))
    if len(eligible) < award.minimum:
        trace.append(TOO_FEW.citing(award.article, eligible=len(eligible), minimum=award.minimum))
    places = award.maximum - len(winners) if undecided else 0
    return Selection(tuple(winners), undecided, places, tuple(trace))


def _order(candidate: Candidate) -> tuple[Fraction, bool]:
    return -candidate.score, not candidate.is_preferred


def _check_once(candidates: Sequence[Candidate]) -> None:
    ids = [each.id for each in candidates]
    for at, one in enumerate(ids):
        if one in ids[:at]:
            raise RuleError("candidate_twice", "A candidate stands only once.", f"candidates[{at}].id")
