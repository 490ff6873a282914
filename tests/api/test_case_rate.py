"""caseRate: a program passes on what the applicant thinks, once."""

import pytest
from support import build, gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.feedback.models import Rating

pytestmark = pytest.mark.django_db

RATE = """
mutation ($tail: String!, $level: RatingLevel!, $words: String) {
  caseRate(number: "20260304-0001", phoneTail: $tail, level: $level, words: $words) {
    case { number status applicantName }
    errors { code field }
  }
}
"""


@pytest.fixture
def completed(east, cast, received, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
        complete_case(received.pk, result="granted", actor=cast.ana, now=now)


@pytest.fixture
def rate(east):
    token = gql.token("case.rate")

    def send(tail="8000", level="VERY_DISSATISFIED", words=None):
        return gql.ask(RATE, {"tail": tail, "level": level, "words": words}, token=token)

    return send


def ratings(east):
    with inside(east):
        return list(Rating.objects.values_list("level", "words", "passed_on_by", "needs_follow_up"))


def test_a_rating_is_on_record_with_the_program_and_shows_nobody(east, completed, rate):
    answer = rate(words="等了很久")

    # The scope to rate opens no personal data.
    assert answer.data["caseRate"] == {
        "case": {"number": "20260304-0001", "status": "COMPLETED", "applicantName": None},
        "errors": [],
    }
    assert ratings(east) == [(1, "等了很久", "program-east", True)]


def test_the_same_call_again_counts_once(east, completed, rate):
    rate(level="SATISFIED")

    assert rate(level="SATISFIED").payload_codes("caseRate") == [("already_rated", "number")]
    assert ratings(east) == [(4, "", "program-east", False)]


def test_a_wrong_tail_rates_nothing_and_finds_nothing(east, completed, rate):
    answer = rate(tail="8001")

    assert answer.payload_codes("caseRate") == [("receipt_unknown", "number")]
    assert answer.data["caseRate"]["case"] is None
    assert ratings(east) == []


def test_a_case_that_is_not_finished_is_not_rated(east, received, rate):
    assert rate().payload_codes("caseRate") == [("case_not_finished", "number")]
    assert ratings(east) == []


def test_a_sixth_level_is_no_level(east, completed, rate):
    answer = rate(level="SUPERB")

    assert (answer.status, answer.data) == (400, None)
    assert ratings(east) == []


@pytest.mark.parametrize("by", [name for name, (_, place, _role) in build.CAST.items() if place == "east"])
def test_nobody_of_the_staff_rates_for_an_applicant(east, completed, by):
    answer = gql.ask(RATE, {"tail": "8000", "level": "SATISFIED"}, by=by)

    assert (answer.data, answer.codes) == ({"caseRate": None}, ["not_permitted"])
    assert ratings(east) == []
