"""Agency cases for tests: a hall by the agency rules of a real pack, with a matter that is run by agency."""

from datetime import date
from typing import Any

from support import build

from county.halls import HallRef, inside
from county.registry.permissions import Actor
from hall.agency.course import advance_agency
from hall.agency.models import AgencyStation
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.packs.read import read_pack

ZENGJIA = (
    "forwarded_case_notice", "handover_sheet", "centre_confirms", "filed_upward", "result_back", "handed_to_window",
)  # fmt: skip
TAIHU = (
    "accepted_by_lead_window", "registration_form", "papers_prepared", "filing_promised", "filed_upward",
    "told_to_collect",
)  # fmt: skip


def rules_of(pack: str) -> dict[str, Any]:
    """The agency table of a pack, by articles that the hall of the tests has."""
    table = dict(read_pack(pack).regulation["agency"])
    steps = [{**step, "article": "2"} for step in table["steps"]]
    table.pop("kind", None)
    free = {"free_article": "1"} if "free_article" in table else {}
    return {**table, "article": "2", "steps": steps, **free}


def offer_agency(hall: HallRef, table: dict[str, Any] | None) -> None:
    """From 2013 on the hall has this table, and a matter M-agency that is run by agency."""
    with inside(hall):
        build.regulation("2013-1", date(2013, 1, 1), **({"agency": table} if table else {}))
        window = Window.objects.get(code="civil-affairs")
        matter = build._matter(window, "M-agency", "代办事项", term="commitment", promised_limit=20)
        matter.route = "agency"
        matter.save(update_fields=["route"])


def pass_stations(case: Case, *codes: str, actor: Actor, now: Any) -> None:
    for code in codes:
        advance_agency(case.pk, station=code, actor=actor, now=now)


def passed(case: Case) -> list[str]:
    return list(AgencyStation.objects.filter(case=case).order_by("number").values_list("code", flat=True))
