"""The free words a step asks for, checked: a reason, a finding, what shows it."""

from datetime import datetime

from hall.people import identity
from rules.errors import RuleError
from rules.hours import LOCAL

LONGEST = 500


def written_words(text: str, field: str, *, at_most: int = LONGEST) -> str:
    """One to `at_most` characters of what was asked or said. Raises `words_missing`, and those of texts."""
    said = identity.plain_text(text, field, at_most=at_most)
    if not said:
        raise RuleError("words_missing", "This must be filled in.", field)
    return said


def checked_words(text: str, field: str = "reason", *, at_most: int = LONGEST) -> str:
    """One to `at_most` characters of why. Raises `reason_missing`, `text_too_long`, `text_control_characters`."""
    said = identity.plain_text(text, field, at_most=at_most)
    if not said:
        raise RuleError("reason_missing", "Say why, in words the applicant can understand.", field)
    return said


def moment(at: datetime, field: str, *, first: datetime, last: datetime) -> datetime:
    """An instant somebody typed, from `first` to `last`. Raises `moment_out_of_range`."""
    if not first <= at <= last:
        raise RuleError(
            "moment_out_of_range",
            "This must lie between %(first)s and %(last)s.",
            field,
            first=f"{first.astimezone(LOCAL):%Y-%m-%d %H:%M}",
            last=f"{last.astimezone(LOCAL):%Y-%m-%d %H:%M}",
        )
    return at
