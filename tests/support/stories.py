"""How a story is told: buttons on the pages of a hall's only case, its record read whole, the county's board."""

from datetime import datetime

from support import build
from support.gql import ask, signed_in

from county.halls import HallRef, inside
from county.registry.permissions import Actor
from hall.cases.agreement import disagreements
from hall.cases.events import is_whole
from hall.cases.ledger_chain import faults
from hall.cases.models import Case, CaseEvent
from hall.decisions.replay import replay
from hall.reporting.report_up import report_up

BOARD = """
{ board(from: "2026-03-01", to: "2026-04-30") {
    rows { code received completed late declined returned openOverdue openDueSoon openUrged } } }
"""


def take_in(clerk: Actor, hall: HallRef, **fields: object) -> None:
    with inside(hall):
        build.case(clerk, **fields)


def press(who: str, hall: HallRef, button: str, **typed: object) -> None:
    """Press a button on a page of the hall's only case."""
    status, page = _pressed(who, hall, button, typed)
    assert status == 302, page[:2000]


def turned_down(who: str, hall: HallRef, button: str, **typed: object) -> str:
    """Press a button that is refused: what the page says then, in English. Case and steps are what they were."""
    before = _on_record(hall)
    status, page = _pressed(who, hall, button, typed)
    assert status == 422, page[:2000]
    assert _on_record(hall) == before
    return page


def story(hall: HallRef) -> tuple[Case, list[str]]:
    """The hall's only case and its steps; whatever it lived through, its record is whole."""
    with inside(hall):
        case = Case.objects.get()
        assert is_whole(case)
        assert list(faults()) == []
        assert list(disagreements()) == []
        assert [each.difference for each in replay() if each.difference] == []
        return case, list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True))


def board(now: datetime, *halls: HallRef) -> dict[str, dict[str, int]]:
    """What the county's inspector reads of each hall (March and April 2026) once these have reported; no zeros."""
    for hall in halls:
        report_up(hall, now=now)
    rows = ask(BOARD, at="county", by="inspector").data["board"]["rows"]
    return {row.pop("code"): {name: n for name, n in row.items() if n} for row in rows}


def _pressed(who: str, hall: HallRef, button: str, typed: dict[str, object]) -> tuple[int, str]:
    with inside(hall):
        case = Case.objects.get()
    browser = signed_in(who, hall.code, HTTP_ACCEPT_LANGUAGE="en")
    answer = browser.post(f"/desk/cases/{case.pk}/{button}/", {"expected_version": case.version, **typed})
    return answer.status_code, answer.content.decode()


def _on_record(hall: HallRef) -> list[list[tuple[object, ...]]]:
    with inside(hall):
        return [list(model.objects.order_by("pk").values_list()) for model in (Case, CaseEvent)]
