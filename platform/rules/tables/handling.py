"""How a hall handles special cases: extensions, supplements, agency, joint cases; each a single table."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from rules.errors import RuleError
from rules.limits import MOST, Limit, LimitUnit
from rules.tables.named import NamedRule, read_named
from rules.tables.reading import Row


class Approver(StrEnum):
    """Whose approval a rule may ask for, by their post in the hall."""

    DIRECTOR = "director"
    ADMINISTRATOR = "administrator"
    DISCIPLINE_OFFICER = "discipline_officer"


@dataclass(frozen=True)
class Extension:
    """By how many days at most a limit may be extended, whether a notice must be issued (by which article), and by
    whom it is approved; None: by whoever may extend, at once."""

    max_days: int
    unit: LimitUnit
    article: str
    needs_notice: bool = False
    notice_article: str | None = None
    approved_by: Approver | None = None

    def check(self, days: int) -> None:
        """RuleError("extension_too_long") when `days`, all extensions of a case added up, are too many."""
        if not 1 <= days <= self.max_days:
            raise RuleError(
                "extension_too_long",
                "An extension is from 1 to %(max_days)s days; %(days)s were asked for.",
                "days",
                days=days,
                max_days=self.max_days,
            )


@dataclass(frozen=True)
class Supplement:
    """What happens when papers are missing. `notice_within` is the hall's time to say so, from receipt on; `within`
    the applicant's time to supply them.

    `then_kinds`: complete, the case is handled as one of these kinds of the hall, by `then_article`.
    `is_refused_in_writing`: not eligible, or not supplemented in time, it is refused in writing with the reason.
    """

    article: str
    is_told_once: bool = False
    is_deemed_accepted: bool = False  # from the day of receipt, when no notice was given
    notice_within: Limit | None = None
    within: Limit | None = None
    then_kinds: tuple[str, ...] = ()
    then_article: str | None = None
    is_refused_in_writing: bool = False

    def accepted_from(
        self,
        received_at: datetime,
        accepted_at: datetime,
        *,
        told_at: datetime | None = None,
        tell_by: datetime | None = None,
    ) -> datetime:
        """From when a case counts as accepted (视为受理): where the regulation says so, a hall that did not tell
        the applicant in time what is missing has accepted it when the papers came.

        To be asked of the regulation in force when they came: the duty to tell began then. `tell_by` is the end of
        `notice_within`; without it any notice is in time.
        """
        is_told = told_at is not None and (tell_by is None or told_at <= tell_by)
        return accepted_at if is_told or not self.is_deemed_accepted else received_at


@dataclass(frozen=True)
class Agency:
    """Cases the hall takes further up. `inside`: time inside the hall; `upward`: time until filed above.

    `kind` is what the hall calls them, if it has a kind for them; `steps` are the stations, in order.
    """

    article: str | None = None
    inside: Limit | None = None
    upward: Limit | None = None
    is_in_principle: bool = False  # the upward limit is a rule of thumb, not a promise
    is_free: bool = False
    free_article: str | None = None
    kind: str | None = None
    steps: tuple[NamedRule, ...] = ()


class Lead(StrEnum):
    INTEGRATED_WINDOW = "integrated_window"
    LEAD_WINDOW = "lead_window"


class Part(StrEnum):
    """What takes part in a joint case, and is counted."""

    WINDOW = "window"
    DEPARTMENT = "department"


@dataclass(frozen=True)
class Joint:
    """From how many windows or departments (`counts`) on a case is joint, None: not stated; and which window leads."""

    article: str
    minimum: int | None = None
    counts: tuple[Part, ...] = ()
    lead: Lead | None = None
    kind: str | None = None
    disclosures: tuple[NamedRule, ...] = ()  # what of such a case is public besides its guide sheet


def read_extension(row: Row) -> Extension:
    """`[extension]` max_days unit ("working_days" or "calendar_days") article; notice? notice_article?
    approved_by? ("director", "administrator" or "discipline_officer")"""
    limit = _optional_limit(row, "max_days", "unit")
    if limit is None:
        raise row.refuse("max_days", "%(where)s is missing.")
    article = row.article()
    return Extension(
        limit.amount,
        limit.unit,
        article,
        row.flag("notice"),
        row.article_of("notice", article),
        row.optional_choice("approved_by", Approver),
    )


def read_supplement(row: Row) -> Supplement:
    """`[supplement]` article; one_notice? deemed_accepted? notice_within_days? + notice_within_unit, within_days?
    with unit; then_kinds? then_kinds_article? refused_in_writing?"""
    article, within = row.article(), _optional_limit(row, "within_days", "unit")
    notice_within = _optional_limit(row, "notice_within_days", "notice_within_unit")
    return Supplement(
        article,
        row.flag("one_notice"),
        row.flag("deemed_accepted"),
        _citing(notice_within, article),
        _citing(within, article),
        row.codes("then_kinds"),
        row.article_of("then_kinds", article),
        row.flag("refused_in_writing"),
    )


def read_agency(row: Row) -> Agency:
    """`[agency]` article? inside_days? + inside_unit, upward_days? + upward_unit, in_principle? free?
    free_article? kind? steps? (a list of code name english article, in order)"""
    article = row.optional_article()
    inside = _citing(_optional_limit(row, "inside_days", "inside_unit"), article)
    upward = _citing(_optional_limit(row, "upward_days", "upward_unit"), article)
    return Agency(
        article,
        inside,
        upward,
        is_in_principle=row.flag("in_principle"),
        is_free=row.flag("free"),
        free_article=row.article_of("free", article),
        kind=row.optional_code("kind"),
        steps=_named_once(row, "steps"),
    )


def read_joint(row: Row) -> Joint:
    """`[joint]` article; minimum? with counts (of "window", "department") lead? ("integrated_window" or
    "lead_window") kind? disclosures? (a list of code name english article)"""
    joint = Joint(
        row.article(),
        row.optional_number("minimum"),
        row.choices("counts", Part),
        row.optional_choice("lead", Lead),
        row.optional_code("kind"),
        _named_once(row, "disclosures"),
    )
    if (joint.minimum is None) is not (not joint.counts):
        raise row.refuse("counts" if joint.minimum else "minimum", "%(where)s is missing.")
    return joint


def _named_once(row: Row, key: str) -> tuple[NamedRule, ...]:
    rules = row.rows(key, read_named)
    codes = [rule.code for rule in rules]
    for at, code in enumerate(codes):
        if code in codes[:at]:
            raise row.refuse(f"{key}[{at}].code", "%(where)s repeats %(value)s.", value=code)
    return rules


def _optional_limit(row: Row, days: str, unit: str) -> Limit | None:
    """A limit in days kept under two keys, both there or both missing."""
    amount, counted_in = (
        row.optional_number(days, at_most=MOST[LimitUnit.WORKING_DAYS]),
        row.optional_choice(unit, LimitUnit),
    )
    if counted_in is LimitUnit.WORKING_MINUTES:
        raise row.refuse(unit, "%(where)s must be working_days or calendar_days.")
    if amount is None and counted_in is None:
        return None
    if amount is None or counted_in is None:
        raise row.refuse(days if amount is None else unit, "%(where)s is missing.")
    return Limit(amount, counted_in)


def _citing(limit: Limit | None, article: str | None) -> Limit | None:
    return limit and replace(limit, article=article)
