"""Loading a pack fills its hall once; again, it changes nothing and puts nothing back."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.serializers import serialize
from support import build

from county.halls import HallRef, inside
from county.provisioning.provision import NewHall, provision
from county.registry.models import Department, Hall, Membership, User
from county.registry.permissions import Actor, Role
from hall.cases.judge import decide_kind, kind_code
from hall.catalogue.models import MaterialRequirement, Matter, Service, Window
from hall.office.models import Profile
from hall.packs.load import Loaded, load_departments, load_pack
from hall.packs.read import PackError, read_departments
from hall.packs.shape import Pack
from hall.people.models import Staff
from hall.regulations.current import regulation_on
from hall.regulations.lifecycle import draft
from hall.regulations.models import RegulationVersion

NOTHING = Loaded(articles=0, windows=0, matters=0, people=0)
LATER = build.NOW + timedelta(days=1)
HALL_TABLES = (RegulationVersion, Window, Service, Matter, MaterialRequirement, Staff, Profile)


@pytest.fixture
def zengjia_hall(db: None) -> HallRef:
    return provision(NewHall(code="zengjia", name="曾家镇便民服务中心")).ref


def everything(hall: HallRef) -> list[Any]:
    """All rows the loader writes, in the county and in the hall."""
    county = [serialize("json", model.objects.order_by("pk")) for model in (User, Membership, Department)]
    with inside(hall):
        return county + [serialize("json", model.objects.order_by("pk")) for model in HALL_TABLES]


def test_loading_a_pack_fills_the_hall(zengjia_hall: HallRef, zengjia: Pack) -> None:
    loaded = load_pack(zengjia_hall, zengjia, now=build.NOW)
    assert loaded == Loaded(articles=86, windows=8, matters=54, people=12)
    with inside(zengjia_hall):
        matter = Matter.objects.select_related("window", "service").get(code="ZJ-MZ-01")
        assert (
            matter.name,
            matter.window.code,
            matter.service and matter.service.code,
            matter.department,
        ) == (
            "临时救助",
            "civil-affairs",
            "civil_affairs",
            "civil_affairs",
        )
        assert (matter.statutory_limit, matter.promised_limit, matter.promised_unit) == (
            20,
            7,
            "working_days",
        )
        assert [each.position for each in matter.materials.all()] == [1, 2, 3, 4, 5]
        assert Service.objects.count() == 9
        assert list(Staff.objects.get(name="李春梅").windows.values_list("code", flat=True)) == [
            "civil-affairs"
        ]
        profile = Profile.objects.get()
        assert (profile.complaint_phone, profile.complaint_box) == ("0000-1234502", "大厅入口右侧")
        article = regulation_on(build.NOW.date()).rulebook.article("A6/4.4")
        assert article is not None
        assert (article.number, article.title) == ("第四条第4项", "告知和报告期限")


def test_the_regulation_of_the_pack_is_the_one_in_force(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    with inside(zengjia_hall):
        assert regulation_on(date(2026, 3, 4)).rulebook == zengjia.rulebook
        assert kind_code(decide_kind("instant", "own", regulation_on(date(2026, 3, 4)))) == "instant"
        version = RegulationVersion.objects.get()
        assert (version.effective_on, version.published_at) == (date(2012, 3, 1), build.NOW)


def test_people_become_members_of_their_hall_without_a_password(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    discipline = User.objects.get(username="zengjia.discipline")
    assert discipline.name == "罗正平"
    assert not discipline.has_usable_password()
    assert [(each.hall_id, each.role) for each in discipline.memberships.all()] == [
        (zengjia_hall.id, "discipline_officer")
    ]


def test_loading_twice_changes_nothing(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    before = everything(zengjia_hall)
    assert load_pack(zengjia_hall, zengjia, now=LATER) == NOTHING
    assert everything(zengjia_hall) == before


def test_what_the_hall_changed_since_is_not_put_back(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    Membership.objects.get(user__username="zengjia.agent").delete()
    with inside(zengjia_hall):
        Matter.objects.filter(code="ZJ-MZ-01").update(promised_limit=5)
        Window.objects.filter(code="water").update(is_open=False)
        MaterialRequirement.objects.filter(matter__code="ZJ-MZ-02").delete()
        Profile.objects.update(complaint_phone="0000-7654321")
    before = everything(zengjia_hall)
    assert load_pack(zengjia_hall, zengjia, now=LATER) == NOTHING
    assert everything(zengjia_hall) == before


def test_what_is_missing_is_completed(zengjia_hall: HallRef, zengjia: Pack) -> None:
    half = replace(zengjia, windows=zengjia.windows[:3], staff=zengjia.staff[:4])
    assert load_pack(zengjia_hall, half, now=build.NOW) == Loaded(
        articles=86, windows=3, matters=21, people=4
    )
    assert load_pack(zengjia_hall, zengjia, now=LATER) == Loaded(articles=0, windows=5, matters=33, people=8)
    with inside(zengjia_hall):
        assert Matter.objects.count() == 54


def test_users_left_by_an_interrupted_load_become_staff_of_the_next(
    zengjia_hall: HallRef, zengjia: Pack
) -> None:
    User.objects.create_user("zengjia.agent", "kept", name="何小勇")
    assert load_pack(zengjia_hall, zengjia, now=build.NOW).people == 12
    assert User.objects.get(username="zengjia.agent").check_password("kept")
    with inside(zengjia_hall):
        assert Staff.objects.filter(name="何小勇").count() == 1


def test_other_rules_under_a_published_number_are_refused(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    before = everything(zengjia_hall)
    changed = replace(zengjia, regulation={**zengjia.regulation, "title": "另一部"})
    with pytest.raises(PackError, match=r"^Regulation 2012-1 is there with other rules"):
        load_pack(zengjia_hall, changed, now=LATER)
    assert everything(zengjia_hall) == before


def test_a_second_regulation_of_the_same_day_is_refused(zengjia_hall: HallRef, zengjia: Pack) -> None:
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    before = everything(zengjia_hall)
    other = replace(
        zengjia,
        regulation={**zengjia.regulation, "number": "2012-2"},
        rulebook=replace(zengjia.rulebook, number="2012-2"),
    )
    with pytest.raises(
        PackError,
        match=r"^zengjia, regulation 2012-2: effective_on: a published version already .* 2012-03-01;",
    ):
        load_pack(zengjia_hall, other, now=LATER)
    assert everything(zengjia_hall) == before


def test_a_regulation_that_is_only_a_draft_is_not_taken_for_loaded(
    zengjia_hall: HallRef, zengjia: Pack
) -> None:
    with inside(zengjia_hall):
        draft(zengjia.regulation, actor=Actor(name="x"), now=build.NOW)
    before = everything(zengjia_hall)
    with pytest.raises(PackError, match=r"^Regulation 2012-1 is a draft in this hall: publish or discard"):
        load_pack(zengjia_hall, zengjia, now=LATER)
    assert everything(zengjia_hall) == before


def test_a_pack_that_is_refused_leaves_nobody_behind(zengjia_hall: HallRef, zengjia: Pack) -> None:
    """Not even people who would get roles by it."""
    load_pack(zengjia_hall, zengjia, now=build.NOW)
    before = everything(zengjia_hall)
    newcomer = replace(zengjia.staff[0], username="zengjia.intruder", roles=(Role.ADMINISTRATOR,))
    past = replace(
        zengjia,
        regulation={**zengjia.regulation, "number": "2014-1", "effective_on": "2014-06-01"},
        rulebook=replace(zengjia.rulebook, number="2014-1"),
        staff=(*zengjia.staff, newcomer),
    )
    with pytest.raises(PackError, match=r"regulation 2014-1: effective_on: 2014-06-01 is past;"):
        load_pack(zengjia_hall, past, now=LATER)
    assert everything(zengjia_hall) == before
    assert not User.objects.filter(username="zengjia.intruder").exists()


def test_a_pack_goes_into_no_other_hall(east: HallRef, zengjia: Pack) -> None:
    before = everything(east)
    with pytest.raises(PackError, match=r"^The pack of zengjia cannot be loaded into east\.$"):
        load_pack(east, zengjia, now=build.NOW)
    assert everything(east) == before


def test_six_halls_keep_their_differences_side_by_side(all_packs: dict[str, Pack], db: None) -> None:
    for code, pack in all_packs.items():
        load_pack(provision(NewHall(code=code, name=pack.hall.name)).ref, pack, now=build.NOW)
    units, kinds = {}, {}
    for code in all_packs:
        with inside(Hall.objects.get(code=code).ref):
            book = regulation_on(date(2026, 3, 4)).rulebook
            units[code], kinds[code] = book.unit, len(book.kinds)
    assert {code: unit for code, unit in units.items() if unit} == {"zengjia": "points", "taihu": "yuan"}
    assert kinds == {"zengjia": 2, "taihu": 6, "qingping": 5, "jingshi": 2, "zhengwu": 5, "renyi": 0}


def test_departments_are_added_once_and_keep_the_countys_names(db: None) -> None:
    Department.objects.create(code="water", name="水务局", english="Water")
    assert load_departments(read_departments()) == 36
    assert load_departments(read_departments()) == 0
    assert Department.objects.count() == 37
    assert Department.objects.get(code="water").name == "水务局"
