"""What a regulation says of serving people, as tables: hours, kinds, limits, handling, disclosure, complaints."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.registry.permissions import Role
from county.registry.templatetags.wording import named
from hall.cases.wording import FACT_NAMES, facts_in_words
from hall.console.table import (
    Table,
    cited,
    from_to,
    kind_named,
    limit_in_words,
    listed,
    offices,
    table,
)
from rules.classification import KindRule
from rules.limits import Limit
from rules.rulebook import Rulebook
from rules.tables.complaints import Answer, Channel, ComplaintReply, Gravity
from rules.tables.establishment import Measure, Quantity
from rules.tables.handling import Agency, Joint, Lead, Part, Supplement
from rules.tables.named import NamedRule

Words = dict[Any, str | Promise]
LEAD: Words = {Lead.INTEGRATED_WINDOW: _("the integrated window"), Lead.LEAD_WINDOW: _("a lead window")}
PARTS: Words = {Part.WINDOW: _("windows"), Part.DEPARTMENT: _("departments")}
CHANNEL: Words = {Channel.ORAL: _("oral"), Channel.PHONE: _("by phone"), Channel.WRITTEN: _("written")}
GRAVITY: Words = {Gravity.ORDINARY: _("ordinary"), Gravity.MAJOR: _("major")}
ANSWER: Words = {Answer.ORAL: _("answered orally"), Answer.WRITTEN: _("answered in writing")}
MEASURE: Words = {
    Measure.WINDOWS: _("%(n)s windows"),
    Measure.SERVICES: _("%(n)s services"),
    Measure.PEOPLE: _("%(n)s people"),
    Measure.DUTIES: _("%(n)s duties"),
    Measure.SQUARE_METRES: _("%(n)s m²"),
}


def service_tables(book: Rulebook) -> Iterator[Table]:
    yield _hours(book)
    yield _establishment(book)
    yield _kinds(book)
    yield _limits(book)
    yield _handling(book)
    yield _names(book, gettext("Steps of an agency case"), book.agency.steps if book.agency else ())
    yield _names(book, gettext("What must be public"), book.disclosures)
    yield _names(
        book, gettext("What must be public of joint cases"), book.joint.disclosures if book.joint else ()
    )
    yield _names(book, gettext("Reasons to return a case"), book.return_reasons)
    yield _names(book, gettext("Systems"), book.systems)
    yield _names(book, gettext("Forbidden brush-offs"), book.brush_offs)
    yield _complaint_replies(book)


def _names(book: Rulebook, title: str, rules: Iterable[NamedRule]) -> Table:
    return table(title, [gettext("Subject")], [(named(rule), cited(book, rule.article)) for rule in rules])


def _hours(book: Rulebook) -> Table:
    rows = []
    for season in book.hours.seasons if book.hours else ():
        spans = ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in season.spans)
        (from_month, from_day), (to_month, to_day) = season.from_month_day, season.to_month_day
        days = f"{from_month:02}-{from_day:02} – {to_month:02}-{to_day:02}"
        rows.append((days, spans, cited(book, book.hours.article if book.hours else None)))
    return table(gettext("Hours by season"), [gettext("Season"), gettext("Open")], rows)


def _establishment(book: Rulebook) -> Table:
    def how_many(each: Quantity) -> str:
        figure = str(MEASURE[each.measure]) % {"n": from_to(each.minimum, each.maximum)}
        return gettext("about %(figure)s") % {"figure": figure} if each.is_approximate else figure

    rows = [(named(each), how_many(each), cited(book, each.article)) for each in book.establishment]
    return table(gettext("Establishment"), [gettext("Subject"), gettext("How many")], rows)


def _kinds(book: Rulebook) -> Table:
    def asked(kind: KindRule) -> str:
        return facts_in_words(kind.when) or gettext("any case")

    rows = [(named(kind), asked(kind), cited(book, kind.article)) for kind in book.kinds]
    return table(gettext("Kinds of cases"), [gettext("Kind"), gettext("Condition")], rows)


def _limits(book: Rulebook) -> Table:
    rows = [
        (
            named(each),
            limit_in_words(each.limit),
            listed(kind_named(book, each.kind), FACT_NAMES[each.term] if each.term else ""),
            offices(book, each.informs),
            cited(book, each.article),
        )
        for each in book.limits
    ]
    headers = [gettext("Subject"), gettext("Limit"), gettext("Kind"), gettext("Is told")]
    return table(gettext("Limits"), headers, rows)


def _handling(book: Rulebook) -> Table:
    rows: list[tuple[str, str, str]] = []

    def add(what: str, says: str, article: str | None) -> None:
        if says:
            rows.append((what, says, cited(book, article)))

    if extension := book.extension:
        what, longest = gettext("Extension"), limit_in_words(Limit(extension.max_days, extension.unit))
        add(what, gettext("at most %(limit)s") % {"limit": longest}, extension.article)
        add(what, gettext("with a notice") if extension.needs_notice else "", extension.notice_article)
        if extension.approved_by:
            approver = {"who": Role(extension.approved_by.value).label}
            add(what, gettext("approved by the %(who)s") % approver, extension.article)
    if supplement := book.supplement:
        what = gettext("Missing documents")
        add(what, _supplement(supplement), supplement.article)
        add(what, _once_complete(book, supplement), supplement.then_article)
    if agency := book.agency:
        what = gettext("Agency cases")
        add(what, _agency(book, agency), agency.article)
        add(what, gettext("free of charge") if agency.is_free else "", agency.free_article)
    if book.joint:
        add(gettext("Joint cases"), _joint(book, book.joint), book.joint.article)
    if book.supervision.due_soon.article:
        before = {"limit": limit_in_words(book.supervision.due_soon)}
        add(gettext("Due soon"), gettext("%(limit)s before") % before, book.supervision.due_soon.article)
    if book.supervision.urge_within.article:
        within = {"limit": limit_in_words(book.supervision.urge_within)}
        add(gettext("Urges"), gettext("leave %(limit)s") % within, book.supervision.urge_within.article)
    if book.supervision.remind_every.article:
        every = {"limit": limit_in_words(book.supervision.remind_every)}
        reminded = gettext("the first-contact person is reminded every %(limit)s")
        add(gettext("First contacts"), reminded % every, book.supervision.remind_every.article)
    if complaints := book.complaints:
        what = gettext("Complaints")
        in_writing = gettext("major ones in writing") if complaints.major_in_writing else ""
        add(what, in_writing, complaints.in_writing_article)
        add(what, gettext("confidential") if complaints.is_confidential else "", complaints.article)
    return table(gettext("Handling"), [gettext("Subject"), gettext("Rule")], rows)


def _supplement(rule: Supplement) -> str:
    deemed = gettext("without a notice in time the case counts as accepted on the day of receipt")
    return listed(
        gettext("told once, all of them") if rule.is_told_once else "",
        gettext("told within %(limit)s") % {"limit": limit_in_words(rule.notice_within)}
        if rule.notice_within
        else "",
        deemed if rule.is_deemed_accepted else "",
        gettext("supplied within %(limit)s") % {"limit": limit_in_words(rule.within)} if rule.within else "",
        gettext("refused in writing with the reason") if rule.is_refused_in_writing else "",
    )


def _once_complete(book: Rulebook, rule: Supplement) -> str:
    kinds = gettext(", ").join(kind_named(book, kind) for kind in rule.then_kinds)
    return gettext("once complete handled as: %(kinds)s") % {"kinds": kinds} if kinds else ""


def _agency(book: Rulebook, rule: Agency) -> str:
    inside = gettext("inside the hall %(limit)s")
    upward = (
        gettext("filed upward within %(limit)s, in principle")
        if rule.is_in_principle
        else gettext("filed upward within %(limit)s")
    )
    return listed(
        inside % {"limit": limit_in_words(rule.inside)} if rule.inside else "",
        upward % {"limit": limit_in_words(rule.upward)} if rule.upward else "",
        _called(book, rule.kind),
    )


def _joint(book: Rulebook, rule: Joint) -> str:
    parts = gettext(" or ").join(str(PARTS[part]) for part in rule.counts)
    least = gettext("from %(n)s on: %(parts)s") % {"n": rule.minimum, "parts": parts}
    lead = gettext("led by %(window)s") % {"window": LEAD[rule.lead]} if rule.lead else ""
    return listed(least if rule.minimum else "", lead, _called(book, rule.kind))


def _called(book: Rulebook, kind: str | None) -> str:
    return gettext("called %(kind)s") % {"kind": kind_named(book, kind)} if kind else ""


def _complaint_replies(book: Rulebook) -> Table:
    def when(reply: ComplaintReply) -> str:
        aim = gettext("the same day") if reply.aim_days == 0 else ""
        days = gettext("within %(days)s days") % {"days": reply.aim_days} if reply.aim_days else ""
        latest = gettext("at the latest %(limit)s")
        return listed(
            gettext("at once, on the spot") if reply.on_the_spot_first else "",
            aim or days,
            latest % {"limit": limit_in_words(reply.within)} if reply.within else "",
        )

    def told(reply: ComplaintReply) -> str:
        who = offices(book, reply.reported_to)
        return gettext("at once: %(who)s") % {"who": who} if who and reply.is_reported_at_once else who

    rows = [
        (
            listed(*[CHANNEL[channel] for channel in reply.channels]),
            GRAVITY[reply.gravity],
            when(reply),
            ANSWER[reply.answer],
            told(reply),
            cited(book, reply.article),
        )
        for reply in book.complaint_replies
    ]
    headers = [
        gettext("Complaint"),
        gettext("Gravity"),
        gettext("Answered"),
        gettext("Form of the answer"),
        gettext("Is told"),
    ]
    return table(gettext("Replies to complaints"), headers, rows)
