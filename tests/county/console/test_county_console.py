"""The county's console: the Chief changes, the Inspector looks, and what was changed is on record."""

import pytest
from django.contrib.admin.models import LogEntry
from support import visits
from support.visits import inline

from county.registry.models import Department, Domain, Hall, Membership, User

pytestmark = pytest.mark.django_db

LISTS = [
    "registry/hall",
    "registry/domain",
    "registry/department",
    "registry/user",
    "registry/integrator",
    "admin/logentry",
    "standards/calendarversion",
]
NEW_USER = {"username": "lin", "name": "林小雨", "is_active": "on", "password_new": "a-long-password"}


@pytest.mark.parametrize("page", ["", *[f"{each}/" for each in LISTS]])
def test_who_may_see_a_page(chief, inspector, page):
    stranger = visits.at("county").get(f"/console/{page}")

    assert (stranger.status_code, stranger["Location"]) == (302, f"/login/?next=/console/{page}")
    assert inspector.get(f"/console/{page}").status_code == 200
    assert chief.get(f"/console/{page}").status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "login/",
        "password_change/",
        "autocomplete/",
        "search/?s=a",
        "r/1/1/",
        "registry/hall/1/history/",
        "auth/",
    ],
)
def test_views_of_the_admin_that_are_not_ours_do_not_exist(chief, page):
    assert chief.get(f"/console/{page}").status_code == 404


def test_an_inspector_changes_nothing(inspector, east):
    hall = f"/console/registry/hall/{east.id}/change/"
    assert inspector.get(hall).status_code == 200
    refused = [
        inspector.post(hall, {"name": "x", "kind": "township", "status": "closed"}),
        inspector.post("/console/registry/user/add/", {**NEW_USER, **inline("memberships")}),
        inspector.get("/console/registry/integrator/add/"),
        inspector.post("/console/registry/department/add/", {"code": "x", "name": "x"}),
        inspector.post(f"/console/registry/domain/{Domain.objects.first().pk}/delete/", {"post": "yes"}),
    ]

    assert {answer.status_code for answer in refused} == {403}
    assert Hall.objects.get(pk=east.id).status == "active"
    assert not User.objects.filter(username="lin").exists()
    assert not Department.objects.filter(code="x").exists()
    assert Domain.objects.count() == 2
    assert LogEntry.objects.count() == 0


def test_a_hall_in_maintenance_answers_no_more_from_that_moment(
    chief, east, django_capture_on_commit_callbacks
):
    assert visits.at("east").get("/login/").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        answer = chief.post(
            f"/console/registry/hall/{east.id}/change/",
            {"name": "east便民服务中心", "english": "East Hall", "kind": "township", "status": "maintenance"},
        )

    assert answer.status_code == 302
    assert Hall.objects.get(pk=east.id).status == "maintenance"
    assert visits.at("east").get("/login/").status_code == 503
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id) == ("chief", str(east.id))
    assert entry.change_message == '[{"changed": {"fields": ["status"]}}]'


def test_a_hall_being_set_up_is_not_opened_by_hand(chief):
    half = Hall.objects.create(code="half", schema_name="half", name="半成", status="provisioning")

    chief.post(
        f"/console/registry/hall/{half.pk}/change/",
        {"name": "半成大厅", "english": "", "kind": "township", "status": "active"},
    )

    half.refresh_from_db()
    assert (half.name, half.status) == ("半成大厅", "provisioning")


def test_an_open_hall_does_not_go_back_to_being_set_up(chief, east):
    answer = chief.post(
        f"/console/registry/hall/{east.id}/change/",
        {"name": "x", "english": "", "kind": "township", "status": "provisioning"},
    )

    assert answer.status_code == 200
    assert Hall.objects.get(pk=east.id).status == "active"


def test_a_host_is_kept_as_browsers_name_it(chief, east, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        chief.post("/console/registry/domain/add/", {"domain": "Hall.Example.CN.:443", "tenant": east.id})

    assert Domain.objects.filter(domain="hall.example.cn", tenant_id=east.id).exists()
    assert visits.at("east").get("/login/", headers={"host": "hall.example.cn"}).status_code == 200


def test_people_are_sent_to_the_main_host_whatever_becomes_of_the_others(chief, east, west):
    def sent_to():
        return list(Hall.objects.order_by("code").values_list("host", flat=True))

    old = Domain.objects.get(tenant_id=east.id)
    chief.post(
        "/console/registry/domain/add/", {"domain": "new.example.cn", "tenant": east.id, "is_primary": "on"}
    )
    new = Domain.objects.get(domain="new.example.cn")
    assert sent_to() == ["new.example.cn", "west.localhost"]

    chief.post(f"/console/registry/domain/{old.pk}/delete/", {"post": "yes"})
    assert sent_to() == ["new.example.cn", "west.localhost"]

    chief.post(f"/console/registry/domain/{new.pk}/change/", {"domain": "new.example.cn", "tenant": west.id})
    assert sent_to() == ["", "west.localhost"]


@pytest.mark.parametrize(
    "name", ["two words", "http://x", "[::1]", "a/b", "", "east.localhost", "county.localhost"]
)
def test_what_is_no_free_host_name_is_refused(chief, east, name):
    answer = chief.post("/console/registry/domain/add/", {"domain": name, "tenant": east.id})

    assert answer.status_code == 200
    assert Domain.objects.count() == 2


def test_a_person_with_a_role_may_sign_in_there_and_nowhere_else(chief, east):
    answer = chief.post(
        "/console/registry/user/add/",
        {**NEW_USER, **inline("memberships", {"hall": east.id, "role": "clerk"})},
    )

    assert answer.status_code == 302
    made = User.objects.get(username="lin")
    assert made.check_password("a-long-password")
    assert list(made.memberships.values_list("hall__code", "role")) == [("east", "clerk")]
    sign_in = {"username": "lin", "password": "a-long-password"}
    assert visits.at("east").post("/login/", sign_in).status_code == 302
    assert visits.at("west").post("/login/", sign_in).status_code == 422
    assert visits.at("county").post("/login/", sign_in).status_code == 422
    assert "a-long-password" not in str(list(LogEntry.objects.values()))


@pytest.mark.parametrize(
    ("role", "in_hall", "sentence"),
    [
        ("county_administrator", True, "This role is the county’s: leave the hall empty."),
        ("supervisor", True, "This role is the county’s: leave the hall empty."),
        ("clerk", False, "This role is held in a hall: say which."),
    ],
)
def test_a_role_belongs_to_one_layer(chief, east, role, in_hall, sentence):
    rows = inline("memberships", {"hall": east.id if in_hall else "", "role": role})

    answer = chief.post("/console/registry/user/add/", {**NEW_USER, **rows})

    assert answer.status_code == 200
    assert sentence.replace("’", "&#x27;") in answer.content.decode()
    assert not User.objects.filter(username="lin").exists()
    assert Membership.objects.filter(role=role, user__username="lin").count() == 0


def test_a_new_person_needs_a_password_that_is_not_short(chief):
    for password in ("", "short"):
        answer = chief.post(
            "/console/registry/user/add/", {**NEW_USER, "password_new": password, **inline("memberships")}
        )
        assert answer.status_code == 200
    assert not User.objects.filter(username="lin").exists()


def test_an_edit_without_a_new_password_keeps_the_old_one(chief):
    ana = User.objects.get(username="ana")
    row = ana.memberships.get()
    rows = inline(
        "memberships", {"id": row.pk, "user": ana.pk, "hall": row.hall_id, "role": "agent"}, initial=1
    )

    chief.post(
        f"/console/registry/user/{ana.pk}/change/",
        {"username": "ana", "name": "Ana", "is_active": "on", "password_new": "", **rows},
    )

    ana.refresh_from_db()
    assert ana.check_password("only-in-tests")
    assert ana.memberships.get().role == "agent"
    assert LogEntry.objects.get().change_message == '[{"changed": {"fields": ["membership.role"]}}]'


def test_a_calendar_shows_its_make_up_days_and_cannot_be_changed(chief):
    page = chief.get("/console/standards/calendarversion/1/change/")

    assert page.status_code == 200
    # Saturday, 14 February 2026 is worked for the Spring Festival.
    assert '<span class="day makeup" title="Spring Festival">14</span>' in page.content.decode()
    assert chief.post("/console/standards/calendarversion/1/change/", {"number": 2}).status_code == 403
    assert chief.get("/console/standards/calendarversion/add/").status_code == 403


def test_signing_out_ends_the_session(inspector):
    assert inspector.post("/console/logout/").status_code == 302

    assert inspector.get("/console/").status_code == 302


@pytest.mark.parametrize(
    "asked",
    [
        "user/?password__startswith=pbkdf2",
        "user/?password__regex=(",
        "user/?last_login__year=0",
        "user/?memberships__user__password__startswith=a",
        "user/?is_active__exact=%00",
        "integrator/?client_secret__startswith=pbkdf2",
        "hall/?code=%00",
    ],
)
def test_an_address_asks_only_what_the_filters_of_the_page_ask(inspector, asked):
    """Else whoever may look at the list could spell out the hash of a password, one letter at a time."""
    assert inspector.get(f"/console/registry/{asked}").status_code == 400


@pytest.mark.parametrize("asked", ["is_active__exact=1", "memberships__role__exact=clerk", "q=ana"])
def test_the_filters_of_the_page_are_answered(inspector, ana, asked):
    page = inspector.get(f"/console/registry/user/?{asked}")

    assert page.status_code == 200
    assert ">ana</a>" in page.content.decode()
