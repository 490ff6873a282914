"""A hall's regulation as typed tables: parsed from plain data (TOML of a pack, JSON of a row) or refused.

    number = "2012-1"   title = "…"   effective_on = 2012-03-01          the only keys that must be there
    [[articles]]                               a tree by path            rules.tables.articles
    [[offices]]                                who is named by code      rules.tables.named
    [hours]                                    by season                 rules.hours
    [[kinds]]                                  first match wins          rules.classification
    [[limits]]                                 deadlines by name         rules.tables.deadlines
    [extension] [supplement] [agency] [joint]                            rules.tables.handling
    [supervision]                              due soon, urges           rules.tables.supervision
    [[disclosures]] [[systems]] [[brush_offs]] lists of names            rules.tables.named
    [[return_reasons]]                         why a case is returned    rules.tables.named
    [[penalties]] [[merits]]                   one unit, points or yuan  rules.tables.penalties
    [[consequences]] [compensation]            what else follows         rules.tables.consequences
    [[accountability]]                         rungs and triggers        rules.tables.rungs
    [[leave_steps]] [leave]                                              rules.tables.leave
    [[duties]] [[reporting]] [[escalation]]                              rules.tables.duties
    [[establishment]]                          how many windows, staff … rules.tables.establishment
    [complaints] [[complaint_replies]]                                   rules.tables.complaints
    [[evaluation]] [[evaluation_views]] [evaluation_terms]               rules.tables.evaluation
    [[awards]]                                                           rules.awards

The keys of each table stand in the docstring of its `read_…` function; `?` marks those that may be missing.
Every `article` is the path of an article of this same regulation, every `kind` a code of its `[[kinds]]`, every
consequence a code of its `[[consequences]]`, whoever is told (`informs`, `reported_to`, `to`) one of its
`[[offices]]`. Amounts are positive whole numbers. What is wrong is
RuleError("bad_rulebook") with the place as field, counted from 0: `penalties[3].article`. A regulation may be a
list of titles only: articles of path and title, and no tables.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from rules.awards import Award, read_award
from rules.classification import CaseFacts, KindRule, Route, Term, kind_of, read_kind
from rules.hours import OpeningHours, read_hours
from rules.tables.articles import Article, check_parents, read_article
from rules.tables.complaints import (
    ComplaintReply,
    Complaints,
    check_replies,
    read_complaint_reply,
    read_complaints,
)
from rules.tables.consequences import (
    Compensation,
    Consequence,
    check_declared,
    read_compensation,
    read_consequence,
)
from rules.tables.deadlines import Deadline, read_deadline
from rules.tables.duties import (
    Duty,
    Escalation,
    Report,
    check_report_days,
    read_duty,
    read_escalation,
    read_report,
)
from rules.tables.establishment import Quantity, read_quantity
from rules.tables.evaluation import (
    Dimension,
    EvaluationTerms,
    ViewRule,
    check_weights,
    read_dimension,
    read_evaluation_terms,
    read_view,
)
from rules.tables.handling import (
    Agency,
    Extension,
    Joint,
    Supplement,
    read_agency,
    read_extension,
    read_joint,
    read_supplement,
)
from rules.tables.leave import STAFF, LeaveStep, LeaveTerms, check_route, read_leave_step, read_leave_terms
from rules.tables.named import NamedRule, Office, read_named, read_office
from rules.tables.penalties import Merit, Penalty, PenaltyUnit, read_merit, read_penalty
from rules.tables.reading import Row
from rules.tables.rungs import AccountabilityRung, check_ladder, read_rung
from rules.tables.supervision import SILENT, Supervision, read_supervision


@dataclass(frozen=True)
class Rulebook:
    """One version of one hall's regulation. Empty tables and None mean that the regulation is silent."""

    number: str
    title: str
    effective_on: date
    articles: tuple[Article, ...] = ()
    offices: tuple[Office, ...] = ()
    hours: OpeningHours | None = None
    kinds: tuple[KindRule, ...] = ()
    limits: tuple[Deadline, ...] = ()
    extension: Extension | None = None
    supplement: Supplement | None = None
    agency: Agency | None = None
    joint: Joint | None = None
    supervision: Supervision = SILENT
    disclosures: tuple[NamedRule, ...] = ()
    return_reasons: tuple[NamedRule, ...] = ()
    systems: tuple[NamedRule, ...] = ()
    brush_offs: tuple[NamedRule, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    merits: tuple[Merit, ...] = ()
    consequences: tuple[Consequence, ...] = ()
    compensation: Compensation | None = None
    accountability: tuple[AccountabilityRung, ...] = ()
    leave_steps: tuple[LeaveStep, ...] = ()
    leave: LeaveTerms | None = None
    duties: tuple[Duty, ...] = ()
    reporting: tuple[Report, ...] = ()
    escalation: tuple[Escalation, ...] = ()
    establishment: tuple[Quantity, ...] = ()
    complaints: Complaints | None = None
    complaint_replies: tuple[ComplaintReply, ...] = ()
    evaluation: tuple[Dimension, ...] = ()
    evaluation_views: tuple[ViewRule, ...] = ()
    evaluation_terms: EvaluationTerms | None = None
    awards: tuple[Award, ...] = ()

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> "Rulebook":
        book = Row(data)
        articles = book.rows("articles", read_article)
        _check_unique(book, "articles", "path", [article.path for article in articles])
        check_parents(book, articles)
        book.articles = frozenset(article.path for article in articles)
        rulebook = cls(
            number=book.text("number"),
            title=book.text("title"),
            effective_on=book.day("effective_on"),
            articles=articles,
            offices=_coded(book, "offices", read_office),
            hours=book.table("hours", read_hours),
            kinds=_coded(book, "kinds", read_kind),
            limits=_coded(book, "limits", read_deadline),
            extension=book.table("extension", read_extension),
            supplement=book.table("supplement", read_supplement),
            agency=book.table("agency", read_agency),
            joint=book.table("joint", read_joint),
            supervision=book.table("supervision", read_supervision) or SILENT,
            disclosures=_coded(book, "disclosures", read_named),
            return_reasons=_coded(book, "return_reasons", read_named),
            systems=_coded(book, "systems", read_named),
            brush_offs=_coded(book, "brush_offs", read_named),
            penalties=_coded(book, "penalties", read_penalty),
            merits=_coded(book, "merits", read_merit),
            consequences=_coded(book, "consequences", read_consequence),
            compensation=book.table("compensation", read_compensation),
            accountability=book.rows("accountability", read_rung),
            leave_steps=book.rows("leave_steps", read_leave_step),
            leave=book.table("leave", read_leave_terms),
            duties=_coded(book, "duties", read_duty),
            reporting=book.rows("reporting", read_report),
            escalation=_coded(book, "escalation", read_escalation),
            establishment=_coded(book, "establishment", read_quantity),
            complaints=book.table("complaints", read_complaints),
            complaint_replies=book.rows("complaint_replies", read_complaint_reply),
            evaluation=_coded(book, "evaluation", read_dimension),
            evaluation_views=_coded(book, "evaluation_views", read_view),
            evaluation_terms=book.table("evaluation_terms", read_evaluation_terms),
            awards=_coded(book, "awards", read_award),
        )
        book.close()
        rulebook._check(book)
        return rulebook

    def _check(self, book: Row) -> None:
        """What no table can know by itself: that they agree with each other."""
        _check_unit(book, self)
        _check_kinds(book, self)
        _check_routes(book, self)
        _check_limits_missed(book, self)
        _check_offices(book, self)
        _check_consequences(book, self)
        check_ladder(book, self.accountability)
        check_route(book, self.leave_steps, self.leave)
        _check_breach_of_leave(book, self)
        check_report_days(book, self.reporting)
        check_replies(book, self.complaints, self.complaint_replies)
        check_weights(book, "evaluation", self.evaluation)
        check_weights(book, "evaluation_views", self.evaluation_views)

    def article(self, path: str) -> Article | None:
        return next((article for article in self.articles if article.path == path), None)

    def heading(self, path: str) -> str:
        """How an article is cited: by number and title; where the regulation is several sets, each with a first article
        of its own, with the title of its set in front. Empty for a path that is none."""
        article = self.article(path)
        if article is None:
            return ""
        sets = {each.path: each.title for each in self.articles if each.parent is None}
        of = sets[path.partition("/")[0]] if len(sets) > 1 and article.parent else ""
        return " ".join(filter(None, [of, article.number, article.title]))

    def limit(self, code: str) -> Deadline | None:
        """The deadline the regulation sets under this name."""
        return next((limit for limit in self.limits if limit.code == code), None)

    def office(self, code: str) -> Office | None:
        """Who is meant by this code, if the regulation declares it."""
        return next((office for office in self.offices if office.code == code), None)

    @property
    def unit(self) -> PenaltyUnit | None:
        """The one unit of the hall's scheme; None when it has no penalties and no bonuses."""
        units = [penalty.unit for penalty in self.penalties]
        units += [merit.unit for merit in self.merits if merit.unit is not None]
        return units[0] if units else None


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


def _coded(book: Row, table: str, read: Callable[[Row], T]) -> tuple[T, ...]:
    rows = book.rows(table, read)
    _check_unique(book, table, "code", [row.code for row in rows])
    return rows


def _check_unique(book: Row, table: str, key: str, values: Sequence[str]) -> None:
    for at, value in enumerate(values):
        if value in values[:at]:
            raise book.refuse(f"{table}[{at}].{key}", "%(where)s repeats %(value)s.", value=value)


def _check_unit(book: Row, rulebook: Rulebook) -> None:
    rows = [(f"penalties[{at}]", penalty.unit) for at, penalty in enumerate(rulebook.penalties)]
    rows += [(f"merits[{at}]", merit.unit) for at, merit in enumerate(rulebook.merits) if merit.unit]
    for where, unit in rows:
        if unit is not rulebook.unit:
            raise book.refuse(
                f"{where}.unit",
                "%(where)s is %(unit)s, but this hall counts in %(other)s: one scheme has one unit.",
                unit=str(unit),
                other=str(rulebook.unit),
            )


def _check_kinds(book: Row, rulebook: Rulebook) -> None:
    kinds = {kind.code for kind in rulebook.kinds}
    then_kinds = rulebook.supplement.then_kinds if rulebook.supplement else ()
    named = [(f"limits[{at}].kind", limit.kind) for at, limit in enumerate(rulebook.limits)]
    named += [(f"penalties[{at}].kind", penalty.kind) for at, penalty in enumerate(rulebook.penalties)]
    named += [("agency.kind", rulebook.agency.kind)] if rulebook.agency else []
    named += [("joint.kind", rulebook.joint.kind)] if rulebook.joint else []
    named += [("supplement.then_kinds", kind) for kind in then_kinds]
    for field, kind in named:
        if kind is not None and kind not in kinds:
            raise book.refuse(
                field, "%(where)s names the kind %(kind)s, which this hall does not have.", kind=kind
            )


def _check_routes(book: Row, rulebook: Rulebook) -> None:
    """What agency and joint cases are said to be called is what the scheme calls some of them."""
    named = [("agency.kind", Route.AGENCY, rulebook.agency.kind)] if rulebook.agency else []
    named += [("joint.kind", Route.JOINT, rulebook.joint.kind)] if rulebook.joint else []
    for field, route, kind in named:
        called = [kind_of(CaseFacts(term, route), rulebook.kinds) for term in Term]
        if kind and all(found is None or found.code != kind for found in called):
            raise book.refuse(
                field, "%(where)s says %(kind)s, but [[kinds]] calls no such case that.", kind=kind
            )


def _check_limits_missed(book: Row, rulebook: Rulebook) -> None:
    for at, penalty in enumerate(rulebook.penalties):
        for code in penalty.limits_missed:
            if rulebook.limit(code) is None:
                raise book.refuse(
                    f"penalties[{at}].limits_missed",
                    "%(where)s names the limit %(limit)s, which [[limits]] does not have.",
                    limit=code,
                )


def _check_offices(book: Row, rulebook: Rulebook) -> None:
    declared = {office.code for office in rulebook.offices}
    named = [(f"limits[{at}].informs", who) for at, row in enumerate(rulebook.limits) for who in row.informs]
    for at, step in enumerate(rulebook.leave_steps):
        named += [(f"leave_steps[{at}].informs", who) for who in step.informs]
        named += [(f"leave_steps[{at}].applies_to", step.applies_to)] if step.applies_to != STAFF else []
    for at, reply in enumerate(rulebook.complaint_replies):
        named += [(f"complaint_replies[{at}].reported_to", who) for who in reply.reported_to]
    named += [(f"reporting[{at}].to", report.to) for at, report in enumerate(rulebook.reporting)]
    named += [(f"escalation[{at}].to", problem.to) for at, problem in enumerate(rulebook.escalation)]
    for field, who in named:
        if who not in declared:
            raise book.refuse(field, "%(where)s names %(who)s, which [[offices]] does not declare.", who=who)


def _check_consequences(book: Row, rulebook: Rulebook) -> None:
    declared = frozenset(consequence.code for consequence in rulebook.consequences)
    for at, penalty in enumerate(rulebook.penalties):
        check_declared(book, f"penalties[{at}].consequences", penalty.consequences, declared)
        check_declared(book, f"penalties[{at}].grave_consequences", penalty.grave_consequences, declared)
    for at, merit in enumerate(rulebook.merits):
        check_declared(book, f"merits[{at}].consequences", merit.consequences, declared)
    for at, rung in enumerate(rulebook.accountability):
        check_declared(book, f"accountability[{at}].consequences", rung.consequences, declared)
        check_declared(book, f"accountability[{at}].grave_consequences", rung.grave_consequences, declared)


def _check_breach_of_leave(book: Row, rulebook: Rulebook) -> None:
    rule = rulebook.leave.without_procedure if rulebook.leave else None
    if rule and all(penalty.code != rule.counts_as for penalty in rulebook.penalties):
        raise book.refuse(
            "leave.without_procedure.counts_as",
            "%(where)s names the breach %(breach)s, which [[penalties]] does not have.",
            breach=rule.counts_as,
        )
