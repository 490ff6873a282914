"""The page of a joint case: the lead copies, each department acknowledges and decides its own part."""

import re

import pytest
from support import build, joint

from county import now as moment
from county.halls import inside
from county.registry.models import Department
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.joint.models import JointReview, Part, SiteSurvey
from hall.people.models import Staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(east, ana):
    """An accepted joint case. Ana leads, and sits at the window of fire as well."""
    with inside(east):
        build.regulation("2026-1", build.NOW.date(), joint=joint.RULE)
        crew = joint.crew(ana)
        Staff.objects.get(user_id=ana.id).windows.add(Window.objects.get(code="fire"))
        return joint.accepted(crew.ana)


def copies(*departments, **more):
    fields = {"expected_version": "2", **more}
    for n, code in enumerate(departments):
        fields |= {
            f"part{n}-department": code,
            f"part{n}-responsible": "李四",
            f"part{n}-limit": "3",
            f"part{n}-unit": "working_days",
        }
    return fields


def post(browser, case, step, fields):
    return browser.post(f"/desk/cases/{case.pk}/joint/{step}/", fields, follow=True)


def test_the_lead_copies_and_the_department_decides_by_the_buttons_of_the_page(
    visit, case, east, monkeypatch
):
    browser = visit("ana")
    assert (
        "Not copied to any department yet." in browser.get(f"/desk/cases/{case.pk}/joint/").content.decode()
    )

    page = post(browser, case, "copy", copies("land", "fire")).content.decode()
    assert "Copied. The limit of each part runs from now on." in page
    assert page.count("03-09 17:30") == 2
    # Only the part of her own window is Ana's to decide.
    assert re.findall(r"<h2>Part of (\w+)</h2>", page) == ["fire"]
    with inside(east):
        fire = Part.objects.get(department="fire").pk
    assert (
        "That the copy came is on record."
        in post(browser, case, "acknowledge", {"part": fire}).content.decode()
    )
    decided = {"part": fire, f"{fire}-outcome": "approved", f"{fire}-opinion": "消防合格"}
    assert "消防合格" in post(browser, case, "decide", decided).content.decode()

    monkeypatch.setattr(moment, "now", lambda: build.NOW.replace(day=10))
    late = browser.get(f"/desk/cases/{case.pk}/joint/").content.decode()
    assert late.count('<tr class="overdue">') == 1
    with inside(east):
        assert dict(Part.objects.values_list("department", "outcome")) == {"land": "", "fire": "approved"}


def test_what_is_wrong_is_said_and_what_was_typed_stays(visit, case, east):
    answer = post(visit("ana"), case, "copy", copies("land"))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A joint case has at least 3 taking part" in page
    assert 'value="李四"' in page
    with inside(east):
        assert Part.objects.count() == 0


def test_a_limit_left_out_is_marked(visit, case, east):
    answer = post(visit("ana"), case, "copy", {**copies("land", "fire"), "part1-limit": ""})

    assert answer.status_code == 422
    assert "Give the department a limit." in answer.content.decode()
    with inside(east):
        assert Part.objects.count() == 0


def test_the_part_of_another_department_is_refused(visit, case, east):
    browser = visit("ana")
    post(browser, case, "copy", copies("land", "fire"))
    with inside(east):
        land = Part.objects.get(department="land").pk

    decided = {"part": land, f"{land}-outcome": "approved", f"{land}-opinion": "同意"}
    answer = post(browser, case, "decide", decided)

    assert answer.status_code == 422
    assert "This part is decided by its own department: land." in answer.content.decode()
    with inside(east):
        assert set(Part.objects.values_list("outcome", flat=True)) == {""}
        assert Case.objects.get(pk=case.pk).version == 3


def test_a_survey_and_a_review_are_recorded(visit, case, east):
    browser = visit("ana")
    held = {"held_at": "2026-03-04T10:00", "attendees": "林一\n方二\n", "opinion": "同意", "place": "东街2号"}

    survey = {f"survey-{name}": value for name, value in held.items()}
    page = post(browser, case, "survey", {**survey, "expected_version": "2"}).content.decode()
    assert "林一、方二" in page
    review = {f"review-{name}": value for name, value in held.items()}
    post(browser, case, "review", {**review, "expected_version": "3"})

    with inside(east):
        assert (SiteSurvey.objects.get().place, SiteSurvey.objects.get().held_at) == ("东街2号", build.NOW)
        assert JointReview.objects.get().attendees == ["林一", "方二"]


def test_who_may_not_gets_nothing(visit, case, east):
    assert visit("dan").get(f"/desk/cases/{case.pk}/joint/").status_code == 200
    assert post(visit("dan"), case, "copy", copies("land", "fire")).status_code == 403
    assert visit().get(f"/desk/cases/{case.pk}/joint/").status_code == 302
    assert visit("wei").get(f"/desk/cases/{case.pk}/joint/").status_code == 404
    assert post(visit("ana"), case, "nothing", {}).status_code == 404
    with inside(east):
        assert (Case.objects.get(pk=case.pk).version, Part.objects.count()) == (2, 0)


def test_departments_are_called_as_the_county_calls_them_also_in_a_refusal(visit, case, east):
    Department.objects.create(code="land", name="自然资源局", english="Natural Resources")
    browser = visit("ana")

    page = post(browser, case, "copy", copies("land", "fire")).content.decode()
    refused = browser.post(f"/desk/cases/{case.pk}/complete/", {"expected_version": "3", "result": "granted"})

    assert '<th scope="row">Natural Resources' in page
    assert (
        "These departments have not decided their part: fire, Natural Resources." in refused.content.decode()
    )
    with inside(east):
        assert Case.objects.get().status == "accepted"
