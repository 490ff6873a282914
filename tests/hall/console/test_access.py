"""Who may open a hall's console. Every page runs under the hall's role, so none touches a table of the county."""

import pytest
from support import build, visits

from county.halls import inside
from hall.catalogue.models import Matter, Window
from hall.office.audit import note
from hall.office.models import AuditLine
from hall.people.models import Staff
from hall.regulations.models import RegulationVersion

pytestmark = pytest.mark.django_db

LISTS = [
    "catalogue/window",
    "catalogue/matter",
    "people/staff",
    "regulations/regulationversion",
    "office/auditline",
]
ROWS = {
    "catalogue/window": Window,
    "catalogue/matter": Matter,
    "people/staff": Staff,
    "regulations/regulationversion": RegulationVersion,
    "office/auditline": AuditLine,
}
READ_ONLY = ["regulations/regulationversion", "office/auditline"]


@pytest.fixture
def _a_line(east, cast, now):
    with inside(east):
        note("phone.unmask", "20260304-0001", actor=cast.ana, now=now, field="phone")


@pytest.mark.parametrize("page", ["", *[f"{each}/" for each in LISTS], "catalogue/"])
def test_who_may_see_a_page(bo, dan, page):
    assert bo.get(f"/console/{page}").status_code == 200
    assert dan.get(f"/console/{page}").status_code == 200
    assert visits.at("east", "ana").get(f"/console/{page}").status_code == 403
    stranger = visits.at("east").get(f"/console/{page}")
    assert (stranger.status_code, stranger["Location"]) == (302, f"/login/?next=/console/{page}")


@pytest.mark.usefixtures("_a_line")
@pytest.mark.parametrize("kind", LISTS)
def test_one_row_opens_for_reading(bo, dan, east, kind):
    with inside(east):
        row = ROWS[kind].objects.first().pk

    assert dan.get(f"/console/{kind}/{row}/change/").status_code == 200
    assert bo.get(f"/console/{kind}/{row}/change/").status_code == 200


def test_nobody_of_another_hall_comes_in(east):
    wei = visits.at("west", "wei")

    answer = wei.get("/console/", headers={"host": "east.localhost"})

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/console/")


def test_a_row_of_another_hall_is_not_there(bo, west):
    with inside(west):
        window = Window.objects.first()

    answer = bo.post(f"/console/catalogue/window/{window.pk}/change/", {"number": 99, "name": "x"})

    assert (answer.status_code, answer["Location"]) == (302, "/console/")
    with inside(west):
        assert Window.objects.get(pk=window.pk).name == window.name


@pytest.mark.usefixtures("_a_line")
@pytest.mark.parametrize("kind", READ_ONLY)
def test_some_rows_are_only_ever_read(bo, east, kind):
    with inside(east):
        row = ROWS[kind].objects.first()

    refused = [
        bo.post(f"/console/{kind}/{row.pk}/change/", {"title": "x", "subject": "x"}),
        bo.post(f"/console/{kind}/{row.pk}/delete/", {"post": "yes"}),
        bo.get(f"/console/{kind}/add/"),
    ]

    assert [answer.status_code for answer in refused] == [403, 403, 403]
    with inside(east):
        assert ROWS[kind].objects.filter(pk=row.pk).values().get() == {
            field.attname: getattr(row, field.attname) for field in row._meta.fields
        }


@pytest.mark.parametrize("kind", LISTS)
def test_who_may_only_look_changes_nothing(dan, east, kind):
    with inside(east):
        row = ROWS[kind].objects.first()
    sent = {"number": 7, "name": "x", "post": "x"}
    refused = [dan.post(f"/console/{kind}/add/", sent), dan.get(f"/console/{kind}/add/")]
    if row:
        refused.append(dan.post(f"/console/{kind}/{row.pk}/change/", sent))

    assert {answer.status_code for answer in refused} == {403}
    with inside(east):
        assert AuditLine.objects.count() == 0
        assert list(Window.objects.values_list("number", flat=True)) == [1, 2]
        assert Staff.objects.get(name="Dan").post == "discipline_officer"


def test_the_first_page_says_what_this_hall_is(dan):
    page = dan.get("/console/").content.decode()

    assert "East Hall" in page
    assert "open, of 2, hosting 0 services" in page
    assert "2012-1" in page
    assert "instant case" in page
    assert build.KINDS["west"][1]["english"] not in page  # west's kinds are west's


def test_a_hall_without_a_regulation_says_so(dan, east):
    build.no_regulation(east)

    page = dan.get("/console/")

    assert page.status_code == 200
    assert "The hall has no regulation in force on 2026-03-04." in page.content.decode()


@pytest.mark.parametrize(
    "asked",
    ["office/auditline/?action=%00", "catalogue/matter/?fee=1e999999", "people/staff/?user_id__gte=1"],
)
def test_an_address_asks_only_what_the_filters_of_the_page_ask(bo, asked):
    assert bo.get(f"/console/{asked}").status_code == 400


@pytest.mark.parametrize(
    "asked",
    [
        "office/auditline/?action=phone.unmask",
        "catalogue/matter/?term__exact=instant&is_active__exact=1",
        "people/staff/?windows__isnull=True",
    ],
)
def test_the_filters_of_the_page_are_answered(bo, asked):
    assert bo.get(f"/console/{asked}").status_code == 200
