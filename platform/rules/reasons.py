"""What the clock says in a trace, sentence by sentence, with the article of general law behind each."""

from rules.trace import Sentence

# Civil Code art. 201: the day a period begins is not counted; hours run from the instant agreed on.
# Art. 203: a period ending on a legal holiday ends on the day after it; on its last day it ends when business
# hours end. Administrative Licensing Law art. 45: the time of hearings, inspections and expert reviews is not
# counted; for a survey, a public notice or a missing paper it is the hall's record that stops the clock.
BEGINNING = "《民法典》第201条"
ENDING = "《民法典》第203条"
SPECIAL_PROCEDURES = "《行政许可法》第45条"
STOPPED_BY_LAW = frozenset({"hearing", "expert_review"})

ACCEPTED = Sentence(
    "accepted_in_hours", "Accepted on %(day)s at %(time)s, inside opening hours: day 0 is %(day_zero)s."
)
ACCEPTED_EARLY = Sentence(
    "accepted_before_opening",
    "Accepted on %(day)s at %(time)s, before opening: counts from %(opening)s the same day; "
    "day 0 is %(day_zero)s.",
)
ACCEPTED_AT_LUNCH = Sentence(
    "accepted_at_lunch",
    "Accepted on %(day)s at %(time)s, during the break: counts from %(opening)s the same day; "
    "day 0 is %(day_zero)s.",
)
ACCEPTED_LATE = Sentence(
    "accepted_after_closing",
    "Accepted on %(day)s at %(time)s, after closing at %(closing)s: counts as accepted on the next working "
    "day; day 0 is %(day_zero)s.",
)
ACCEPTED_ON_WEEKEND = Sentence(
    "accepted_on_weekend",
    "Accepted on %(day)s at %(time)s, on a weekend: counts as accepted on the next working day; "
    "day 0 is %(day_zero)s.",
)
ACCEPTED_ON_HOLIDAY = Sentence(
    "accepted_on_holiday",
    "Accepted on %(day)s at %(time)s, on a holiday (%(name)s): counts as accepted on the next working day; "
    "day 0 is %(day_zero)s.",
)
ACCEPTED_ON_CLOSURE = Sentence(
    "accepted_on_closure",
    "Accepted on %(day)s at %(time)s, while the hall was closed (%(name)s): counts as accepted on the next "
    "working day; day 0 is %(day_zero)s.",
)

FROM_NEXT_DAY = Sentence(
    "day_of_acceptance", "Day 0, %(day_zero)s, is not counted; day 1 is %(day_one)s.", BEGINNING
)
SAME_DAY = Sentence("same_day", "The limit is the same day: it ends on day 0 itself, %(day_zero)s.")
FROM_THE_MINUTE = Sentence(
    "minutes_run",
    "The limit in working minutes, %(amount)s, runs from %(day)s, %(time)s, in opening hours only.",
    BEGINNING,
)

COUNTED_WORKING_DAYS = Sentence(
    "counted_working_days", "Counted in working days, day %(amount)s is %(last)s."
)
COUNTED_CALENDAR_DAYS = Sentence(
    "counted_calendar_days", "Counted in calendar days, day %(amount)s is %(last)s."
)
RAN_ON_DAY = Sentence("minutes_on_day", "Minutes run on %(day)s: %(minutes)s; left: %(left)s.")

WEEKENDS_SKIPPED = Sentence("weekends_skipped", "Days of weekends on the way, not counted: %(days)s.")
HOLIDAY_SKIPPED = Sentence(
    "holiday_skipped", "Days of holiday (%(name)s), %(first)s to %(last)s, not counted: %(days)s."
)
CLOSURE_SKIPPED = Sentence(
    "closure_skipped", "Days the hall is closed (%(name)s), %(first)s to %(last)s, not counted: %(days)s."
)
MAKEUP_COUNTED = Sentence(
    "makeup_counted", "Make-up working days (%(name)s), %(first)s to %(last)s, counted: %(days)s."
)
MOVED = Sentence(
    "moved_to_working_day",
    "%(day)s is no working day (%(name)s): the limit ends on the next working day, %(moved)s.",
    ENDING,
)
ENDS_ON_MAKEUP_DAY = Sentence(
    "ends_on_makeup_day", "%(day)s is a make-up working day (%(name)s): the limit may end on it."
)

STOP_TOOK = Sentence(
    "stop_took",
    "The clock stood still from %(start)s to %(end)s (%(reasons)s): working minutes %(minutes)s, "
    "days of the limit: %(days)s.",
)
GIVEN_BACK = Sentence(
    "given_back",
    "Days that all stops took: %(taken)s. None of that time is counted, and a limit in days ends with a "
    "whole day; days added: %(days)s.",
)
STOP_TOOK_MINUTES = Sentence(
    "stop_took_minutes",
    "The clock stood still from %(start)s to %(end)s (%(reasons)s): working minutes not "
    "counted: %(minutes)s.",
)
STANDS_STILL = Sentence(
    "stands_still",
    "The clock has stood still since %(start)s (%(reasons)s) and has not started again: this date moves on.",
)
WAITS_FOR_CLOCK = Sentence(
    "waits_for_clock",
    "On %(day)s the clock stood still at closing time: the limit cannot end that day.",
)

EXTENDED_WORKING_DAYS = Sentence(
    "extended_working_days", "Extended, counted in working days after %(day)s: %(days)s."
)
EXTENDED_CALENDAR_DAYS = Sentence(
    "extended_calendar_days", "Extended, counted in calendar days after %(day)s: %(days)s."
)

ENDS_AT_CLOSING = Sentence(
    "ends_at_closing", "The limit ends at closing time of its last day: %(day)s, %(time)s.", ENDING
)
ENDS_AT_MINUTE = Sentence("ends_at_minute", "The last minute ends on %(day)s at %(time)s.")
UNPUBLISHED = Sentence(
    "unpublished",
    "Holidays are published from %(first_on)s to %(last_on)s only; outside these dates weekends alone are "
    "known, so this date is provisional.",
)
BY_CALENDAR = Sentence("by_calendar", "Counted by version %(version)s of the work calendar.")
