"""firstContactRecord: a program or a person puts on record who was asked what."""

import pytest
from support import gql

from county.halls import inside
from county.registry.models import Integrator
from hall.reception.models import FirstContact

pytestmark = pytest.mark.django_db
RECORD = """
mutation ($input: FirstContactInput!) {
  firstContactRecord(input: $input) {
    firstContact {
      number cameAt asked matterCode windowCode visitorName phone responsibleName holderName caseNumber remindAt
      outcome steps { what at byName windowCode toName promisedAt items }
    }
    errors { code field }
  }
}
"""


def record(key="k-1", **said):
    by = {"by": "ana"} if "token" not in said else {"token": said.pop("token")}
    return gql.ask(RECORD, {"input": {"asked": "低保怎么办", "idempotencyKey": key, **said}}, **by)


def test_what_was_asked_is_on_record_with_its_first_step(east):
    answer = record(visitorName="李小明", phone="13800138000", matterCode="M-10", windowCode="civil-affairs")

    assert answer.data["firstContactRecord"] == {
        "firstContact": {
            "number": "F20260304-0001",
            "cameAt": "2026-03-04T10:00:00+08:00",
            "asked": "低保怎么办",
            "matterCode": "M-10",
            "windowCode": "civil-affairs",
            "visitorName": "李小明",
            "phone": "138****8000",
            "responsibleName": "Ana",
            "holderName": "Ana",
            "caseNumber": None,
            "remindAt": "2026-03-04T16:30:00+08:00",
            "outcome": None,
            "steps": [
                {
                    "what": "RECORDED",
                    "at": "2026-03-04T10:00:00+08:00",
                    "byName": "Ana",
                    "windowCode": "civil-affairs",
                    "toName": "",
                    "promisedAt": None,
                    "items": [],
                }
            ],
        },
        "errors": [],
    }


def test_the_same_key_counts_once_and_another_question_under_it_is_refused(east):
    first, second = record(), record()

    assert first.data == second.data
    assert record(asked="别的").payload_codes("firstContactRecord") == [
        ("idempotency_conflict", "idempotencyKey")
    ]
    for other in ({"phone": "13900139000"}, {"matterCode": "M-10"}, {"visitorName": "王五"}):
        assert record(**other).payload_codes("firstContactRecord")[0][0] == "idempotency_conflict"
    with inside(east):
        assert FirstContact.objects.count() == 1


def test_a_program_names_who_was_asked(east, cast):
    token = gql.token("reception.work")

    assert record(token=token).payload_codes("firstContactRecord") == [("staff_unknown", "responsibleId")]
    answer = record(token=token, responsibleId=cast.bo.id)

    assert answer.data["firstContactRecord"]["firstContact"]["responsibleName"] == "Bo"


def test_the_name_of_a_program_may_be_longer_than_records_keep(east, cast):
    token = gql.token("reception.work")
    Integrator.objects.update(name="长" * 200)

    answer = record(token=token, responsibleId=cast.bo.id)

    assert answer.data["firstContactRecord"]["firstContact"]["steps"][0]["byName"] == "长" * 60


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"asked": ""}, "words_missing", "asked"),
        ({"phone": "1"}, "phone_malformed", "phone"),
        ({"key": "k" * 101}, "idempotency_key_malformed", "idempotencyKey"),
        ({"key": ""}, "idempotency_key_malformed", "idempotencyKey"),
        ({"matterCode": "x"}, "matter_unknown", "matterCode"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_on_record(east, said, code, field):
    assert record(**said).payload_codes("firstContactRecord") == [(code, field)]
    with inside(east):
        assert not FirstContact.objects.exists()
