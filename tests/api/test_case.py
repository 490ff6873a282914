"""case: one by id or by number, and what an id of elsewhere is told."""

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside

pytestmark = pytest.mark.django_db

BY_ID = "query ($id: ID) { case(id: $id) { number } }"
BY_NUMBER = "query ($number: String) { case(number: $number) { id } }"
WHOLE = """
query ($id: ID!) {
  case(id: $id) {
    id number status version channel term route kind { code name english article }
    matter { id code name english department legalBasis statutoryLimit { amount unit }
             promisedLimit { amount unit } term route fee feeBasis visits isOnline isActive
             window { code services { code } } materials { name english original copies note } }
    window { id number code name english departments phone isOpen services { code name english } }
    promisedLimit { amount unit } receivedAt acceptedAt dueAt dueIsProvisional
    decisions { question sequence regulation calendarVersion decidedAt trace { rule sentence article } }
    completedAt collectedAt result handlerName
    events { sequence action toStatus actorName happenedAt hash }
    applicantName idNumber phone reason collectorName
  }
}
"""


def test_a_case_is_found_by_id_and_by_number(received, received_id):
    assert gql.ask(BY_ID, {"id": received_id}, by="ana").data == {"case": {"number": "20260304-0001"}}
    assert gql.ask(BY_NUMBER, {"number": "20260304-0001"}, by="dan").data == {"case": {"id": received_id}}


def test_everything_of_a_case_can_be_asked_at_once(received_id):
    token = gql.token("case.read")
    gql.ask(WHOLE, {"id": received_id}, token=token)

    with counted("case with everything"):
        answer = gql.ask(WHOLE, {"id": received_id}, token=token)

    assert answer.codes == []
    case = answer.data["case"]
    assert (case["matter"]["fee"], case["window"]["code"], case["kind"]) == ("0.00", "civil-affairs", None)
    assert [event["action"] for event in case["events"]] == ["INTAKE"]


def test_the_kind_is_named_by_the_halls_own_scheme(east, west, cast):
    """East names instant cases only; west names commitment cases too."""
    with inside(west):
        case = build.case(cast.wei)

    answer = gql.ask(
        "query ($id: ID) { case(id: $id) { kind { code name english article } } }",
        {"id": gql.global_id("west", case.pk)},
        at="west",
        by="wei",
    )

    assert answer.data["case"]["kind"] == {
        "code": "commitment",
        "name": "承诺件",
        "english": "commitment case",
        "article": "2",
    }


def test_an_id_of_another_hall_is_told_so_whether_or_not_it_exists(west, cast, received):
    with inside(west):
        existing = build.case(cast.wei).pk
    answers = [
        gql.ask(BY_ID, {"id": gql.global_id("west", key)}, by="ana")
        for key in (existing, "019f0000-0000-7000-8000-000000000000", received.pk)
    ]

    assert [answer.data for answer in answers] == [{"case": None}] * 3
    assert [answer.codes for answer in answers] == [["id_of_another_hall"]] * 3
    assert len({str(answer.body) for answer in answers}) == 1


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("", "id_malformed"),
        ("1", "id_malformed"),
        ("不是编号", "id_malformed"),
        ("😀" * 100, "id_malformed"),
        ("A" * 201, "id_malformed"),
        ("' OR 1=1 --", "id_malformed"),
        (gql.global_id("east", "42"), "id_malformed"),
        (gql.global_id("east", "019f0000-0000-7000-8000-000000000000", "Matter"), "id_of_another_kind"),
        (gql.global_id("east", "019f0000-0000-7000-8000-000000000000"), "case_not_found"),
    ],
)
def test_a_wrong_id_is_refused_by_name(received, id, code):
    answer = gql.ask(BY_ID, {"id": id}, by="ana")

    assert (answer.data, answer.codes) == ({"case": None}, [code])
    assert answer.body["errors"][0]["extensions"]["field"] == "id"


def test_neither_or_both_references_are_unclear(received, received_id):
    both = "query ($id: ID, $n: String) { case(id: $id, number: $n) { number } }"

    assert gql.ask("{ case { number } }", by="ana").codes == ["case_reference_unclear"]
    assert gql.ask(both, {"id": received_id, "n": "20260304-0001"}, by="ana").codes == [
        "case_reference_unclear"
    ]
