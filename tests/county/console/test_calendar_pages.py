"""Publishing a calendar at the county's console, the halls' progress, and the banner while the next one is wanted."""

from datetime import datetime

import pytest
from django.contrib.admin.models import LogEntry
from support import build, visits
from support.calendars import forget_calendars, published

from county import now as moment
from county.now import TIMEZONE
from county.registry.models import Hall
from county.standards.calendars import current_calendar
from county.standards.lines import write_lines
from county.standards.models import CalendarVersion, Recount
from hall.cases.recount import recount

pytestmark = pytest.mark.django_db

PUBLISH = "/console/standards/calendarversion/publish/"
NEXT = {"holidays": "2027-01-01 2027-01-03 元旦", "makeup_days": "2027-01-10 元旦"}


@pytest.fixture(autouse=True)
def _no_calendar_of_another_test() -> None:
    forget_calendars()


def typed(button: str = "preview", **fields: str) -> dict[str, str]:
    """The form as it stands with a year added; override what is to be different. Lines are added to those in force."""
    old = current_calendar()
    more = {name: fields.pop(name, line) for name, line in NEXT.items()}
    return {
        "holidays": write_lines(old.holidays) + "\n" + more["holidays"],
        "makeup_days": write_lines(old.makeup_days) + "\n" + more["makeup_days"],
        "last_on": "2027-12-31",
        "reason": "国办发明电〔2026〕7号",
        "number": str(old.version + 1),
        button: "yes",
        **fields,
    }


def test_the_form_begins_with_the_version_in_force(chief):
    page = chief.get(PUBLISH).content.decode()

    assert "2026-02-15 2026-02-23 Spring Festival" in page
    assert "2026-02-14 Spring Festival" in page
    assert 'value="2027-12-31"' in page
    assert "In force: version 1, published until 2026-12-31." in page
    assert 'name="publish"' not in page, "first look, then publish"


def test_a_look_at_the_changes_publishes_nothing(chief):
    answer = chief.post(PUBLISH, typed())

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Published until 2027-12-31; until now 2026-12-31." in page
    assert "<b>New Year&#x27;s Day</b> 2027-01-01 – 01-03" in page
    assert "No longer so" not in page
    assert 'name="publish"' in page
    assert CalendarVersion.objects.count() == 1


def test_what_is_no_longer_so_is_shown_too(chief):
    sent = typed()
    sent["holidays"] = sent["holidays"].replace("2026-02-15 2026-02-23", "2026-02-15 2026-02-22")

    page = chief.post(PUBLISH, sent).content.decode()

    assert "No longer so" in page
    assert "<b>Spring Festival</b> 2026-02-23 " in page


def test_published_it_is_in_force_on_record_and_its_page_shows_the_halls(chief):
    answer = chief.post(PUBLISH, typed("publish"))

    assert (answer.status_code, answer["Location"]) == (302, "/console/standards/calendarversion/2/change/")
    row = CalendarVersion.objects.get(number=2)
    assert (row.reason, row.published_by, row.published_at) == ("国办发明电〔2026〕7号", "Chief", build.NOW)
    assert current_calendar().name_of(row.last_on.replace(month=1, day=1)) == "New Year's Day"
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id, entry.is_addition()) == ("chief", "2", True)
    page = chief.get(answer["Location"]).content.decode()
    assert "Version 2 is published." in page
    assert "0 of 0 cases looked at, 0 moved, 0 became certain; 0 of 2 halls are through." in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            {"makeup_days": "2027-01-02 元旦"},
            "2027-01-02 is listed both as a holiday and as a make-up working day.",
        ),
        ({"makeup_days": "2027-01-11 元旦"}, "2027-01-11 is a weekday and worked anyway"),
        ({"holidays": "2028-01-01 元旦"}, "2028-01-01 lies outside the calendar"),
        ({"holidays": "2027-01-01 元旦\n元旦"}, "元旦 is not a date"),
        ({"holidays": ""}, "The year 2027 has no holidays at all."),
        (
            {"last_on": "2026-12-30"},
            "2027-01-01 lies outside the calendar, which runs from 2024-01-01 to 2026-12-30.",
        ),
        ({"last_on": "soon"}, "Enter a valid date."),
        ({"reason": " "}, "This field is required."),
        ({"number": "1"}, "Another version of the calendar was published meanwhile."),
    ],
)
def test_what_is_refused_stays_as_typed_and_publishes_nothing(chief, wrong, said):
    sent = typed("publish", **wrong)

    answer = chief.post(PUBLISH, sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    for line in sent["holidays"].splitlines()[-2:]:
        assert line.replace("'", "&#x27;") in page
    assert 'name="publish"' not in page
    assert CalendarVersion.objects.count() == 1
    assert not LogEntry.objects.exists()


def test_a_slip_is_said_with_its_line_beside_its_table(chief):
    sent = typed("publish", makeup_days="2027-01-02 元旦")

    page = chief.post(PUBLISH, sent).content.decode()

    line = len(sent["makeup_days"].splitlines())
    problem = page.split('id="id_makeup_days-problem">')[1].split("</p>")[0]
    assert problem == f"Line {line}: 2027-01-02 is listed both as a holiday and as a make-up working day."


def test_the_same_once_more_is_no_new_version(chief):
    answer = chief.post(PUBLISH, typed("publish", holidays="", makeup_days="", last_on="2026-12-31"))

    assert answer.status_code == 422
    assert "Nothing differs from the version in force." in answer.content.decode()
    assert CalendarVersion.objects.count() == 1


@pytest.mark.parametrize("button", ["preview", "publish"])
def test_who_may_only_look_publishes_nothing(inspector, button):
    assert inspector.get(PUBLISH).status_code == 403
    assert inspector.post(PUBLISH, typed(button)).status_code == 403
    assert CalendarVersion.objects.count() == 1
    assert "publish/" not in inspector.get("/console/standards/calendarversion/").content.decode()


def test_a_stranger_is_sent_to_sign_in():
    answer = visits.at("county").post(PUBLISH, typed("publish"))

    assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={PUBLISH}")
    assert CalendarVersion.objects.count() == 1


def test_the_progress_asks_for_itself_until_every_hall_is_through(inspector, east, west):
    published()
    part = "/console/standards/calendarversion/2/recount/"
    recount(east, clock=lambda: build.NOW)

    half = inspector.get(part).content.decode()

    assert f'hx-get="{part}" hx-trigger="every 2s"' in half
    assert "1 of 2 halls are through." in half
    assert "Version 2, published on 2026-03-04 10:00 by Chief: 2027年节假日安排" in half
    recount(west, clock=lambda: build.NOW)
    whole = inspector.get(part).content.decode()
    assert "hx-get" not in whole
    assert '<progress max="100" value="100">' in whole
    assert "2 of 2 halls are through." in whole


def test_a_hall_with_cases_that_failed_is_named(inspector, east, west):
    published()
    for hall, failed in ((east, 3), (west, 0)):
        Recount.objects.create(
            hall_id=hall.id,
            calendar_version=2,
            total=10,
            counted=10 - failed,
            moved=4,
            failed=failed,
            started_at=build.NOW,
            finished_at=None if failed else build.NOW,
            next_try_at=build.NOW if failed else None,
        )

    page = inspector.get("/console/standards/calendarversion/2/recount/").content.decode()

    assert "20 of 20 cases looked at, 8 moved" in page
    assert "3 cases could not be counted and are tried again every hour." in page
    assert "tried again at 10:00" in page.split('data-hall="east"')[1].split("</tr>")[0]
    assert "hx-get" not in page


def test_a_hall_that_was_closed_half_way_is_not_waited_for(inspector, east, west):
    published()
    recount(west, clock=lambda: build.NOW)
    Recount.objects.create(hall_id=east.id, calendar_version=2, total=9, counted=4, started_at=build.NOW)
    part = "/console/standards/calendarversion/2/recount/"
    assert "hx-get" in inspector.get(part).content.decode()

    Hall.objects.filter(code="east").update(status=Hall.Status.MAINTENANCE)

    page = inspector.get(part).content.decode()
    assert "hx-get" not in page
    assert "in maintenance" in page.split('data-hall="east"')[1].split("</tr>")[0]
    assert "1 of 2 halls are through." in page


def test_a_superseded_version_says_so_and_is_not_waited_for(inspector):
    published()

    page = inspector.get("/console/standards/calendarversion/1/recount/").content.decode()

    assert "A later version has superseded this one." in page
    assert "hx-get" not in page


def test_progress_of_a_version_that_is_not_there(inspector):
    assert inspector.get("/console/standards/calendarversion/9/recount/").status_code == 404
    assert visits.at("county").get("/console/standards/calendarversion/1/recount/").status_code == 302


@pytest.mark.parametrize("page", ["/", "/console/", "/console/standards/calendarversion/"])
@pytest.mark.parametrize(
    ("day", "looks", "said"),
    [
        ((2026, 10, 31), None, None),
        ((2026, 11, 1), 'class="alarm"', "The working calendar ends on 2026-12-31, in 60 days."),
        ((2026, 12, 30), 'class="alarm"', "The working calendar ends on 2026-12-31, in 1 day."),
        ((2027, 2, 10), 'class="problem"', "The working calendar ended on 2026-12-31."),
    ],
)
def test_the_banner_rises_sixty_days_before_the_end(inspector, monkeypatch, page, day, looks, said):
    monkeypatch.setattr(moment, "now", lambda: datetime(*day, 10, 0, tzinfo=TIMEZONE))

    shown = inspector.get(page).content.decode()

    assert ("calendar-alarm" in shown) is (said is not None)
    if said:
        banner = shown.split('id="calendar-alarm"')[0].rpartition("<p ")[2]
        assert looks in banner
        assert said in shown


def test_the_banner_goes_when_the_next_calendar_is_published(inspector, monkeypatch):
    monkeypatch.setattr(moment, "now", lambda: datetime(2026, 11, 23, 10, 0, tzinfo=TIMEZONE))
    assert "calendar-alarm" in inspector.get("/").content.decode()

    published()

    assert "calendar-alarm" not in inspector.get("/").content.decode()


def test_the_pages_are_chinese_for_who_reads_chinese(chief):
    chinese = {"accept-language": "zh-hans"}

    form = chief.get(PUBLISH, headers=chinese).content.decode()
    answer = chief.post(PUBLISH, typed("publish", makeup_days="2027-01-11 元旦"), headers=chinese)

    assert "2026-02-15 2026-02-23 春节" in form
    assert "现行：第 1 版，公布至 2026-12-31。" in form
    assert "2027-01-11 本来就是工作日：调休上班日只能是星期六或星期日。" in answer.content.decode()
    published()
    page = chief.get("/console/standards/calendarversion/2/change/", headers=chinese).content.decode()
    assert "第 2 版，Chief 于 2026-03-04 10:00 发布：2027年节假日安排" in page
