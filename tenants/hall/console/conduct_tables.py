"""What a regulation says of those who serve, as tables: penalties, rungs, leave, duties."""

from collections.abc import Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from hall.console.table import (
    LIABLE,
    Table,
    cited,
    followed_by,
    from_to,
    kind_named,
    listed,
    money_or_points,
    offices,
    said,
    table,
)
from rules.limits import LimitUnit
from rules.rulebook import Rulebook
from rules.tables.consequences import Effect
from rules.tables.duties import Every
from rules.tables.leave import STAFF, LeaveStep
from rules.tables.penalties import Merit, PartDay, Penalty, PenaltyUnit, Per
from rules.tables.rungs import AccountabilityRung, Trigger

Words = dict[Any, str | Promise]
PER: Words = {Per.OCCURRENCE: _("each time"), Per.HALF_DAY: _("each half day"), Per.DAY: _("each day")}
PART_DAY: Words = {
    PartDay.DROPPED: _("only whole days count"),
    PartDay.COUNTED: _("a day begun counts whole"),
}
EFFECT: Words = {
    Effect.LOSES_AWARD_ELIGIBILITY: _("excludes from awards"),
    Effect.PREFERRED_AT_AWARD: _("goes first among equals at awards"),
    None: "",
}
EVERY: Words = {
    Every.DAY: _("every day"),
    Every.WEEK: _("every week"),
    Every.MONTH: _("every month"),
    Every.YEAR: _("every year"),
    None: "",
}


def conduct_tables(book: Rulebook) -> Iterator[Table]:
    yield _penalties(book)
    yield _merits(book)
    yield _consequences(book)
    yield _accountability(book)
    yield _leave(book)
    yield _leave_terms(book)
    yield _duties(book)
    yield _reports(book)
    yield _escalation(book)


def _penalties(book: Rulebook) -> Table:
    def cost(rule: Penalty) -> str:
        amount = money_or_points(rule.amount, rule.unit)
        if rule.grave_amount is None:
            return amount
        grave = money_or_points(rule.grave_amount, rule.unit)
        return gettext("%(amount)s; when grave %(grave)s") % {"amount": amount, "grave": grave}

    def per(rule: Penalty) -> str:
        return listed(PER[rule.per], PART_DAY[rule.part_day] if rule.per is Per.DAY else "")

    def missed(rule: Penalty) -> str:
        limits = gettext(", ").join(named(limit) for limit in book.limits if limit.code in rule.limits_missed)
        return gettext("when all were missed: %(limits)s") % {"limits": limits} if limits else ""

    rows = [
        (
            listed(said(rule.occurrence, rule.english), kind_named(book, rule.kind), missed(rule)),
            cost(rule),
            rule.grave_when or "",
            per(rule),
            listed(*[LIABLE[who] for who in rule.applies_to]),
            _follows(book, rule),
            cited(book, rule.article),
        )
        for rule in book.penalties
    ]
    title = gettext("Fines") if book.unit is PenaltyUnit.YUAN else gettext("Deductions")
    headers = [
        gettext("Breach"),
        gettext("Amount"),
        gettext("Grave when"),
        gettext("Per"),
        gettext("Borne by"),
        gettext("What follows"),
    ]
    return table(title, headers, rows)


def _follows(book: Rulebook, rule: Penalty | AccountabilityRung) -> str:
    grave = followed_by(book, rule.grave_consequences)
    if grave:
        grave = gettext("when grave: %(consequences)s") % {"consequences": grave}
    return listed(followed_by(book, rule.consequences), grave)


def _merits(book: Rulebook) -> Table:
    def earns(merit: Merit) -> str:
        amount = money_or_points(merit.amount, merit.unit) if merit.amount else ""
        return listed(amount, followed_by(book, merit.consequences))

    rows = [
        (
            said(merit.occurrence, merit.english),
            earns(merit),
            listed(*[LIABLE[who] for who in merit.applies_to]),
            cited(book, merit.article),
        )
        for merit in book.merits
    ]
    return table(gettext("Bonuses"), [gettext("Merit"), gettext("Amount"), gettext("Credited to")], rows)


def _consequences(book: Rulebook) -> Table:
    rows = [(named(each), EFFECT[each.effect], cited(book, each.article)) for each in book.consequences]
    if rule := book.compensation:
        borne_by = listed(*[LIABLE[who] for who in rule.borne_by])
        rows.append((gettext("Compensation for loss"), borne_by, cited(book, rule.article)))
    return table(gettext("What follows"), [gettext("Consequence"), gettext("Effect")], rows)


def _accountability(book: Rulebook) -> Table:
    def when(trigger: Trigger) -> str:
        text = said(trigger.text, trigger.english)
        conditions = [
            gettext("from %(times)s times on") % {"times": trigger.times} if trigger.times else "",
            gettext("after rung %(rung)s") % {"rung": trigger.after_rung} if trigger.after_rung else "",
            gettext("finished within the first urge's limit") if trigger.within_first_urge else "",
        ]
        asked = gettext(", ").join(each for each in conditions if each)
        return gettext("%(text)s (%(condition)s)") % {"text": text, "condition": asked} if asked else text

    rows = [
        (
            f"{rung.rung}",
            named(rung),
            when(trigger),
            LIABLE[trigger.applies_to],
            rung.grave_when or "",
            _follows(book, rung),
            cited(book, rung.article),
        )
        for rung in book.accountability
        for trigger in rung.triggers
    ]
    headers = [
        gettext("Rung"),
        gettext("Measure"),
        gettext("Led to by"),
        gettext("Borne by"),
        gettext("Grave when"),
        gettext("What follows"),
    ]
    return table(gettext("Accountability"), headers, rows)


def _leave(book: Rulebook) -> Table:
    def length(step: LeaveStep) -> str:
        sign = "≥" if step.includes_lower else ">"
        over = f"{sign} {step.lower.normalize():f}" if step.lower else ""
        up_to = f"≤ {step.upper.normalize():f}" if step.upper else ""
        return ", ".join(bound for bound in (over, up_to) if bound) or gettext("any length")

    def condition(step: LeaveStep) -> str:
        told = offices(book, step.informs)
        return listed(
            gettext("the post is covered first") if step.needs_cover else "",
            gettext("told of it: %(who)s") % {"who": told} if told else "",
        )

    rows = [
        (
            gettext("staff")
            if step.applies_to == STAFF
            else offices(book, [step.applies_to]) or step.applies_to,
            length(step),
            said(step.name, step.english),
            condition(step),
            cited(book, step.article),
        )
        for step in book.leave_steps
    ]
    is_in_calendar_days = book.leave is not None and book.leave.unit is LimitUnit.CALENDAR_DAYS
    days = gettext("Calendar days of leave") if is_in_calendar_days else gettext("Working days of leave")
    headers = [gettext("Who"), days, gettext("Approved by"), gettext("Condition")]
    return table(gettext("Leave route"), headers, rows)


def _leave_terms(book: Rulebook) -> Table:
    rows: list[tuple[str, str, str]] = []
    terms = book.leave
    if terms and terms.noted:
        shorter = gettext("Less than %(days)s days") % {"days": f"{terms.noted.below_days.normalize():f}"}
        rows.append((shorter, named(terms.noted), cited(book, terms.noted.article)))
    if terms and terms.sick_needs:
        rows.append((gettext("Sick leave"), named(terms.sick_needs), cited(book, terms.sick_needs.article)))
    if terms and (rule := terms.without_procedure):
        breach = next(each for each in book.penalties if each.code == rule.counts_as)
        counts = gettext("counts as: %(breach)s") % {"breach": said(breach.occurrence, breach.english)}
        rows.append((gettext("Without the procedure"), counts, cited(book, rule.article)))
    return table(gettext("Leave: what else holds"), [gettext("Subject"), gettext("Rule")], rows)


def _duties(book: Rulebook) -> Table:
    def least(minimum: int | None, maximum: int | None) -> str:
        return gettext("at least %(least)s") % {"least": from_to(minimum, maximum)} if minimum else ""

    rows = [
        (named(duty), least(duty.minimum, duty.maximum), EVERY[duty.every], cited(book, duty.article))
        for duty in book.duties
    ]
    return table(gettext("Duties"), [gettext("Subject"), gettext("People"), gettext("How often")], rows)


def _reports(book: Rulebook) -> Table:
    rows = [
        (
            said(report.name or report.code, report.english),
            gettext("on day %(day)s of the month") % {"day": report.day},
            offices(book, [report.to]),
            cited(book, report.article),
        )
        for report in book.reporting
    ]
    return table(gettext("Reports"), [gettext("Report"), gettext("Sent on"), gettext("Sent to")], rows)


def _escalation(book: Rulebook) -> Table:
    rows = [(named(each), offices(book, [each.to]), cited(book, each.article)) for each in book.escalation]
    return table(gettext("Who settles problems"), [gettext("Problem"), gettext("Settled by")], rows)
