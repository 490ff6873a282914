"""The agency page: consent, then one station after another by its button; of other cases the fees."""

import re

import pytest
from support import build
from support.agency import ZENGJIA, offer_agency, passed, rules_of

from county.halls import inside
from hall.agency.models import AgencyRecord, Fee
from hall.cases.actions import accept_case
from hall.cases.models import Case
from hall.catalogue.models import Matter
from hall.conduct.models import ConductLead

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(east, ana):
    offer_agency(east, rules_of("zengjia"))

    def make(code: str) -> Case:
        with inside(east):
            case = build.case(ana, matter_code=code)
            accept_case(case.pk, actor=ana, now=build.NOW)
            return case

    return make


def forms(page: str) -> list[str]:
    return re.findall(r'action="/desk/cases/[^/]+/agency/([a-z]+)/"', page)


def send(browser, here: str, task: str, **typed):
    """Send a form of the page as it stands: with the version the page was loaded with."""
    version = re.search(r'name="expected_version" value="(\d+)"', browser.get(here).content.decode())
    typed.setdefault("expected_version", version[1] if version else "2")
    return browser.post(f"{here}{task}/", typed, follow=True)


def test_a_case_is_carried_from_consent_to_the_last_station_by_its_buttons(visit, east, accepted):
    case, browser = accepted("M-agency"), visit("ana")
    here = f"/desk/cases/{case.pk}/agency/"
    page = browser.get(here).content.decode()
    assert forms(page) == ["consent"]
    assert "2026-03-13 17:30" in page  # 7 working days from Wednesday the 4th

    page = send(browser, here, "consent", how="phone", words="录音 3 号").content.decode()
    assert "The consent is on record." in page
    for code in ZENGJIA:
        assert forms(page) == ["station"]
        offered = re.search(r'name="station" value="([a-z_]+)"', page)[1]
        assert offered == code
        page = send(browser, here, "station", station=offered).content.decode()

    assert forms(page) == []
    with inside(east):
        assert passed(case) == list(ZENGJIA)


def test_a_second_click_is_told_that_the_case_has_changed(visit, east, accepted):
    case, browser = accepted("M-agency"), visit("ana")
    here = f"/desk/cases/{case.pk}/agency/"
    send(browser, here, "consent", how="phone", words="录音")
    clicked = {"station": ZENGJIA[0], "expected_version": "3"}
    browser.post(f"{here}station/", clicked)

    again = browser.post(f"{here}station/", clicked)

    assert again.status_code == 409
    assert "Ana has changed this case meanwhile" in again.content.decode()
    with inside(east):
        assert passed(case) == [ZENGJIA[0]]


def test_an_agency_case_offers_no_fee_and_an_attempt_is_noticed(visit, east, accepted):
    case, browser = accepted("M-agency"), visit("ana")
    assert "Agency is free" in browser.get(f"/desk/cases/{case.pk}/agency/").content.decode()

    answer = send(browser, f"/desk/cases/{case.pk}/agency/", "fee", amount="5", receipt_number="1")

    assert answer.status_code == 422
    assert "no fee may be taken on this case" in answer.content.decode()
    with inside(east):
        assert list(ConductLead.objects.values_list("code", "staff_name")) == [("fee_on_agency_case", "Ana")]
        assert (Fee.objects.count(), Case.objects.get().version) == (0, 2)


def test_a_fee_of_another_case_is_put_on_record(visit, east, accepted):
    case, browser = accepted("M-10"), visit("ana")
    with inside(east):
        Matter.objects.filter(code="M-10").update(fee=80)
    here = f"/desk/cases/{case.pk}/agency/"
    assert forms(browser.get(here).content.decode()) == ["fee"]

    page = send(browser, here, "fee", amount="80", receipt_number="0017").content.decode()

    assert "The fee is on record." in page
    assert "80.00 yuan · 0017 · Ana" in page


@pytest.mark.parametrize(("who", "status"), [("dan", 403), ("", 302)])
def test_who_may_not_run_cases_changes_nothing(visit, east, accepted, who, status):
    case = accepted("M-agency")
    browser = visit(who)

    answer = browser.post(f"/desk/cases/{case.pk}/agency/consent/", {"how": "phone", "words": "x"})

    assert answer.status_code == status
    with inside(east):
        assert (AgencyRecord.objects.count(), Case.objects.get().version) == (0, 2)


def test_a_task_that_does_not_exist_is_not_found(visit, accepted):
    case = accepted("M-agency")

    assert visit("ana").post(f"/desk/cases/{case.pk}/agency/nothing/").status_code == 404
    assert visit("wei").get(f"/desk/cases/{case.pk}/agency/").status_code == 404
