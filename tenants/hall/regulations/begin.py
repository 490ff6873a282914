"""The day from which a version may apply: after every published one, never before today once there is one, soon."""

from collections.abc import Collection
from datetime import date, timedelta

from rules.errors import RuleError

FIELD = "effective_on"
FARTHEST = timedelta(days=366)  # a slip of the year would lock all earlier days: what is published stays


def check_begin(effective_on: date, *, today: date, published: Collection[date]) -> None:
    """RuleError about `effective_on` unless a version may begin then; `published` are the days others begin.

    Only the hall's first version may begin in the past: a regulation is older than its use of this system. Later
    ones may not, because what was decided in the meantime was decided by the rules of its day.
    """
    said = {"where": FIELD, "day": effective_on.isoformat()}
    if effective_on in published:
        raise RuleError(
            "regulation_day_taken",
            "%(where)s: a published version already applies from %(day)s; two cannot begin on one day.",
            FIELD,
            **said,
        )
    if effective_on - today > FARTHEST:
        raise RuleError(
            "regulation_too_far",
            "%(where)s: %(day)s is more than a year away; a version is published for the next %(days)s days at most.",
            FIELD,
            **said,
            days=FARTHEST.days,
        )
    if not published:
        return
    if effective_on < max(published):
        raise RuleError(
            "regulation_overlap",
            "%(where)s: %(day)s lies before %(last)s, from which a published version applies; "
            "a new one must begin later.",
            FIELD,
            **said,
            last=max(published).isoformat(),
        )
    if effective_on < today:
        raise RuleError(
            "regulation_in_past",
            "%(where)s: %(day)s is past; a new version may apply from today (%(today)s) at the earliest.",
            FIELD,
            **said,
            today=today.isoformat(),
        )
