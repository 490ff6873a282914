"""The lives of a hall's cases with all that a citizen may tell; what became of it is then looked for."""

from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from support import agency, build, gql, joint, nasty

from county.halls import HallRef, inside
from county.registry.permissions import NOBODY
from hall.agency.course import record_consent
from hall.agency.fees import record_fee
from hall.cases.actions import accept_case, decline_case
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.extensions import request_extension
from hall.cases.models import Case
from hall.cases.papers import receive_supplement, request_supplement
from hall.cases.reviews import decide_review, request_review
from hall.cases.sweep import sweep
from hall.cases.urges import urge_case
from hall.catalogue.models import Matter, Window
from hall.joint.copying import copy_case
from hall.joint.meetings import record_joint_review, record_survey
from hall.notices.issue import issue_receipt
from hall.people.models import Staff
from hall.reception.brush_off import report_brush_off
from hall.reception.case import link_case
from hall.reception.hand_over import hand_over, promise_time
from hall.reception.record import record_contact
from hall.reception.remind import remind
from hall.reception.told import tell_papers
from hall.reporting.report_up import report_up
from hall.telling.drain import send_waiting
from rules.errors import RuleError

NUMBERS = (nasty.ID_NUMBER, nasty.PERMIT_HOLDER, nasty.MOBILE, nasty.EMAIL, nasty.ADDRESS)  # kept sealed
NAMES = (nasty.NAME, nasty.COLLECTOR)  # kept in clear, where staff look for a case
APPLICANT = {
    "applicant_name": nasty.NAME,
    "phone": nasty.MOBILE,
    "id_number": nasty.ID_NUMBER,
    "address": nasty.ADDRESS,
    "email": nasty.EMAIL,
}
COLLECTOR = {"collector_name": nasty.COLLECTOR, "collector_id_number": nasty.PERMIT_HOLDER}
AT_THE_DESK = {"matter": "M-10", "key": "at the desk", "accept": "yes", **APPLICANT}
INTAKE = """
mutation ($input: CaseIntakeInput!) {
  caseIntake(input: $input) { case { id email phone idNumber } errors { code field message values { name value } } } }
"""
COLLECT = """
mutation ($id: ID!, $version: Int!, $name: String!, $number: String!) {
  caseCollect(id: $id, expectedVersion: $version, collectorName: $name, collectorIdNumber: $number) {
    case { collectorIdNumber } errors { code field message values { name value } } } }
"""
BY_A_PROGRAM = {
    "matterCode": "M-0",
    "applicantName": nasty.NAME,
    "phone": nasty.MOBILE,
    "idNumber": nasty.ID_NUMBER,
    "address": nasty.ADDRESS,
    "email": nasty.EMAIL,
    "idempotencyKey": nasty.ID_NUMBER,  # programs have sent worse
}


def rules(hall: HallRef) -> None:
    """The rules that let everything happen, and matters of every route."""
    extension = {"max_days": 5, "unit": "working_days", "article": "2", "notice": True}
    agency.offer_agency(hall, agency.rules_of("zengjia"))
    with inside(hall):
        build.regulation(
            "2026-1",
            build.NOW.date(),
            supplement=build.SUPPLEMENT,
            extension=extension,
            joint={"article": "2"},
            agency=agency.rules_of("zengjia"),
            brush_offs=[{"code": "not_mine", "name": "不归我管", "english": "It's not mine", "article": "2"}],
        )
        Matter.objects.filter(code="M-10").update(fee=80)


def live(hall: HallRef, cast: build.Cast) -> None:
    """Cases of every way of intake and every route, to their ends; applicants told and not told; what lies
    too long marked; and the county told."""
    rules(hall)
    _at_the_desk(hall, cast)
    _by_a_program(hall, cast)
    with inside(hall):
        _together(cast)
        _by_agency(cast)
        _told(build.NOW + timedelta(hours=1))
        _refused_and_reviewed(cast)
        _at_reception(cast)
        _not_told(build.NOW + timedelta(hours=2))
        assert sweep(now=build.NOW + timedelta(days=60)).failed == 0
    report_up(hall, now=build.NOW + timedelta(days=60))


def press(browser: Client, hall: HallRef, case: Case, button: str, **typed: object) -> Any:
    """Press a button on the page of the case."""
    with inside(hall):
        version = Case.objects.get(pk=case.pk).version
    return browser.post(f"/desk/cases/{case.pk}/{button}/", {"expected_version": version, **typed})


def only(hall: HallRef, matter: str) -> Case:
    with inside(hall):
        return Case.objects.get(matter_code=matter)


def _at_the_desk(hall: HallRef, cast: build.Cast) -> None:
    """Typed by Ana: a slip first, then all of it; an urge, a fee; collected by somebody else, and looked up."""
    browser = gql.signed_in("ana", hall.code)
    slip = {**AT_THE_DESK, "id_number": nasty.ID_NUMBER[:-1] + "1"}
    assert browser.post("/desk/intake/", slip).status_code == 422
    assert browser.post("/desk/intake/", AT_THE_DESK).status_code == 302
    case = only(hall, "M-10")
    with inside(hall):
        by: dict[str, Any] = {"actor": cast.ana, "now": build.NOW}
        issue_receipt(case.pk, **by)
        stop_clock(case.pk, reason="hearing", evidence="听证通知", **by)
        resume_clock(case.pk, reason="hearing", **by)
        request_extension(case.pk, days=3, reason="等待批复", **by)
        urge_case(case.pk, words="请尽快办结", actor=cast.bo, now=build.NOW)
        record_fee(case.pk, amount="30", receipt_number="0017", **by)
    assert press(browser, hall, case, "complete", result="granted").status_code == 302
    wrong = {**COLLECTOR, "collector_id_number": nasty.PERMIT_HOLDER[:-1] + "2"}
    assert press(browser, hall, case, "collect", **wrong).status_code == 422
    assert press(browser, hall, case, "collect", **COLLECTOR).status_code == 302
    assert browser.post(f"/desk/cases/{case.pk}/unmask/").status_code == 200
    assert browser.post("/desk/ledger/person/", {"id_number": nasty.ID_NUMBER}).status_code == 200
    assert browser.get("/desk/ledger.xlsx").status_code == 200
    receipt = {"number": case.number, "tail": nasty.MOBILE[-4:]}
    stranger = Client(HTTP_HOST=f"{hall.code}.localhost")
    assert stranger.post("/progress/", receipt).status_code == 200
    assert stranger.post("/progress/rate/", {**receipt, "level": "1", "words": "等了很久"}).status_code == 200


def _by_a_program(hall: HallRef, cast: build.Cast) -> None:
    """Sent by a program, twice and once more with another mail; papers missing; the applicant collects."""
    token = gql.token("case.intake", "case.read", at=hall.code)
    for _ in range(2):
        assert gql.ask(INTAKE, {"input": BY_A_PROGRAM}, at=hall.code, token=token).codes == []
    other = {**BY_A_PROGRAM, "email": f"x.{nasty.EMAIL}"}
    refused = gql.ask(INTAKE, {"input": other}, at=hall.code, token=token)
    assert refused.payload_codes("caseIntake") == [("idempotency_conflict", "idempotencyKey")]
    case = only(hall, "M-0")
    with inside(hall):
        by: dict[str, Any] = {"actor": cast.ana, "now": build.NOW}
        request_supplement(case.pk, items=["户口簿"], **by)
        receive_supplement(case.pk, **by)
        accept_case(case.pk, **by)
        complete_case(case.pk, result="granted", **by)
        version = Case.objects.get(pk=case.pk).version
    collected = {
        "id": gql.global_id(hall.code, case.pk),
        "version": version,
        "name": nasty.NAME,
        "number": nasty.ID_NUMBER,
    }
    assert gql.ask(COLLECT, collected, at=hall.code, by="ana").data["caseCollect"]["errors"] == []


def _together(cast: build.Cast) -> None:
    """A joint case that lies until it is late."""
    joint.crew(cast.ana)
    case = build.case(cast.ana, key="joint", matter_code="M-joint", **APPLICANT)
    accept_case(case.pk, actor=cast.ana, now=build.NOW)
    copy_case(case.pk, parts=[joint.wanted("land"), joint.wanted("fire")], actor=cast.ana, now=build.NOW)
    held: dict[str, Any] = {"held_at": build.NOW, "attendees": ["林一"], "opinion": "符合要求"}
    record_survey(case.pk, place="东街2号", **held, actor=cast.ana, now=build.NOW)
    record_joint_review(case.pk, **held, actor=cast.ana, now=build.NOW)


def _by_agency(cast: build.Cast) -> None:
    by: dict[str, Any] = {"actor": cast.ana, "now": build.NOW}
    case = build.case(cast.ana, key="agency", matter_code="M-agency", **APPLICANT)
    record_consent(case.pk, how="phone", words="电话录音17号", **by)
    accept_case(case.pk, **by)
    agency.pass_stations(case, *agency.ZENGJIA, **by)
    with pytest.raises(RuleError, match="no fee may be taken"):
        record_fee(case.pk, amount="50", receipt_number="0018", **by)


def _refused_and_reviewed(cast: build.Cast) -> None:
    by: dict[str, Any] = {"actor": cast.ana, "now": build.NOW}
    case = build.case(cast.ana, key="declined", channel="online", **APPLICANT)
    decline_case(case.pk, reason="不属本厅", **by)
    request_review(case.pk, words="应当由你们办理", **by)
    decide_review(case.pk, is_lifted=False, finding="维持", actor=cast.bo, now=build.NOW)


def _at_reception(cast: build.Cast) -> None:
    """A visitor told what is missing, promised a time, handed over, taken in, reminded of; and brushed off."""
    by: dict[str, Any] = {"actor": cast.ana, "now": build.NOW}
    civil = Window.objects.get(code="civil-affairs")
    Staff.objects.get(user_id=cast.bo.id).windows.add(civil)
    visitor = {"visitor_name": nasty.NAME, "phone": nasty.MOBILE}
    came = record_contact(asked="低保怎么办", key="a visitor", **visitor, **by)
    tell_papers(came.pk, items=["户口簿"], **by)
    at = build.NOW + timedelta(hours=6)
    absent = {"window_code": civil.code, "contacted": "Bo", "promised_at": at, "requirements": "带户口簿"}
    promise_time(came.pk, phone=nasty.MOBILE, **absent, **by)
    hand_over(came.pk, window_code=civil.code, receiver_id=cast.bo.id, **by)
    link_case(came.pk, case_number=Case.objects.filter(status="accepted").latest("number").number, **by)
    report_brush_off(code="not_mine", words="让我去问别人", contact_number=came.number, actor=NOBODY, now=at)
    assert remind(now=at) == 1


class _Down:
    def send(self, to: str, subject: str, words: str) -> None:
        raise OSError(f"no line to {to}: {words}")


def _told(now: datetime) -> None:
    """A line is down, then it is up again."""
    _not_told(now)
    assert send_waiting(now=now + timedelta(hours=1)) > 0


def _not_told(now: datetime) -> None:
    with mock.patch("hall.telling.drain.channel", return_value=_Down()):
        assert send_waiting(now=now) == 0
