"""Deemed acceptance (视为受理): a hall that does not say in time what is missing has accepted the case when the
papers came, where its regulation says so."""

from datetime import datetime, timedelta

from hall.cases.models import Case
from hall.regulations.current import Regulation
from rules.clock import due_at
from rules.rulebook import Rulebook
from rules.workdays import WorkCalendar


def first_look(book: Rulebook, papers_at: datetime) -> datetime | None:
    """When a received case is first looked at: no later than its time to be told what is missing can end.

    Days of the calendar, however the rule counts: only a bookmark, which costs the intake no look at a calendar.
    """
    rule = book.supplement
    if rule is None or not rule.is_deemed_accepted or rule.notice_within is None:
        return None
    return papers_at + timedelta(days=rule.notice_within.amount)


def tell_by(case: Case, at_receipt: Regulation, calendar: WorkCalendar) -> datetime | None:
    """The end of the hall's time to tell what is missing, by the regulation in force when the papers came (`calendar`
    as the hall lives it); None where that regulation sets none."""
    rule = at_receipt.rulebook.supplement
    if rule is None or not rule.is_deemed_accepted or rule.notice_within is None:
        return None
    return due_at(case.papers_at, rule.notice_within, calendar=calendar, hours=at_receipt.hours).due_at


def counts_from(case: Case, at_receipt: Regulation, accepted_at: datetime) -> datetime:
    """From when a case accepted now counts as accepted: nothing was asked for since its papers came."""
    rule = at_receipt.rulebook.supplement
    return rule.accepted_from(case.papers_at, accepted_at) if rule else accepted_at
