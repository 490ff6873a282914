"""Who may do what through the API, as one table: every operation, every kind of caller."""

from dataclasses import dataclass

import pytest
from support import build, gql

from api.county.schema import schema as county_schema
from api.hall.schema import schema as hall_schema
from county.halls import inside
from county.registry.permissions import SCOPES

pytestmark = pytest.mark.django_db

HELD = ', heldAt: "2026-03-04T09:30:00+08:00", attendees: ["李四"], opinion: "同意"'
CASE = "case { number applicantName } errors { code }"


@dataclass(frozen=True)
class Operation:
    """A root field: what it asks, the scope it needs, who is in a wrong role for it (if anybody is), who in the right
    one ("" where only programs may)."""

    query: str
    scope: str
    wrong_role: str = "dan"
    at: str = "east"
    right_user: str = "ana"


def step(field: str, scope: str, more: str = "", **people: str) -> Operation:
    return Operation(
        f"mutation ($id: ID!) {{ {field}(id: $id, expectedVersion: 1{more}) {{ {CASE} }} }}", scope, **people
    )


def contact(field: str, more: str) -> Operation:
    return Operation(
        f"mutation ($id: ID!) {{ {field}(id: $id, {more}) {{ firstContact {{ number }} errors {{ code }} }} }}",
        "reception.work",
    )


GUARDED = {
    "case": Operation("query ($id: ID) { case(id: $id) { number applicantName } }", "case.read", ""),
    "cases": Operation("{ cases { edges { node { number } } } }", "case.read", ""),
    "caseIntake": Operation(
        'mutation { caseIntake(input: {matterCode: "M-10", applicantName: "李小明", phone: "13800138000",'
        f' idempotencyKey: "k"}}) {{ {CASE} }} }}',
        "case.intake",
    ),
    "caseIssueReceipt": Operation(
        f"mutation ($id: ID!) {{ caseIssueReceipt(id: $id) {{ {CASE} }} }}", "notice.issue"
    ),
    "caseAccept": step("caseAccept", "case.accept"),
    "caseDecline": step("caseDecline", "case.decline", ', reason: "材料不齐"'),
    "caseReturn": step("caseReturn", "case.decline", ', reason: "材料不齐"'),
    "caseRecordConsent": step("caseRecordConsent", "agency.run", ', how: PHONE, words: "录音"'),
    "caseAdvanceAgency": step("caseAdvanceAgency", "agency.run", ', station: "filed_upward"'),
    "caseRecordFee": step("caseRecordFee", "fee.record", ', amount: "1", receiptNumber: "1"'),
    "caseComplete": step("caseComplete", "case.complete", ", result: GRANTED"),
    "caseCollect": step(
        "caseCollect", "case.collect", ', collectorName: "王五", collectorIdNumber: "11010519491231002X"'
    ),
    "caseRate": Operation(
        f'mutation {{ caseRate(number: "20260304-0001", phoneTail: "8000", level: SATISFIED) {{ {CASE} }} }}',
        "case.rate",
        right_user="",
    ),
    "caseWithdraw": step("caseWithdraw", "case.withdraw", ', reason: "撤回"'),
    "caseRequestSupplement": step("caseRequestSupplement", "case.supplement", ', items: ["照片"]'),
    "caseReceiveSupplement": step("caseReceiveSupplement", "case.supplement"),
    "caseStopClock": step("caseStopClock", "case.stop_clock", ', reason: HEARING, evidence: "通知"'),
    "caseResumeClock": step("caseResumeClock", "case.stop_clock", ", reason: HEARING"),
    "caseRequestExtension": step("caseRequestExtension", "case.extend", ', days: 1, reason: "理由"'),
    "caseDecideExtension": step("caseDecideExtension", "case.extend", ", isGranted: true"),
    "caseUrge": step("caseUrge", "case.urge", ', words: "请抓紧"', wrong_role="ana", right_user="bo"),
    "caseRequestReview": step("caseRequestReview", "case.decline", ', words: "有异议"'),
    "caseDecideReview": step(
        "caseDecideReview",
        "case.review",
        ', isLifted: true, finding: "好"',
        wrong_role="ana",
        right_user="bo",
    ),
    "caseCopy": step(
        "caseCopy",
        "joint.lead",
        ', parts: [{department: "land", responsible: "李四", limit: 3, unit: WORKING_DAYS}]',
    ),
    "caseRecordSurvey": step("caseRecordSurvey", "joint.lead", f', place: "东街2号"{HELD}'),
    "caseRecordJointReview": step("caseRecordJointReview", "joint.lead", HELD),
    "caseAcknowledgeCopy": Operation(
        f"mutation ($id: ID!) {{ caseAcknowledgeCopy(partId: $id) {{ {CASE} }} }}", "joint.decide"
    ),
    "caseDecidePart": Operation(
        'mutation ($id: ID!) { caseDecidePart(partId: $id, outcome: APPROVED, opinion: "可")'
        f" {{ {CASE} }} }}",
        "joint.decide",
    ),
    "firstContacts": Operation("{ firstContacts { edges { node { number } } } }", "reception.work"),
    "firstContactRecord": Operation(
        'mutation { firstContactRecord(input: {asked: "低保", idempotencyKey: "k"}) { errors { code } } }',
        "reception.work",
    ),
    "firstContactTellPapers": contact("firstContactTellPapers", 'items: ["照片"]'),
    "firstContactHandOver": contact("firstContactHandOver", 'windowCode: "civil-affairs", receiverId: 1'),
    "firstContactPromise": contact(
        "firstContactPromise",
        'windowCode: "land", contacted: "王五", promisedAt: "2026-03-05T09:30:00+08:00", requirements: "证件"',
    ),
    "firstContactLinkCase": contact("firstContactLinkCase", 'caseNumber: "20260304-0001"'),
    "firstContactEnd": contact("firstContactEnd", "outcome: ANSWERED"),
    "brushOffReport": Operation(
        'mutation { brushOffReport(input: {code: "not_mine", words: "不管", idempotencyKey: "k"})'
        " { errors { code } } }",
        "conduct.report",
        wrong_role="",  # whoever works in a hall passes on what a citizen reports
    ),
    "ratings": Operation("{ ratings { edges { node { words } } } }", "rating.follow_up", right_user="bo"),
    "ratingFollowUp": Operation(
        'mutation ($id: ID!) { ratingFollowUp(id: $id, answer: "已整改") { rating { words } errors { code } } }',
        "rating.follow_up",
        right_user="bo",
    ),
    "conductLeads": Operation(
        "{ conductLeads { edges { node { words } } } }", "conduct.read", "ana", right_user="dan"
    ),
    "conductLeadClose": Operation(
        'mutation ($id: ID!) { conductLeadClose(id: $id, outcome: FOUNDED, finding: "属实")'
        " { conductLead { words } errors { code } } }",
        "conduct.read",
        "ana",
        right_user="dan",
    ),
    "halls": Operation("{ halls { edges { node { code } } } }", "county.read", "", "county", "inspector"),
    "board": Operation(
        '{ board(from: "2026-03-01", to: "2026-03-31") { asOf } }', "county.read", "", "county", "inspector"
    ),
}
PUBLIC = {"hall", "me", "windows", "matters"}
EVERY = [pytest.param(name, operation, id=name) for name, operation in GUARDED.items()]
WITH_A_WRONG_ROLE = [each for each in EVERY if each.values[1].wrong_role]


@pytest.fixture
def asking(received_id, written):
    """Ask an operation; says what came back and whether anything was written."""

    def ask(operation, **who):
        before = written()
        variables = {"id": received_id} if "$id" in operation.query else None
        answer = gql.ask(operation.query, variables, at=operation.at, **who)
        return answer, written() != before

    return ask


def test_the_table_holds_every_operation():
    fields = [
        name
        for schema in (hall_schema, county_schema)
        for root in (schema.graphql_schema.query_type, schema.graphql_schema.mutation_type)
        if root
        for name in root.fields
    ]

    assert sorted(fields) == sorted([*GUARDED, *PUBLIC])


@pytest.mark.parametrize(("name", "operation"), EVERY)
def test_a_stranger_is_asked_to_sign_in(asking, name, operation):
    answer, has_written = asking(operation)

    assert (answer.status, answer.data, answer.codes) == (200, {name: None}, ["sign_in_required"])
    assert not has_written


@pytest.mark.parametrize(("name", "operation"), WITH_A_WRONG_ROLE)
def test_a_wrong_role_is_not_permitted(asking, name, operation):
    answer, has_written = asking(operation, by=operation.wrong_role)

    assert (answer.status, answer.data, answer.codes) == (200, {name: None}, ["not_permitted"])
    assert not has_written


@pytest.mark.parametrize(("name", "operation"), EVERY)
def test_a_token_without_the_scope_is_not_permitted(asking, name, operation):
    others = {each.scope for each in GUARDED.values()} - {operation.scope}

    answer, has_written = asking(operation, token=gql.token(*sorted(others), at=operation.at))

    assert (answer.status, answer.data, answer.codes) == (200, {name: None}, ["not_permitted"])
    assert not has_written


@pytest.mark.parametrize(("name", "operation"), EVERY)
@pytest.mark.parametrize("elsewhere", ["west", "other"])
def test_a_token_of_elsewhere_opens_nothing(asking, name, operation, elsewhere):
    at = {"west": "west", "other": "county" if operation.at == "east" else "east"}[elsewhere]

    answer, has_written = asking(operation, token=gql.token(operation.scope, at=at))

    assert (answer.status, answer.data, answer.codes) == (401, None, ["token_of_another_hall"])
    assert not has_written


@pytest.mark.parametrize(("name", "operation"), EVERY)
def test_a_session_of_another_hall_is_nobody_here(asking, name, operation):
    cookie = gql.signed_in("wei", "west").cookies["sessionid"].value

    answer, has_written = asking(operation, HTTP_COOKIE=f"sessionid={cookie}")

    assert (answer.status, answer.data, answer.codes) == (200, {name: None}, ["sign_in_required"])
    assert not has_written


@pytest.mark.parametrize(("name", "operation"), EVERY)
def test_the_right_people_and_programs_get_an_answer(asking, name, operation):
    callers = [{"by": operation.right_user}] if operation.right_user else []
    if operation.scope in SCOPES:  # what programs may do at all
        callers.append({"token": gql.token(operation.scope, at=operation.at)})
    for who in callers:
        answer, _ = asking(operation, **who)

        assert (answer.status, answer.data[name] is not None) == (200, True)


def test_a_person_of_two_halls_acts_in_each_by_its_own_roles(west, cast, received_id):
    """Ana is a clerk of east; in west she only investigates, and her rights do not travel."""
    from county.registry.models import Hall, Membership

    Membership.objects.create(
        user_id=cast.ana.id, hall=Hall.objects.get(code="west"), role="discipline_officer"
    )
    with inside(west):
        case = build.case(cast.wei)

    accept = GUARDED["caseAccept"].query
    in_west = gql.ask(accept, {"id": gql.global_id("west", case.pk)}, at="west", by="ana")
    in_east = gql.ask(accept, {"id": received_id}, by="ana")

    assert (in_west.data, in_west.codes) == ({"caseAccept": None}, ["not_permitted"])
    assert in_east.data["caseAccept"]["errors"] == []
