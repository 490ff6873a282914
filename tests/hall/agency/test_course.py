"""③ Consent, the stations one after another, their papers; and what an agency case cannot do without them."""

from datetime import datetime, timedelta

import pytest
from support import build
from support.agency import TAIHU, ZENGJIA, offer_agency, pass_stations, passed

from county.halls import inside
from county.now import TIMEZONE
from hall.agency.course import advance_agency, record_consent
from hall.agency.models import AgencyRecord, AgencyStation
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.notices.models import Notice
from hall.people.models import Staff
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 2, 9, 10, 0, tzinfo=TIMEZONE)
LATER = MONDAY + timedelta(hours=1)


def on_record():
    rows = [Case, CaseEvent, AgencyRecord, AgencyStation, Notice]
    return [list(model.objects.order_by("pk").values()) for model in rows]


def refused(work) -> RuleError:
    """The refusal, after which everything stands as it stood."""
    kept = on_record()
    with pytest.raises(RuleError) as error:
        work()
    assert on_record() == kept
    return error.value


def test_a_case_passes_zengjias_stations_and_its_papers_are_issued(east_agency, ana, run):
    with inside(east_agency):
        case = run(ana)
        for code in ZENGJIA:
            advance_agency(case.pk, station=code, reference="曾代〔2026〕7号", actor=ana, now=LATER)

        rows = list(AgencyStation.objects.values_list("number", "code", "name", "by", "reference", "at"))
        papers = list(
            Notice.objects.exclude(kind="commitment").order_by("sequence").values_list("kind", "data__agent")
        )
        assert is_whole(Case.objects.get())
        last = CaseEvent.objects.order_by("sequence").last()
    assert rows[0] == (1, "forwarded_case_notice", "上报件告知书", "Ana", "曾代〔2026〕7号", LATER)
    assert [row[1] for row in rows] == list(ZENGJIA)
    assert papers == [("forwarded", "Ana"), ("handover", "Ana")]
    assert (last.action, last.data) == ("advance_agency", {"station": "handed_to_window", "number": 6})


def test_taihus_registration_form_is_its_one_paper(west_agency, cast, run):
    with inside(west_agency):
        pass_stations(run(cast.wei), *TAIHU, actor=cast.wei, now=LATER)

        paper = Notice.objects.exclude(kind="commitment").get()
    assert (paper.kind, paper.data["consent_at"]) == ("agency", "2026-02-09T10:00:00+08:00")


def test_each_hall_refuses_the_stations_of_the_other(east_agency, west_agency, cast, run):
    with inside(east_agency):
        case = run(cast.ana)
        error = refused(lambda: pass_stations(case, TAIHU[0], actor=cast.ana, now=LATER))
    assert (error.code, error.field) == ("station_unknown", "station")
    with inside(west_agency):
        case = run(cast.wei)
        error = refused(lambda: pass_stations(case, ZENGJIA[0], actor=cast.wei, now=LATER))
    assert (error.code, error.field) == ("station_unknown", "station")


def test_a_station_is_neither_skipped_nor_passed_twice(east_agency, ana, run):
    with inside(east_agency):
        case = run(ana)
        error = refused(lambda: pass_stations(case, "filed_upward", actor=ana, now=LATER))
        assert (error.code, error.values) == ("station_out_of_order", {"next": "上报件告知书"})
        pass_stations(case, ZENGJIA[0], actor=ana, now=LATER)
        error = refused(lambda: pass_stations(case, ZENGJIA[0], actor=ana, now=LATER))
        assert error.values == {"next": "代办件交接表"}


def test_a_hall_whose_rules_name_no_stations_goes_by_the_neutral_three(east, ana, run):
    offer_agency(east, None)
    with inside(east):
        case = run(ana)
        assert (
            refused(lambda: pass_stations(case, ZENGJIA[0], actor=ana, now=LATER)).code == "station_unknown"
        )
        pass_stations(case, "filed_upward", "result_back", "handed_back", actor=ana, now=LATER)

        assert passed(case) == ["filed_upward", "result_back", "handed_back"]


def test_nothing_goes_on_without_consent(east_agency, ana, run):
    with inside(east_agency):
        case = run(ana, consent=False)

        assert (
            refused(lambda: pass_stations(case, ZENGJIA[0], actor=ana, now=LATER)).code == "consent_missing"
        )
        done = refused(lambda: complete_case(case.pk, result="granted", actor=ana, now=LATER))
        assert done.code == "consent_missing"


def test_an_agency_case_is_not_completed_before_it_was_filed_upward(east_agency, ana, run):
    with inside(east_agency):
        case = run(ana)
        pass_stations(case, *ZENGJIA[:3], actor=ana, now=LATER)
        done = refused(lambda: complete_case(case.pk, result="granted", actor=ana, now=LATER))
        assert (done.code, done.field) == ("not_filed_upward", "status")

        pass_stations(case, ZENGJIA[3], actor=ana, now=LATER)
        assert complete_case(case.pk, result="granted", actor=ana, now=LATER).to_status == "completed"


def test_a_case_of_another_route_is_no_agency_case(east_agency, ana):
    with inside(east_agency):
        case = build.case(ana, now=MONDAY)
        consent = refused(lambda: record_consent(case.pk, how="phone", words="x", actor=ana, now=LATER))
        accept_case(case.pk, actor=ana, now=LATER)
        station = refused(lambda: pass_stations(case, ZENGJIA[0], actor=ana, now=LATER))

        assert (consent.code, station.code) == ("not_an_agency_case", "not_an_agency_case")
        assert complete_case(case.pk, result="granted", actor=ana, now=LATER).to_status == "completed"


def test_consent_is_kept_with_when_how_and_who_runs_the_case(east_agency, ana):
    with inside(east_agency):
        mei = Staff.objects.create(user_id=999_001, name="何小勇", post="全程代办员")
        case = build.case(ana, now=MONDAY, matter_code="M-agency")
        event = record_consent(
            case.pk,
            how="phone",
            words="电话录音 17 号",
            agent_id=mei.user_id,
            actor=ana,
            now=LATER,
            consent_at=MONDAY,
        )

        record = AgencyRecord.objects.get()
        assert (record.consent_at, record.consent_how, record.consent_words) == (
            MONDAY,
            "phone",
            "电话录音 17 号",
        )
        assert (record.agent_id, record.agent_name, record.recorded_by) == (999_001, "何小勇", "Ana")
        assert event.data == {"how": "phone", "consent_at": "2026-02-09T10:00:00+08:00"}
        again = refused(lambda: record_consent(case.pk, how="phone", words="x", actor=ana, now=LATER))
        assert again.code == "consent_on_record"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"how": "by_mail"}, "consent_how_unknown"),
        ({"words": " "}, "reason_missing"),
        ({"consent_at": MONDAY - timedelta(minutes=1)}, "moment_out_of_range"),
        ({"consent_at": LATER + timedelta(minutes=1)}, "moment_out_of_range"),
        ({"agent_id": 999_999}, "agent_unknown"),  # nobody
        ({"agent_id": 999_002}, "agent_unknown"),  # the hall's discipline officer
        ({"agent_id": 999_003}, "agent_unknown"),  # an agent who has left
    ],
)
def test_consent_that_shows_nothing_is_refused(east_agency, ana, given, code):
    with inside(east_agency):
        Staff.objects.create(user_id=999_002, name="Dan", post="监察员")
        Staff.objects.create(user_id=999_003, name="Old", post="代办员", is_active=False)
        case = build.case(ana, now=MONDAY, matter_code="M-agency")
        consent = {"how": "phone", "words": "录音", **given}

        assert refused(lambda: record_consent(case.pk, actor=ana, now=LATER, **consent)).code == code
