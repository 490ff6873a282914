"""The day from which a version may apply: after every published one, and never before today once there is one."""

from collections.abc import Collection
from datetime import date

from rules.errors import RuleError

FIELD = "effective_on"


def check_begin(effective_on: date, *, today: date, published: Collection[date]) -> None:
    """RuleError about `effective_on` unless a version may begin then; `published` are the days others begin.

    Only the hall's first version may begin in the past: a regulation is older than its use of this system. Later
    ones may not, because what was decided in the meantime was decided by the rules of its day.
    """
    if effective_on in published:
        raise RuleError(
            "regulation_day_taken",
            "A published version already applies from %(day)s; two cannot begin on one day.",
            FIELD,
            day=effective_on.isoformat(),
        )
    if not published:
        return
    if effective_on < max(published):
        raise RuleError(
            "regulation_overlap",
            "%(day)s lies before %(last)s, from which a published version applies; a new one must begin later.",
            FIELD,
            day=effective_on.isoformat(),
            last=max(published).isoformat(),
        )
    if effective_on < today:
        raise RuleError(
            "regulation_in_past",
            "%(day)s is past: a new version may apply from today (%(today)s) at the earliest.",
            FIELD,
            day=effective_on.isoformat(),
            today=today.isoformat(),
        )
