"""Who must put right what was wrong: the bottom of a ranking, and whoever had a bad influence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rules.tables.evaluation import EvaluationTerms
from rules.trace import Sentence, TraceLine

AT_THE_BOTTOM = Sentence(
    "rectify_bottom",
    "The score %(score)s is among the lowest %(bottom)s of %(ranked)s: it must be put right.",
)
BAD_INFLUENCE = Sentence("rectify_bad_influence", "There was a bad influence: it must be put right.")
HELD_ACCOUNTABLE = Sentence("rectify_held_accountable", "Accountability follows besides.")


@dataclass(frozen=True)
class Rectification:
    """A window or a person, by an opaque id, that gets a rectification opinion with a deadline, and is held
    accountable besides where the regulation says so."""

    id: str
    article: str
    is_held_accountable: bool = False
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def rectifications(
    scores: Mapping[str, Fraction], terms: EvaluationTerms, with_bad_influence: Collection[str] = ()
) -> tuple[Rectification, ...]:
    """Those who must rectify, the lowest score first; those who had a bad influence without a score come last.

    The bottom are those with fewer than `bottom` others below them, so equals share it. Whoever has the best
    score is never at the bottom, however few are ranked: where all scores are the same, nobody is.
    """
    best = max(scores.values(), default=None)
    ranked = sorted(scores, key=lambda one: (scores[one], one))
    made = []
    for one in [*ranked, *sorted(set(with_bad_influence) - set(scores))]:
        trace = []
        below = sum(other < scores[one] for other in scores.values()) if one in scores else 0
        if one in scores and scores[one] != best and below < (terms.bottom or 0):
            trace.append(
                AT_THE_BOTTOM.citing(
                    terms.article, score=str(scores[one]), bottom=terms.bottom, ranked=len(scores)
                )
            )
        if terms.bad_influence_is_rectified and one in with_bad_influence:
            trace.append(BAD_INFLUENCE.citing(terms.article))
        if trace and terms.is_held_accountable:
            trace.append(HELD_ACCOUNTABLE.citing(terms.article))
        if trace:
            made.append(Rectification(one, terms.article, terms.is_held_accountable, tuple(trace)))
    return tuple(made)
