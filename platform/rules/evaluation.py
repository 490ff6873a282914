"""The score of one member of staff or one window: marks by dimension and view, weighed, rounded once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rules.errors import RuleError
from rules.tables.evaluation import FULL_WEIGHT, Dimension, EvaluationTerms, View, ViewRule
from rules.trace import Sentence, TraceLine

Mark = int | Decimal
Marks = Mapping[str, Mapping[str, Mark]]

OF_DIMENSION = Sentence("score_of_dimension", "%(name)s: %(arithmetic)s = %(score)s.")
WEIGHED = Sentence("score_weighed", "All dimensions: %(arithmetic)s = %(score)s.")
ROUNDED = Sentence("score_rounded", "Rounded once, half up, to two decimals: %(score)s of %(full_mark)s.")


@dataclass(frozen=True)
class Score:
    """`exact` is what is ranked by, `value` what is shown. `by_dimension` are exact, before weighing."""

    value: Decimal
    exact: Fraction
    by_dimension: Mapping[str, Fraction]
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def score_of(
    marks: Marks,
    dimensions: Sequence[Dimension],
    views: Sequence[ViewRule],
    terms: EvaluationTerms,
) -> Score:
    """The weighed mean of `marks[dimension][view]`, on the scale of the marks: 0 to the full mark.

    Rows without weights weigh the same. RuleError: "no_evaluation" (the regulation names no dimensions or no
    views), "mark_missing", "mark_unknown", "bad_mark", with the place as field: `marks.study.peer`.
    """
    if not dimensions or not views:
        raise RuleError("no_evaluation", "This hall's regulation says nothing of how to evaluate.")
    _check_marks(marks, dimensions, views, terms)
    by_view, by_rule = _weights(views), _weights(dimensions)
    by_dimension, trace = {}, []
    for dimension in dimensions:
        given = [(view.name, Fraction(marks[dimension.code][view.code])) for view in views]
        mean = sum((mark * weight for (_, mark), weight in zip(given, by_view, strict=True)), Fraction())
        by_dimension[dimension.code] = mean
        trace.append(
            OF_DIMENSION.citing(
                dimension.article, name=dimension.name, arithmetic=_sum(given, by_view), score=str(mean)
            )
        )
    named = [(dimension.name, by_dimension[dimension.code]) for dimension in dimensions]
    exact = sum((mean * weight for (_, mean), weight in zip(named, by_rule, strict=True)), Fraction())
    value = _rounded(exact)
    trace.append(WEIGHED.citing(terms.article, arithmetic=_sum(named, by_rule), score=str(exact)))
    trace.append(ROUNDED.citing(terms.article, score=str(value), full_mark=terms.full_mark))
    return Score(value, exact, by_dimension, tuple(trace))


def _weights(rows: Sequence[Dimension] | Sequence[ViewRule]) -> list[Fraction]:
    """Shares of 1: the percent given, or the same for each."""
    return [
        Fraction(1, len(rows)) if row.weight is None else Fraction(row.weight, FULL_WEIGHT) for row in rows
    ]


def _check_marks(
    marks: Marks, dimensions: Sequence[Dimension], views: Sequence[ViewRule], terms: EvaluationTerms
) -> None:
    asked = {(dimension.code, str(view.code)) for dimension in dimensions for view in views}
    given = {(dimension, str(view)) for dimension, by_view in marks.items() for view in by_view}
    for place in sorted(asked - given):
        raise RuleError("mark_missing", "A mark is missing.", ".".join(("marks", *place)))
    for place in sorted(given - asked):
        raise RuleError(
            "mark_unknown", "This hall's regulation asks for no such mark.", ".".join(("marks", *place))
        )
    for dimension, view in sorted(asked):
        if not _is_mark(marks[dimension][View(view)], terms.full_mark):
            raise RuleError(
                "bad_mark",
                "A mark must be a number from 0 to %(full_mark)s.",
                f"marks.{dimension}.{view}",
                full_mark=terms.full_mark,
            )


def _is_mark(mark: object, full_mark: int) -> bool:
    if isinstance(mark, Decimal):
        return mark.is_finite() and 0 <= mark <= full_mark
    return type(mark) is int and 0 <= mark <= full_mark


def _rounded(exact: Fraction) -> Decimal:
    """Half up in whole numbers: a third has no decimal that could be rounded."""
    return Decimal(math.floor(exact * 100 + Fraction(1, 2))).scaleb(-2)


def _sum(given: list[tuple[str, Fraction]], weights: list[Fraction]) -> str:
    """ "自评 90 × 1/3 + 互评 80 × 1/3"; percents are shown as fractions, which lose nothing."""
    return " + ".join(
        f"{name} {mark} × {weight}" for (name, mark), weight in zip(given, weights, strict=True)
    )
