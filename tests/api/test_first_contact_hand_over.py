"""firstContactHandOver: to a colleague who serves the window."""

import pytest
from support import gql

from county.halls import inside
from hall.catalogue.models import Window
from hall.people.models import Staff
from hall.reception.models import FirstContact

pytestmark = pytest.mark.django_db
HAND_OVER = """
mutation ($id: ID!, $to: Int!) {
  firstContactHandOver(id: $id, windowCode: "civil-affairs", receiverId: $to, note: "已说明") {
    firstContact { holderName responsibleName steps { what toName windowCode } }
    errors { code field }
  }
}
"""


@pytest.fixture
def bo_serves(east, cast):
    with inside(east):
        Staff.objects.get(user_id=cast.bo.id).windows.add(Window.objects.get(code="civil-affairs"))


def test_the_receiver_has_it_and_the_first_stays_responsible(east, cast, bo_serves, visitor_id):
    answer = gql.ask(HAND_OVER, {"id": visitor_id, "to": cast.bo.id}, by="ana")

    assert answer.data["firstContactHandOver"] == {
        "firstContact": {
            "holderName": "Bo",
            "responsibleName": "Ana",
            "steps": [
                {"what": "RECORDED", "toName": "", "windowCode": None},
                {"what": "HANDED_OVER", "toName": "Bo", "windowCode": "civil-affairs"},
            ],
        },
        "errors": [],
    }


def test_who_does_not_serve_the_window_receives_nothing(east, cast, visitor, visitor_id):
    answer = gql.ask(HAND_OVER, {"id": visitor_id, "to": cast.bo.id}, by="ana")

    assert answer.payload_codes("firstContactHandOver") == [("receiver_not_at_window", "receiverId")]
    with inside(east):
        assert FirstContact.objects.get().holder_name == "Ana"


@pytest.mark.parametrize("kind", ["Case", "FirstContact"])
def test_an_id_of_another_hall_or_kind_is_refused(east, west, cast, bo_serves, visitor, kind):
    hall, code = ("east", "id_of_another_kind") if kind == "Case" else ("west", "id_of_another_hall")

    answer = gql.ask(HAND_OVER, {"id": gql.global_id(hall, visitor.pk, kind), "to": cast.bo.id}, by="ana")

    assert answer.payload_codes("firstContactHandOver") == [(code, "id")]
    with inside(east):
        assert FirstContact.objects.get().holder_name == "Ana"


def test_a_key_no_contact_has_is_unknown(east, cast, bo_serves, received):
    foreign = gql.global_id("east", received.pk, "FirstContact")

    answer = gql.ask(HAND_OVER, {"id": foreign, "to": cast.bo.id}, by="ana")

    assert answer.payload_codes("firstContactHandOver") == [("contact_unknown", "id")]
