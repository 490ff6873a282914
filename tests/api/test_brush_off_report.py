"""brushOffReport: what a citizen tells becomes a lead."""

from datetime import date

import pytest
from support import build, gql

from county.halls import inside
from hall.conduct.models import ConductLead

pytestmark = pytest.mark.django_db
REPORT = """
mutation ($input: BrushOffInput!) {
  brushOffReport(input: $input) {
    conductLead { code source detailCode article raisedAt staffName words }
    errors { code field }
  }
}
"""


@pytest.fixture
def forbidden(east):
    rule = {"code": "not_mine", "name": "不归我管", "english": "Not mine", "article": "2"}
    with inside(east):
        build.regulation("2026-1", date(2026, 3, 1), brush_offs=[rule])


def report(key="k-1", **said):
    who = {"token": said.pop("token")} if "token" in said else {"by": "dan"}
    given = {"code": "not_mine", "words": "让我去问别人", "ofWhom": "Ana", "idempotencyKey": key, **said}
    return gql.ask(REPORT, {"input": given}, **who)


def test_the_lead_cites_the_article_and_shows_whom_to_those_who_look_into_it(forbidden):
    assert report().data["brushOffReport"] == {
        "conductLead": {
            "code": "BRUSH_OFF",
            "source": "CITIZEN",
            "detailCode": "not_mine",
            "article": "2",
            "raisedAt": "2026-03-04T10:00:00+08:00",
            "staffName": "Ana",
            "words": "让我去问别人",
        },
        "errors": [],
    }


def test_a_program_passes_it_on_and_reads_nothing_of_conduct_back(east, forbidden):
    answer = report(token=gql.token("conduct.report"))

    lead = answer.data["brushOffReport"]["conductLead"]
    assert (lead["detailCode"], lead["staffName"], lead["words"]) == ("not_mine", None, None)
    with inside(east):
        assert ConductLead.objects.get().raised_by == "program of east"


def test_the_same_key_counts_once(east, forbidden):
    report()
    report()

    assert report(words="别的").payload_codes("brushOffReport") == [
        ("idempotency_conflict", "idempotencyKey")
    ]
    with inside(east):
        assert ConductLead.objects.count() == 1


def test_what_the_regulation_does_not_forbid_is_no_brush_off(east):
    assert report().payload_codes("brushOffReport") == [("brush_off_unknown", "code")]
    with inside(east):
        assert not ConductLead.objects.exists()
