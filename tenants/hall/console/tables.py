"""A regulation as tables a person can read: what `rules.rulebook` parsed, in words, each row with its article."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from rules.articles import Article
from rules.duties import NamedRule
from rules.handling import Lead
from rules.leave import LeaveStep
from rules.limits import Limit, LimitUnit
from rules.penalties import Liable, Penalty, PenaltyUnit, Per
from rules.rulebook import Rulebook

PER = {Per.OCCURRENCE: _("each time"), Per.HALF_DAY: _("each half day"), Per.DAY: _("each day")}
LIABLE = {
    Liable.PERSON: _("person"),
    Liable.WINDOW: _("window"),
    Liable.HEAD: _("head of the department"),
}
LEAD = {Lead.INTEGRATED_WINDOW: _("the integrated window"), Lead.LEAD_WINDOW: _("a lead window")}
FACTS: dict[str, str | Promise] = {
    "instant": _("instant case"),
    "commitment": _("commitment case"),
    "own": _("decided here"),
    "joint": _("joint"),
    "agency": _("agency"),
    "forwarded": _("forwarded"),
    "has_awaited_supplement": _("has waited for a supplement"),
    "was_returned": _("was returned"),
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


def tables_of(book: Rulebook) -> list[Table]:
    """Every subject on which this regulation says something; what it is silent on has no table."""
    made = [
        _hours(book),
        _kinds(book),
        _named(book, gettext("What must be public"), book.disclosures),
        _handling(book),
        _penalties(book),
        _merits(book),
        _accountability(book),
        _leave(book),
        _named(book, gettext("Duties"), book.duties),
        _named(book, gettext("Systems"), book.systems),
        _named(book, gettext("Assessed by"), book.evaluation),
        _named(book, gettext("Awards"), book.awards),
        _reports(book),
    ]
    return [table for table in made if table.rows]


def cited(book: Rulebook, path: str | None) -> str:
    """An article by number and title."""
    article = book.article(path) if path else None
    return _heading(article) if article else "–"


def money_or_points(amount: int, unit: PenaltyUnit | None) -> str:
    if unit is PenaltyUnit.YUAN:
        return gettext("%(amount)s yuan") % {"amount": amount}
    return ngettext("%(amount)s point", "%(amount)s points", amount) % {"amount": amount}


def limit_in_words(limit: Limit) -> str:
    if limit.unit is LimitUnit.WORKING_MINUTES:
        return gettext("%(amount)s working minutes") % {"amount": limit.amount}
    if limit.unit is LimitUnit.CALENDAR_DAYS:
        return gettext("%(amount)s calendar days") % {"amount": limit.amount}
    return gettext("%(amount)s working days") % {"amount": limit.amount}


def _table(title: str, headers: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> Table:
    shown = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Table(title, (*headers, gettext("Article")), shown)


def _said(chinese: str, english: str) -> str:
    return named(_Wording(chinese or english, english))


def _heading(article: Article) -> str:
    return f"{article.number} {article.title}".strip()


def _named(book: Rulebook, title: str, rules: Iterable[NamedRule]) -> Table:
    def how_much(rule: NamedRule) -> str:
        least, most = getattr(rule, "minimum", None), getattr(rule, "maximum", None)
        if most:
            return f"{least}–{most}" if most != least else str(most)
        if least:
            return gettext("at least %(least)s") % {"least": least}
        return str(getattr(rule, "weight", None) or "")

    rows = [(named(rule), how_much(rule), cited(book, rule.article)) for rule in rules]
    if any(amount for _, amount, _ in rows):
        return _table(title, [gettext("Subject"), gettext("Amount")], rows)
    return _table(title, [gettext("Subject")], [(name, article) for name, _, article in rows])


def _hours(book: Rulebook) -> Table:
    rows = []
    for season in book.hours.seasons if book.hours else ():
        spans = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in season.spans)
        (from_month, from_day), (to_month, to_day) = season.from_month_day, season.to_month_day
        days = f"{from_month:02}-{from_day:02} – {to_month:02}-{to_day:02}"
        rows.append((days, spans, cited(book, book.hours.article if book.hours else None)))
    return _table(gettext("Hours by season"), [gettext("Season"), gettext("Open")], rows)


def _kinds(book: Rulebook) -> Table:
    def asked(when: Any) -> str:
        facts = [
            f"{FACTS[fact]}"
            if value is True
            else gettext("not: %(fact)s") % {"fact": FACTS[fact]}
            if value is False
            else f"{FACTS[str(value)]}"
            for fact, value in when.items()
        ]
        return gettext(", ").join(facts) or gettext("any case")

    rows = [(named(kind), asked(kind.when), cited(book, kind.article)) for kind in book.kinds]
    return _table(gettext("Kinds of cases"), [gettext("Kind"), gettext("Condition")], rows)


def _handling(book: Rulebook) -> Table:
    rows: list[tuple[str, str, str]] = []

    def add(what: str, says: str, article: str | None) -> None:
        rows.append((what, says, cited(book, article)))

    if each := book.extension:
        longest = gettext("at most %(limit)s") % {"limit": limit_in_words(Limit(each.max_days, each.unit))}
        notice = gettext("with a notice") if each.needs_notice else ""
        add(gettext("Extension"), _list(longest, notice), each.article)
    if supplement := book.supplement:
        add(
            gettext("Missing documents"),
            _list(
                gettext("told once, all of them") if supplement.is_told_once else "",
                gettext("without a notice in time the case counts as accepted on the day of receipt")
                if supplement.is_deemed_accepted
                else "",
                limit_in_words(supplement.within) if supplement.within else "",
            ),
            supplement.article,
        )
    if agency := book.agency:
        inside = gettext("inside the hall %(limit)s")
        upward = (
            gettext("filed upward within %(limit)s, in principle")
            if agency.is_in_principle
            else gettext("filed upward within %(limit)s")
        )
        add(
            gettext("Agency cases"),
            _list(
                inside % {"limit": limit_in_words(agency.inside)} if agency.inside else "",
                upward % {"limit": limit_in_words(agency.upward)} if agency.upward else "",
                gettext("free of charge") if agency.is_free else "",
            ),
            agency.article,
        )
    if joint := book.joint:
        least = gettext("from %(n)s departments on") % {"n": joint.min_departments}
        lead = gettext("led by %(window)s") % {"window": LEAD[joint.lead]} if joint.lead else ""
        add(gettext("Joint cases"), _list(least if joint.min_departments else "", lead), joint.article)
    if complaints := book.complaints:
        within = limit_in_words(complaints.ordinary) if complaints.ordinary else ""
        secret = gettext("confidential") if complaints.is_confidential else ""
        add(gettext("Complaints"), _list(within, secret), complaints.article)
    return _table(gettext("Handling"), [gettext("Subject"), gettext("Rule")], rows)


def _penalties(book: Rulebook) -> Table:
    def cost(penalty: Penalty) -> str:
        said = money_or_points(penalty.amount, penalty.unit)
        if penalty.grave_amount is None:
            return said
        grave = money_or_points(penalty.grave_amount, penalty.unit)
        return gettext("%(amount)s; when grave %(grave)s") % {"amount": said, "grave": grave}

    rows = [
        (
            _said(penalty.occurrence, penalty.english),
            cost(penalty),
            PER[penalty.per],
            _list(*[str(LIABLE[who]) for who in penalty.applies_to]),
            cited(book, penalty.article),
        )
        for penalty in book.penalties
    ]
    title = gettext("Fines") if book.unit is PenaltyUnit.YUAN else gettext("Deductions")
    return _table(title, [gettext("Breach"), gettext("Amount"), gettext("Per"), gettext("Borne by")], rows)


def _merits(book: Rulebook) -> Table:
    rows = [
        (
            _said(merit.occurrence, merit.english),
            money_or_points(merit.amount, merit.unit) if merit.amount else gettext("preference at awards"),
            cited(book, merit.article),
        )
        for merit in book.merits
    ]
    return _table(gettext("Bonuses"), [gettext("Merit"), gettext("Amount")], rows)


def _accountability(book: Rulebook) -> Table:
    def when(trigger: Any) -> str:
        text = _said(trigger.text, trigger.english)
        if trigger.times is None:
            return text
        return gettext("%(text)s (from %(times)s times on)") % {"text": text, "times": trigger.times}

    rows = [
        (
            f"{rung.rung}",
            named(rung),
            _list(*[when(each) for each in rung.triggers]),
            cited(book, rung.article),
        )
        for rung in book.accountability
    ]
    return _table(
        gettext("Accountability"), [gettext("Rung"), gettext("Consequence"), gettext("Led to by")], rows
    )


def _leave(book: Rulebook) -> Table:
    def length(step: LeaveStep) -> str:
        over = f"> {step.over_days.normalize():f}" if step.over_days else ""
        up_to = f"≤ {step.up_to_days.normalize():f}" if step.up_to_days else ""
        return ", ".join(bound for bound in (over, up_to) if bound) or gettext("any length")

    rows = [
        (
            length(step),
            _said(step.name, step.english),
            gettext("the post is covered first") if step.needs_cover else "",
            cited(book, step.article),
        )
        for step in book.leave_steps
    ]
    return _table(
        gettext("Leave route"), [gettext("Days of leave"), gettext("Approved by"), gettext("Condition")], rows
    )


def _reports(book: Rulebook) -> Table:
    rows = [
        (
            _said(report.name or report.code, report.english),
            gettext("on day %(day)s of the month") % {"day": report.day},
            cited(book, report.article),
        )
        for report in book.reporting
    ]
    return _table(gettext("Reports"), [gettext("Report"), gettext("Sent on")], rows)


def _list(*parts: str) -> str:
    return gettext("; ").join(part for part in parts if part)
