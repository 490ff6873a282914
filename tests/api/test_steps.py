"""What the steps of a case have in common: which cases they leave alone, and how what they added is read."""

import json
from datetime import timedelta

import pytest
from support import build, gql

from county.halls import inside
from hall.cases.actions import accept_case, decline_case
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.extensions import request_extension
from hall.cases.models import SupplementRequest
from hall.cases.papers import receive_supplement, request_supplement
from hall.cases.reviews import request_review
from hall.cases.urges import urge_case

pytestmark = pytest.mark.django_db

# Mutation → its own arguments, and who may take the step.
STEPS = {
    "caseWithdraw": ('reason: "本人申请"', "ana"),
    "caseRequestSupplement": ('items: ["照片"]', "ana"),
    "caseReceiveSupplement": ("", "ana"),
    "caseStopClock": ('reason: HEARING, evidence: "听证通知"', "ana"),
    "caseResumeClock": ("reason: HEARING", "ana"),
    "caseRequestExtension": ('days: 1, reason: "等待批复"', "ana"),
    "caseDecideExtension": ("isGranted: true", "ana"),
    "caseUrge": ('words: "请抓紧"', "bo"),
    "caseRequestReview": ('words: "有异议"', "ana"),
    "caseDecideReview": ('isLifted: true, finding: "应予受理"', "bo"),
}
EVERY = [pytest.param(name, *said, id=name) for name, said in STEPS.items()]
# A case just received can be withdrawn and asked papers for; nothing else of these.
TOO_EARLY = [each for each in EVERY if each.id not in ("caseWithdraw", "caseRequestSupplement")]

LISTS = """stops { reason startedAt endedAt evidence } supplements { number items toldAt whyNew receivedAt }
           extensions { days unit reason isGranted askedAt decidedAt } urges { number until urgedAt urgedBy }
           reviews { askedAt isLifted decidedAt } deadlines { what about dueAt isProvisional metAt missedAt }"""
# List → fields of one row.
EACH = {
    "stops": "evidence",
    "supplements": "items",
    "extensions": "reason",
    "urges": "urgedBy",
    "reviews": "askedAt",
    "deadlines": "dueAt",
    "notices": "number",
}
# Rows of each in a case that was asked for papers, declined and is reviewed.
ROWS = {"supplements": 1, "reviews": 1, "notices": 2}
TEN = "2026-03-04T10:00:00+08:00"


def take(name, arguments, *, id, version=1, by="ana"):
    said = f", {arguments}" if arguments else ""
    query = f"""mutation ($id: ID!, $version: Int!) {{
      {name}(id: $id, expectedVersion: $version{said}) {{ case {{ number }} errors {{ code field }} }} }}"""
    return gql.ask(query, {"id": id, "version": version}, by=by)


@pytest.mark.parametrize(("name", "arguments", "by"), EVERY)
def test_a_case_of_another_hall_is_not_touched(west, cast, written, name, arguments, by):
    with inside(west):
        elsewhere = gql.global_id("west", build.case(cast.wei).pk)
    before = written()

    answer = take(name, arguments, id=elsewhere, by=by)

    assert answer.data[name] == {"case": None, "errors": [{"code": "id_of_another_hall", "field": "id"}]}
    assert written() == before


@pytest.mark.parametrize("version", [0, 2, -1, 2**31 - 1])
@pytest.mark.parametrize(("name", "arguments", "by"), EVERY)
def test_a_case_changed_meanwhile_is_not_touched(received_id, written, name, arguments, by, version):
    before = written()

    answer = take(name, arguments, id=received_id, version=version, by=by)

    assert answer.data[name] == {
        "case": None,
        "errors": [{"code": "version_conflict", "field": "expectedVersion"}],
    }
    assert written() == before


@pytest.mark.parametrize(("name", "arguments", "by"), TOO_EARLY)
def test_a_step_that_is_not_in_the_table_is_not_taken(received_id, written, name, arguments, by):
    before = written()

    answer = take(name, arguments, id=received_id, by=by)

    assert answer.data[name] == {"case": None, "errors": [{"code": "illegal_transition", "field": "status"}]}
    assert written() == before


@pytest.mark.parametrize(
    ("name", "arguments", "by", "code", "field"),
    [
        ("caseRequestReview", 'words: "%s"' % ("长" * 10_000), "ana", "text_too_long", "words"),
        ("caseDecideReview", 'isLifted: false, finding: " "', "bo", "reason_missing", "finding"),
        ("caseUrge", 'words: "%s"' % ("长" * 10_000), "bo", "text_too_long", "words"),
        ("caseRequestExtension", 'days: 1, reason: ""', "ana", "reason_missing", "reason"),
        ("caseRequestExtension", 'days: 1, reason: "%s"' % ("长" * 10_000), "ana", "text_too_long", "reason"),
        ("caseStopClock", 'reason: HEARING, evidence: ""', "ana", "reason_missing", "evidence"),
        (
            "caseStopClock",
            'reason: HEARING, evidence: "%s"' % ("长" * 301),
            "ana",
            "text_too_long",
            "evidence",
        ),
    ],
)
def test_words_that_are_missing_or_too_long_change_nothing(
    received_id, written, name, arguments, by, code, field
):
    before = written()

    answer = take(name, arguments, id=received_id, by=by)

    assert answer.payload_codes(name) == [(code, field)]
    assert written() == before


def test_fifty_papers_can_be_asked_for_and_not_one_more(east, received_id, written):
    before = written()

    def items(count):
        return f"items: {json.dumps([str(n) for n in range(count)])}"

    refused = take("caseRequestSupplement", items(51), id=received_id)
    assert refused.payload_codes("caseRequestSupplement") == [("too_many_items", "items")]
    assert written() == before

    assert (
        take("caseRequestSupplement", items(50), id=received_id).payload_codes("caseRequestSupplement") == []
    )
    with inside(east):
        assert SupplementRequest.objects.get().items == [str(n) for n in range(50)]


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("0001-01-01T00:00:00+14:00", "bad_stop"),
        ("9999-12-31T23:59:59-12:00", "moment_out_of_range"),
    ],
)
def test_the_ends_of_time_are_refused_by_name(east, cast, received, received_id, now, written, at, code):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
        stop_clock(received.pk, reason="hearing", evidence="听证通知", actor=cast.ana, now=now)
    before = written()

    answer = take("caseResumeClock", f'reason: HEARING, endedAt: "{at}"', id=received_id, version=3)

    assert answer.payload_codes("caseResumeClock") == [(code, "endedAt")]
    assert written() == before


def test_what_the_steps_added_is_read_with_the_case(east, cast, received, received_id, now):
    with inside(east):
        build.regulation(
            "2026-1", now.date(), extension={"max_days": 10, "unit": "calendar_days", "article": "2"}
        )
        accept_case(received.pk, actor=cast.ana, now=now)
        stop_clock(received.pk, reason="hearing", evidence="听证通知", actor=cast.ana, now=now)
        resume_clock(received.pk, reason="hearing", actor=cast.ana, now=now)
        request_extension(received.pk, days=5, reason="等待批复", actor=cast.ana, now=now)
        urge_case(received.pk, words="请抓紧", actor=cast.bo, now=now)

    case = gql.ask(
        f"query ($id: ID) {{ case(id: $id) {{ papersAt {LISTS} }} }}", {"id": received_id}, by="ana"
    )

    assert case.data["case"] == {
        "papersAt": TEN,
        "stops": [{"reason": "HEARING", "startedAt": TEN, "endedAt": TEN, "evidence": "听证通知"}],
        "supplements": [],
        "extensions": [
            {
                "days": 5,
                "unit": "CALENDAR_DAYS",
                "reason": "等待批复",
                "isGranted": True,
                "askedAt": TEN,
                "decidedAt": TEN,
            }
        ],
        "urges": [{"number": 1, "until": "2026-03-06T17:30:00+08:00", "urgedAt": TEN, "urgedBy": "Bo"}],
        "reviews": [],
        "deadlines": [
            {
                "what": "URGE",
                "about": "",
                "dueAt": "2026-03-06T17:30:00+08:00",
                "isProvisional": False,
                "metAt": None,
                "missedAt": None,
            }
        ],
    }


def test_a_reason_is_named_by_the_regulation_the_case_is_pinned_to(east, cast, now):
    forbidden = {"code": "forbidden", "name": "法律禁止", "english": "forbidden by law", "article": "2"}
    with inside(east):
        build.regulation("2026-1", now.date(), return_reasons=[forbidden])
        case = build.case(cast.ana)
        decline_case(case.pk, reason="不予受理", reason_code="forbidden", actor=cast.ana, now=now)
        build.regulation(
            "2026-2", now.date() + timedelta(days=1), return_reasons=[{**forbidden, "name": "别的名称"}]
        )

    named = gql.ask(
        "query ($id: ID) { case(id: $id) { reasonCode reasonName } }",
        {"id": gql.global_id("east", case.pk)},
        by="ana",
    )

    assert named.data["case"] == {"reasonCode": "forbidden", "reasonName": "法律禁止"}


def test_the_steps_of_a_hundred_cases_take_as_many_calls_as_of_one(
    east, cast, now, django_assert_num_queries
):
    with inside(east):
        for n in range(100):
            case = build.case(cast.ana, key=f"many-{n}")
            request_supplement(case.pk, items=["照片"], actor=cast.ana, now=now)
            receive_supplement(case.pk, actor=cast.ana, now=now)
            decline_case(case.pk, reason="不予受理", actor=cast.ana, now=now)
            request_review(case.pk, words="有异议", actor=cast.ana, now=now)
    token = gql.token("case.read")
    gql.ask("{ cases(first: 1) { edges { node { number } } } }", token=token)

    for part, fields in EACH.items():
        query = f"query ($first: Int!) {{ cases(first: $first) {{ edges {{ node {{ {part} {{ {fields} }} }} }} }} }}"
        for first in (1, 100):
            with django_assert_num_queries(3):  # the token, the cases, the list
                answer = gql.ask(query, {"first": first}, token=token)
            found = [edge["node"][part] for edge in answer.data["cases"]["edges"]]
            assert [len(each) for each in found] == [ROWS.get(part, 0)] * first


def test_a_program_that_may_stop_clocks_reads_no_words_of_people(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
    query = """mutation ($id: ID!) {
      caseStopClock(id: $id, expectedVersion: 2, reason: HEARING, evidence: "听证通知") {
        case { stops { reason evidence } } errors { code } } }"""

    answer = gql.ask(query, {"id": received_id}, token=gql.token("case.stop_clock"))

    assert answer.codes == ["not_permitted"]
    assert answer.data["caseStopClock"]["case"]["stops"] == [{"reason": "HEARING", "evidence": None}]
