"""What an assessment says of its arithmetic, sentence by sentence; the article is the hall's own."""

from rules.tables.penalties import Liable, PenaltyUnit, Per
from rules.trace import Sentence

COSTS = {
    (PenaltyUnit.POINTS, Per.OCCURRENCE): Sentence(
        "deducted_per_occurrence",
        "%(name)s, points deducted: %(rate)s each time × %(quantity)s = %(amount)s.",
    ),
    (PenaltyUnit.POINTS, Per.HALF_DAY): Sentence(
        "deducted_per_half_day",
        "%(name)s, points deducted: %(rate)s each half day × %(quantity)s = %(amount)s.",
    ),
    (PenaltyUnit.POINTS, Per.DAY): Sentence(
        "deducted_per_day",
        "%(name)s, points deducted: %(rate)s each day × %(quantity)s = %(amount)s.",
    ),
    (PenaltyUnit.YUAN, Per.OCCURRENCE): Sentence(
        "fined_per_occurrence",
        "%(name)s, fine in yuan: %(rate)s each time × %(quantity)s = %(amount)s.",
    ),
    (PenaltyUnit.YUAN, Per.HALF_DAY): Sentence(
        "fined_per_half_day",
        "%(name)s, fine in yuan: %(rate)s each half day × %(quantity)s = %(amount)s.",
    ),
    (PenaltyUnit.YUAN, Per.DAY): Sentence(
        "fined_per_day",
        "%(name)s, fine in yuan: %(rate)s each day × %(quantity)s = %(amount)s.",
    ),
}
EARNS = {
    PenaltyUnit.POINTS: Sentence(
        "earns_points", "%(name)s, points added: %(rate)s each time × %(quantity)s = %(amount)s."
    ),
    PenaltyUnit.YUAN: Sentence(
        "earns_yuan", "%(name)s, yuan added: %(rate)s each time × %(quantity)s = %(amount)s."
    ),
}
EARNS_NO_AMOUNT = Sentence("earns_no_amount", "%(name)s: no amount is added.")

PART_DAY_DROPPED = Sentence(
    "part_day_dropped",
    "Only whole days count, in favour of the person: half days %(half_days)s, whole days %(days)s.",
)
PART_DAY_COUNTED = Sentence(
    "part_day_counted", "A day begun counts whole: half days %(half_days)s, counted as days %(days)s."
)
LIMITS_MISSED = Sentence("limits_missed", "Every one of these limits was missed: %(limits)s.")
GRAVE = Sentence("grave_case", "The grave case is given: %(when)s.")
NO_GRAVE_CASE = Sentence(
    "no_grave_case", "The regulation names no grave case of this breach: the ordinary amount applies."
)
BORNE_BY = {
    Liable.PERSON: Sentence("borne_by_person", "Borne by the person directly responsible."),
    Liable.WINDOW: Sentence("borne_by_window", "Borne by the window."),
    Liable.HEAD: Sentence("borne_by_head", "Borne by the head of the department."),
}
TOTAL = {
    PenaltyUnit.POINTS: Sentence("total_points", "Added up, in points: %(arithmetic)s = %(total)s."),
    PenaltyUnit.YUAN: Sentence("total_yuan", "Added up, in yuan: %(arithmetic)s = %(total)s."),
}
