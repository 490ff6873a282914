"""One table of a regulation for people to read, and the words that all of them share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from rules.limits import Limit, LimitUnit
from rules.rulebook import Rulebook
from rules.tables.penalties import Liable, PenaltyUnit

LIABLE: dict[Liable, str | Promise] = {
    Liable.PERSON: _("person"),
    Liable.WINDOW: _("window"),
    Liable.HEAD: _("head of the department"),
}


@dataclass(frozen=True)
class Table:
    """One subject. The last column of a row is the article it rests on."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class _Wording:
    name: str
    english: str


def table(title: str, headers: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Table:
    shown = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(title, (*headers, gettext("Article")), shown)


def cited(book: Rulebook, path: str | None) -> str:
    """An article by its set, number and title."""
    return (book.heading(path) if path else "") or "–"


def said(chinese: str, english: str) -> str:
    """What the data says in Chinese and in English, in the reader's language."""
    return named(_Wording(chinese or english, english))


def listed(*parts: Any) -> str:
    """What there is of several parts, in one cell."""
    return gettext("; ").join(str(part) for part in parts if part)


def offices(book: Rulebook, codes: Iterable[str]) -> str:
    """Those meant by these codes."""
    found = [book.office(code) for code in codes]
    return listed(*[named(office) for office in found if office])


def kind_named(book: Rulebook, code: str | None) -> str:
    """One of the hall's kinds of cases."""
    return next((named(kind) for kind in book.kinds if kind.code == code), "")


def followed_by(book: Rulebook, codes: Iterable[str]) -> str:
    """Consequences by name."""
    return listed(*[named(each) for each in book.consequences if each.code in codes])


def money_or_points(amount: int, unit: PenaltyUnit | None) -> str:
    if unit is PenaltyUnit.YUAN:
        return gettext("%(amount)s yuan") % {"amount": amount}
    return ngettext("%(amount)s point", "%(amount)s points", amount) % {"amount": amount}


def limit_in_words(limit: Limit) -> str:
    if limit.unit is LimitUnit.WORKING_MINUTES:
        return gettext("%(amount)s working minutes") % {"amount": limit.amount}
    if not limit.amount:
        return gettext("the same day")
    if limit.unit is LimitUnit.CALENDAR_DAYS:
        return gettext("%(amount)s calendar days") % {"amount": limit.amount}
    return gettext("%(amount)s working days") % {"amount": limit.amount}


def from_to(least: int | None, most: int | None) -> str:
    """ "4–6", or one figure; nothing when there is none."""
    if least is None:
        return ""
    return str(least) if most in (None, least) else f"{least}–{most}"


def percent(weight: int | None) -> str:
    return "" if weight is None else f"{weight}%"
