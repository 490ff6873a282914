"""A case taken in by a program, carried on by a clerk, fetched by a citizen, and seen by the county."""

import pytest
from support import build, gql
from support.gql import ask, signed_in

from county.halls import inside
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.reporting.report_up import report_up

pytestmark = pytest.mark.django_db

INTAKE = """
mutation ($input: CaseIntakeInput!) {
  caseIntake(input: $input) { case { id number status dueAt } errors { code } }
}"""
BOARD = """
{ board(from: "2026-03-01", to: "2026-03-31") { rows { code received completed onTimeRate { onTime of } late } } }
"""
APPLICATION = {
    "matterCode": "M-10",
    "applicantName": "李小明",
    "phone": "13800138000",
    "idNumber": "11010519491231002X",
    "idempotencyKey": "from the city's platform, 1",
}


def board():
    """What the county's inspector is told of East and West: received, completed, on time, late."""
    rows = ask(BOARD, at="county", by="inspector").data["board"]["rows"]
    return {
        row["code"]: (row["received"], row["completed"], row["onTimeRate"]["onTime"], row["late"])
        for row in rows
    }


def only_case(hall):
    with inside(hall):
        return Case.objects.get()


def press(clerk, hall, button, **typed):
    """Press a button on the page of the hall's only case, as the clerk sees it now."""
    case = only_case(hall)
    answer = clerk.post(f"/desk/cases/{case.pk}/{button}/", {"expected_version": case.version, **typed})
    assert answer.status_code == 302


def test_a_case_goes_its_whole_way_and_the_county_sees_it(later, east, cast):
    token = gql.token("case.intake", "case.read")
    received = ask(INTAKE, {"input": APPLICATION}, token=token).data["caseIntake"]
    again = ask(INTAKE, {"input": APPLICATION}, token=token).data["caseIntake"]

    assert received["errors"] == []
    assert (received["case"]["number"], received["case"]["status"]) == ("20260304-0001", "RECEIVED")
    assert received["case"]["dueAt"] is None
    assert again["case"]["id"] == received["case"]["id"]

    ana = signed_in("ana", "east")
    press(ana, east, "accept")
    later(days=6)
    press(ana, east, "complete", result="granted")
    later(days=7)
    press(ana, east, "collect", collector_name="李大明", collector_id_number=build.ID_NUMBER)

    case = only_case(east)
    assert (case.status, case.result, case.collector_name) == ("collected", "granted", "李大明")
    # Ten working days after Wednesday the 4th, at closing time: Wednesday the 18th, 17:30.
    assert case.due_at.isoformat() == "2026-03-18T09:30:00+00:00"
    with inside(east):
        events = list(CaseEvent.objects.filter(case=case).order_by("sequence"))
        assert [event.action for event in events] == ["intake", "accept", "complete", "collect"]
        assert is_whole(case)

    stranger = signed_in("wei", "west")
    seen = stranger.post(
        "/progress/", {"number": case.number, "tail": "8000"}, HTTP_HOST="east.localhost:8000"
    )
    assert (seen.status_code, "已领件" in seen.content.decode()) == (200, True)
    assert "李小明" not in seen.content.decode()

    now = later(days=8)
    assert board() == {"east": (0, 0, 0, 0), "west": (0, 0, 0, 0)}
    assert report_up(east, now=now) == 4
    assert board() == {"east": (1, 1, 1, 0), "west": (0, 0, 0, 0)}
    assert report_up(east, now=now) == 0
    assert board() == {"east": (1, 1, 1, 0), "west": (0, 0, 0, 0)}


def test_a_case_finished_a_minute_after_closing_time_is_late_for_the_county_too(later, east, west, cast):
    # Due on 18 March, 17:30: East finishes on the minute, West one minute later.
    for username, hall, minutes in [("ana", east, 0), ("wei", west, 1)]:
        later()
        clerk = signed_in(username, hall.code)
        ask(INTAKE, {"input": APPLICATION}, at=hall.code, token=gql.token("case.intake", at=hall.code))
        press(clerk, hall, "accept")
        later(days=14, hours=7.5, minutes=minutes)
        press(clerk, hall, "complete", result="granted")
        report_up(hall, now=later(days=15))

    assert board() == {"east": (1, 1, 1, 0), "west": (1, 1, 0, 1)}
