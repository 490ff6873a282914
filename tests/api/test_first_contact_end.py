"""firstContactEnd: said by whoever answers for it."""

import pytest
from support import build, gql

from county.halls import inside
from county.registry.permissions import Role
from hall.reception.models import FirstContact

pytestmark = pytest.mark.django_db
END = """
mutation ($id: ID!, $outcome: ContactOutcome!) {
  firstContactEnd(id: $id, outcome: $outcome, words: "已答复") {
    firstContact { outcome endedAt remindAt }
    errors { code field }
  }
}
"""


def end(contact, outcome="ANSWERED", **who):
    return gql.ask(END, {"id": contact, "outcome": outcome}, **(who or {"by": "ana"}))


def test_it_has_ended_and_nobody_is_reminded_any_more(visitor_id):
    assert end(visitor_id).data["firstContactEnd"] == {
        "firstContact": {"outcome": "ANSWERED", "endedAt": "2026-03-04T10:00:00+08:00", "remindAt": None},
        "errors": [],
    }
    assert end(visitor_id).payload_codes("firstContactEnd") == [("contact_ended", "id")]


def test_another_clerk_or_a_program_does_not_end_it(east, visitor, visitor_id):
    build.person("cai", "Cai", "east", Role.CLERK)

    for who in ({"by": "cai"}, {"token": gql.token("reception.work")}):
        assert end(visitor_id, **who).payload_codes("firstContactEnd") == [("not_your_contact", "id")]
    with inside(east):
        assert FirstContact.objects.get().ended_at is None


def test_that_its_case_ended_is_not_for_people_to_say(visitor_id):
    assert end(visitor_id, "CASE_ENDED").payload_codes("firstContactEnd") == [("outcome_unknown", "outcome")]
