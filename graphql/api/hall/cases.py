"""Finding cases for the API: each query prefetches what it was asked for, so 1 case and 100 cost the same."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from api.base import ids
from api.base.page import Ordering, Page, page
from api.base.selection import asked_for
from api.hall.case import ATTACHED, COURSE, FEES, PARTS
from api.hall.case_steps import LISTS
from api.hall.catalogue import materials_by, services_by
from hall.agency.selectors import courses, fees_by_case
from hall.cases.models import Case, CaseEvent
from hall.decisions.selectors import decisions_by_subject
from hall.joint.selectors import parts_by_case
from rules.errors import RuleError
from rules.transitions import Status

NEWEST_FIRST = Ordering("cases", (("received_at", "instant"), ("id", "uuid")), is_descending=True)


def cases(
    info: Any, *, first: int | None, after: str | None, status: Status | None, matter_code: str | None
) -> Page:
    """A page of cases, newest first."""
    rows = _with_neighbours(Case.objects.all(), asked_for(info))
    if status is not None:
        rows = rows.filter(status=Status(status).value)
    if matter_code is not None:
        rows = rows.filter(matter_code=matter_code)
    found = page(rows, NEWEST_FIRST, first=first, after=after)
    _attach([edge.node for edge in found.edges], asked_for(info))
    return found


def page_with_cases(
    info: Any, rows: QuerySet[Any], ordering: Ordering, *, first: int | None, after: str | None
) -> Page:
    """A page of what belongs to a `case`; the cases are read at once, with what was asked of them."""
    asked = asked_for(info)
    if "case" not in asked:
        return page(rows, ordering, first=first, after=after)
    rows = rows.prefetch_related(Prefetch("case", _with_neighbours(Case.objects.all(), asked)))
    found = page(rows, ordering, first=first, after=after)
    cases = {edge.node.case_id: edge.node.case for edge in found.edges if edge.node.case}
    _attach(list(cases.values()), asked)
    return found


def case(info: Any, *, id: str | None, number: str | None) -> Case:
    """One case by id or by number. RuleError `case_reference_unclear`, `case_not_found`, and those of ids."""
    if (id is None) is (number is None):
        raise RuleError("case_reference_unclear", "Name the case by its id or by its number.", "id")
    wanted = {"pk": ids.read(id, "Case")} if id is not None else {"number": number}
    found = _with_neighbours(Case.objects.filter(**wanted), asked_for(info)).first()
    if found is None:
        raise RuleError(
            "case_not_found", "There is no such case in this hall.", "id" if id is not None else "number"
        )
    _attach([found], asked_for(info))
    return found


def _attach(cases: list[Case], asked: set[str]) -> None:
    """Decisions, parts, agency courses and fees are read for all the cases at once: Django cannot prefetch them."""
    if "decisions" in asked:
        decisions = decisions_by_subject(case.pk for case in cases)
        for case in cases:
            vars(case)[ATTACHED] = decisions[case.pk]
    if "agency" in asked:
        found = courses(cases)
        for case in cases:
            vars(case)[COURSE] = found.get(case.pk)
    if "fees" in asked:
        fees = fees_by_case(cases)
        for case in cases:
            vars(case)[FEES] = fees[case.pk]
    if "parts" in asked:
        parts = parts_by_case(case.pk for case in cases)
        for case in cases:
            vars(case)[PARTS] = parts[case.pk]


def _with_neighbours(rows: QuerySet[Case], asked: set[str]) -> QuerySet[Case]:
    if "window" in asked:
        rows = rows.select_related("window", "matter__window")
    if "matter" in asked:
        rows = rows.select_related("matter")
    if "services" in asked:
        rows = rows.prefetch_related(services_by("window__services"), services_by("matter__window__services"))
    if "materials" in asked:
        rows = rows.prefetch_related(materials_by("matter__materials"))
    rows = rows.prefetch_related(*sorted(asked & LISTS.keys()))
    if "events" in asked:
        rows = rows.prefetch_related(Prefetch("events", CaseEvent.objects.order_by("sequence")))
    return rows
