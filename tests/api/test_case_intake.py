"""caseIntake: numbered, idempotent, every mistake named, nothing half-written."""

import pytest
from support import gql
from support.counts import counted

from county.halls import inside
from hall.cases.models import Case, DayCounter

pytestmark = pytest.mark.django_db

INTAKE = """
mutation ($input: CaseIntakeInput!) {
  caseIntake(input: $input) {
    case { id number status version channel kind { code } applicantName idNumber phone handlerName
           matter { code } promisedLimit { amount unit } }
    errors { code field message values { name value } }
  }
}
"""


def given(**fields):
    return {
        "input": {
            "matterCode": "M-10",
            "applicantName": "李小明",
            "phone": "13800138000",
            "idNumber": "11010519491231002X",
            "address": "东街1号",
            "idempotencyKey": "key-1",
            **fields,
        }
    }


def test_an_application_becomes_a_numbered_case_that_shows_masks_only(east, cast):
    answer = gql.ask(INTAKE, given(), by="ana")

    assert (answer.status, answer.codes) == (200, [])
    assert answer.data["caseIntake"]["errors"] == []
    case = answer.data["caseIntake"]["case"]
    with inside(east):
        stored = Case.objects.get()
    assert case == {
        "id": gql.global_id("east", stored.pk),
        "number": "20260304-0001",
        "status": "RECEIVED",
        "version": 1,
        "channel": "WINDOW",
        "kind": None,
        "applicantName": "李小明",
        "idNumber": stored.id_number_mask,
        "phone": stored.phone_mask,
        "handlerName": "Ana",
        "matter": {"code": "M-10"},
        "promisedLimit": {"amount": 10, "unit": "WORKING_DAYS"},
    }
    assert "491231" not in case["idNumber"]
    assert "0013" not in case["phone"]


def test_the_same_key_gives_the_same_case_and_another_application_is_refused(east, cast):
    first = gql.ask(INTAKE, given(), by="ana").data["caseIntake"]["case"]
    again = gql.ask(INTAKE, given(), by="ana").data["caseIntake"]["case"]
    other = gql.ask(INTAKE, given(address="西街2号"), by="ana")

    assert again["id"] == first["id"]
    assert other.payload_codes("caseIntake") == [("idempotency_conflict", "idempotencyKey")]
    assert other.data["caseIntake"]["case"] is None
    with inside(east):
        assert Case.objects.count() == 1


def test_the_key_may_come_as_a_header_and_must_come_somehow(east, cast):
    without = given()
    del without["input"]["idempotencyKey"]

    missing = gql.ask(INTAKE, without, by="ana")
    first = gql.ask(INTAKE, without, by="ana", HTTP_IDEMPOTENCY_KEY="from-header")
    again = gql.ask(INTAKE, given(idempotencyKey="from-header"), by="ana")

    assert missing.payload_codes("caseIntake") == [("idempotency_key_missing", "idempotencyKey")]
    assert first.data["caseIntake"]["case"]["id"] == again.data["caseIntake"]["case"]["id"]


def test_a_program_takes_in_by_its_token_and_says_so(east, cast):
    token = gql.token("case.intake", "case.read")

    case = gql.ask(INTAKE, given(), token=token).data["caseIntake"]["case"]

    assert (case["channel"], case["handlerName"]) == ("API", "program of east")


def test_a_program_that_may_not_read_gets_the_number_but_nothing_of_the_person(east, cast):
    answer = gql.ask(INTAKE, given(), token=gql.token("case.intake"))

    case = answer.data["caseIntake"]["case"]
    assert (case["number"], case["applicantName"], case["idNumber"], case["phone"]) == (
        "20260304-0001",
        None,
        None,
        None,
    )
    assert answer.codes == ["not_permitted"] * 3


@pytest.mark.parametrize("name", ["𠅤䶮", "买买提·艾力", "欧阳𠅤"])
def test_rare_characters_of_names_are_kept_as_they_are(east, cast, name):
    case = gql.ask(INTAKE, given(applicantName=name), by="ana").data["caseIntake"]["case"]

    assert case["applicantName"] == name


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"matterCode": "M-404"}, "matter_unknown", "matterCode"),
        ({"matterCode": "M-shut"}, "window_closed", "matterCode"),
        ({"idNumber": "110105194912310021"}, "id_number_checksum", "idNumber"),
        ({"phone": "12345"}, "phone_malformed", "phone"),
        ({"applicantName": "小明😀"}, "name_characters", "applicantName"),
        ({"applicantName": " "}, "name_length", "applicantName"),
        ({"idNumber": "11010519491231"}, "id_number_length", "idNumber"),
        ({"idNumber": "110105202613310024"}, "id_number_birth_date", "idNumber"),
        ({"applicantName": "李\u202e小明"}, "text_control_characters", "applicantName"),
        ({"idempotencyKey": "k" * 101}, "idempotency_key_malformed", "idempotencyKey"),
    ],
)
def test_a_mistake_is_named_writes_nothing_and_is_not_logged(east, cast, caplog, fields, code, field):
    answer = gql.ask(INTAKE, given(**fields), by="ana")

    assert (answer.status, answer.codes) == (200, [])
    assert answer.payload_codes("caseIntake") == [(code, field)]
    assert answer.data["caseIntake"]["case"] is None
    assert answer.data["caseIntake"]["errors"][0]["message"]
    with inside(east):
        assert (Case.objects.count(), DayCounter.objects.count()) == (0, 0)
    assert not [value for value in fields.values() if value.strip() and value in caplog.text]


def test_a_message_comes_in_the_language_asked_for(east, cast):
    answer = gql.ask(INTAKE, given(matterCode="M-404"), by="ana", HTTP_ACCEPT_LANGUAGE="en")

    assert answer.data["caseIntake"]["errors"][0]["message"] == "This hall has no such matter."


def test_intake_takes_as_few_statements_as_written_down(east, cast):
    client = gql.token("case.intake", "case.read")
    gql.ask(INTAKE, given(idempotencyKey="warm"), token=client)

    with counted("caseIntake"):
        gql.ask(INTAKE, given(idempotencyKey="measured"), token=client)
