"""caseRecordSurvey: where, when, who came, what they found."""

import pytest
from support import gql, joint

from county.halls import inside
from hall.joint.models import SiteSurvey

pytestmark = pytest.mark.django_db

SURVEY = """
mutation ($id: ID!, $held: DateTime!) {
  caseRecordSurvey(id: $id, expectedVersion: 2, heldAt: $held, place: "东街2号", attendees: ["林一", "方二"],
                   opinion: "现场符合要求") { case { version } errors { code field } }
}
"""
TEN = "2026-03-04T10:00:00+08:00"


@pytest.fixture
def ask(east, crew):
    with inside(east):
        case = joint.accepted(crew.ana)
    return lambda held: gql.ask(SURVEY, {"id": gql.global_id("east", case.pk), "held": held}, by="ana")


def test_a_survey_is_put_on_record(east, ask):
    assert ask(TEN).data["caseRecordSurvey"] == {"case": {"version": 3}, "errors": []}

    with inside(east):
        row = SiteSurvey.objects.get()
    assert (row.place, row.attendees, row.opinion) == ("东街2号", ["林一", "方二"], "现场符合要求")


def test_one_of_the_future_is_refused(east, ask):
    answer = ask("2026-03-05T10:00:00+08:00")

    assert answer.payload_codes("caseRecordSurvey") == [("moment_out_of_range", "heldAt")]
    with inside(east):
        assert SiteSurvey.objects.count() == 0


def test_an_instant_without_its_offset_is_refused_before_anything_runs(east, ask):
    answer = ask("2026-03-04T10:00:00")

    assert (answer.status, answer.codes, answer.data) == (400, ["variables_invalid"], None)
    with inside(east):
        assert SiteSurvey.objects.count() == 0
