"""Every change at a hall's console becomes a line of its audit trail: who, what, which fields, never the values."""

import pytest
from support.visits import inline

from county.halls import inside
from hall.catalogue.models import MaterialRequirement, Matter, Service, Window
from hall.office.models import AuditLine
from hall.people.models import Staff

pytestmark = pytest.mark.django_db


def lines() -> list[tuple]:
    return list(
        AuditLine.objects.order_by("happened_at").values_list("actor_name", "action", "subject", "detail")
    )


def the_window(**changed) -> dict:
    window = {
        "number": 1,
        "name": "民政",
        "english": "",
        "provider": "department",
        "departments": "civil_affairs",
        "phone": "",
        "is_open": "on",
    }
    return {**window, **inline("services"), **changed}


def the_matter(matter: Matter, **changed) -> dict:
    kept = {
        name: getattr(matter, name)
        for name in (
            "name", "english", "department", "legal_basis", "statutory_limit", "statutory_unit",
            "promised_limit", "promised_unit", "term", "route", "fee", "fee_basis", "visits",
        )
    }  # fmt: skip
    return {
        **kept,
        "window": matter.window_id,
        "service": "",
        "is_active": "on",
        **inline("materials"),
        **changed,
    }


def test_a_changed_window_is_on_record_with_the_names_of_its_fields(bo, cast, east, now):
    with inside(east):
        window = Window.objects.get(code="civil-affairs")

    answer = bo.post(
        f"/console/catalogue/window/{window.pk}/change/",
        the_window(phone="0839-5500000", departments="civil_affairs， labour, labour"),
    )

    assert answer.status_code == 302
    with inside(east):
        window.refresh_from_db()
        assert (window.phone, window.departments) == ("0839-5500000", ["civil_affairs", "labour"])
        line = AuditLine.objects.get()
        assert (line.actor_id, line.actor_name, line.happened_at) == (cast.bo.id, "Bo", now)
        assert (line.action, line.subject) == ("window.change", "window civil-affairs")
        assert sorted(line.detail["fields"]) == ["departments", "phone"]


def test_saving_without_a_change_leaves_no_line(bo, east):
    with inside(east):
        window = Window.objects.get(code="civil-affairs")

    assert bo.post(f"/console/catalogue/window/{window.pk}/change/", the_window()).status_code == 302

    with inside(east):
        assert lines() == []


def test_a_new_window_comes_with_its_services(bo, east):
    services = inline("services", {"code": "water", "name": "水利"}, {"code": "farm", "name": "农技"})

    answer = bo.post(
        "/console/catalogue/window/add/",
        {
            "number": 3,
            "code": "water-farm",
            "name": "水利农技",
            "provider": "department",
            "departments": "water, farm",
            **services,
        },
    )

    assert answer.status_code == 302
    with inside(east):
        window = Window.objects.get(code="water-farm")
        assert window.pk.version == 7
        assert sorted(window.services.values_list("code", flat=True)) == ["farm", "water"]
        ((who, action, subject, detail),) = lines()
        assert (who, action, subject) == ("Bo", "window.add", "window water-farm")
        assert "service.added" in detail["fields"]


def test_a_failed_change_leaves_neither_row_nor_line(bo, east):
    with inside(east):
        window = Window.objects.get(code="civil-affairs")

    answer = bo.post(
        f"/console/catalogue/window/{window.pk}/change/", the_window(name="", departments="not a code!")
    )

    assert answer.status_code == 200
    with inside(east):
        assert Window.objects.get(pk=window.pk).name == "民政"
        assert lines() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"promised_limit": 31}, "The promised limit may not be longer than the statutory limit."),
        ({"term": "instant"}, "An instant case is promised for the same day: 0 working days."),
        ({"fee": "-1"}, "Ensure this value is greater than or equal to 0."),
    ],
)
def test_a_matter_that_breaks_its_promise_is_refused_in_words(bo, east, changed, sentence):
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        before = Matter.objects.values().get(pk=matter.pk)

    answer = bo.post(f"/console/catalogue/matter/{matter.pk}/change/", the_matter(matter, **changed))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    with inside(east):
        assert Matter.objects.values().get(pk=matter.pk) == before
        assert lines() == []


def test_required_documents_come_and_go_with_their_matter(bo, east):
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        old = MaterialRequirement.objects.create(matter=matter, position=1, name="户口簿")
    rows = inline(
        "materials",
        {
            "id": old.pk,
            "matter": matter.pk,
            "position": 1,
            "name": "户口簿",
            "original": 1,
            "copies": 0,
            "DELETE": "on",
        },
        {"position": 2, "name": "身份证", "original": 1, "copies": 2},
        initial=1,
    )

    answer = bo.post(f"/console/catalogue/matter/{matter.pk}/change/", the_matter(matter, **rows))

    assert answer.status_code == 302
    with inside(east):
        assert list(matter.materials.values_list("name", "copies")) == [("身份证", 2)]
        ((_, action, subject, detail),) = lines()
        assert (action, subject) == ("matter.change", "matter M-10")
        assert detail == {"fields": ["materialrequirement.added", "materialrequirement.deleted"]}


def test_a_new_matter_may_ask_for_documents_at_once(bo, east):
    with inside(east):
        like = Matter.objects.get(code="M-10")
    rows = inline("materials", {"position": 1, "name": "申请书", "original": 1, "copies": 0})

    answer = bo.post(
        "/console/catalogue/matter/add/", {**the_matter(like, **rows), "code": "M-11", "name": "新事项"}
    )

    assert answer.status_code == 302
    with inside(east):
        assert list(Matter.objects.get(code="M-11").materials.values_list("name", flat=True)) == ["申请书"]


def test_where_somebody_sits_is_changed_without_naming_them_on_record(bo, east, cast):
    with inside(east):
        ana = Staff.objects.get(user_id=cast.ana.id)
        window = Window.objects.get(code="civil-affairs")

    bo.post(
        f"/console/people/staff/{ana.pk}/change/",
        {"name": "Somebody", "post": "窗口人员", "windows": [str(window.pk)], "is_active": "on"},
    )

    with inside(east):
        ana.refresh_from_db()
        assert (ana.name, ana.post, list(ana.windows.all())) == ("Ana", "窗口人员", [window])
        assert lines() == [
            ("Bo", "staff.change", f"staff user {cast.ana.id}", {"fields": ["post", "windows"]})
        ]


def test_staff_is_not_added_or_dropped_here(bo, east):
    with inside(east):
        count, one = Staff.objects.count(), Staff.objects.first()

    assert bo.get("/console/people/staff/add/").status_code == 403
    assert bo.post(f"/console/people/staff/{one.pk}/delete/", {"post": "yes"}).status_code == 403
    with inside(east):
        assert Staff.objects.count() == count


def test_windows_and_matters_are_not_deleted(bo, east):
    with inside(east):
        window, matter = Window.objects.first(), Matter.objects.first()

    assert bo.post(f"/console/catalogue/window/{window.pk}/delete/", {"post": "yes"}).status_code == 403
    assert bo.post(f"/console/catalogue/matter/{matter.pk}/delete/", {"post": "yes"}).status_code == 403
    with inside(east):
        assert (Window.objects.count(), Matter.objects.count(), Service.objects.count()) == (2, 3, 0)


def test_the_trail_shows_who_changed_what(bo, dan, east):
    with inside(east):
        window = Window.objects.get(code="civil-affairs")
    bo.post(f"/console/catalogue/window/{window.pk}/change/", the_window(phone="0839-5500000"))

    page = dan.get("/console/office/auditline/").content.decode()

    assert "window changed" in page
    assert "window civil-affairs" in page
    assert "phone" in page
    assert "0839-5500000" not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"code": "a/b"}, "code"),  # the public site could not link to it, and would not open at all
        ({"code": "<b>"}, "code"),
        ({"statutory_limit": 2_147_483_647, "promised_limit": 2_147_483_647}, "promised_limit"),
        ({"promised_unit": "working_minutes", "promised_limit": 0}, "promised_limit"),
    ],
)
def test_a_matter_that_cannot_be_shown_or_counted_is_not_saved(bo, east, typed, field):
    with inside(east):
        sent = the_matter(Matter.objects.first(), **{"code": "M-99", "term": "commitment", **typed})

    answer = bo.post("/console/catalogue/matter/add/", sent)

    assert answer.status_code == 200
    assert field in answer.context["adminform"].form.errors
    with inside(east):
        assert not Matter.objects.filter(code=sent["code"]).exists()
        assert lines() == []


def test_the_second_of_two_equal_windows_saved_at_once_is_told_of_the_first(bo, east, monkeypatch):
    """Both forms found the code free: the database alone refuses the second."""
    monkeypatch.setattr(Window, "validate_unique", lambda *_, **__: None)
    sent = the_window(code="civil-affairs", number=9)

    answer = bo.post("/console/catalogue/window/add/", sent)

    assert (answer.status_code, answer["Location"]) == (302, "/console/catalogue/window/")
    assert "The same was saved a moment ago." in bo.get(answer["Location"]).content.decode()
    with inside(east):
        assert Window.objects.filter(code="civil-affairs").count() == 1
        assert lines() == []
