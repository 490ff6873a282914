"""The only factories: two small halls with rules that differ, their people, and cases."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.provisioning.provision import NewHall, provision
from county.registry.models import Hall, Membership, User
from county.registry.permissions import Actor, Role, permissions_of
from county.standards.calendars import from_package, publish
from county.standards.models import CalendarVersion
from hall.cases.intake import Application, intake
from hall.cases.models import Case
from hall.catalogue.models import Matter, Window
from hall.people.models import Staff
from hall.regulations.models import RegulationVersion

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=TIMEZONE)  # a Wednesday
PASSWORD = "only-in-tests"
ID_NUMBER = "11010519491231002X"  # of the applicant of `application`

ARTICLES = [
    {"path": "1", "number": "第一条", "title": "服务时间", "summary": "按公布的时间对外服务。"},
    {"path": "2", "number": "第二条", "title": "办件种类", "summary": "办件分类办理。"},
]
WINTER = {"from": "10-01", "to": "04-30", "spans": [["08:00", "12:00"], ["14:30", "17:30"]]}
SUMMER = {"from": "05-01", "to": "09-30", "spans": [["08:00", "12:00"], ["14:30", "18:00"]]}
INSTANT = {
    "code": "instant",
    "name": "即办件",
    "english": "instant case",
    "article": "2",
    "when": {"term": "instant"},
}
COMMITMENT = {
    "code": "commitment",
    "name": "承诺件",
    "english": "commitment case",
    "article": "2",
    "when": {"term": "commitment"},
}
# The strictest rule of missing papers; East and West have none.
SUPPLEMENT = {
    "article": "2",
    "one_notice": True,
    "deemed_accepted": True,
    "notice_within_days": 5,
    "notice_within_unit": "working_days",
    "within_days": 3,
    "unit": "working_days",
    "refused_in_writing": True,
}
# East names one kind, west two: they keep their differences.
KINDS = {"east": [INSTANT], "west": [INSTANT, COMMITMENT]}
CAST = {  # username: (name, hall code or None for the county, role)
    "ana": ("Ana", "east", Role.CLERK),
    "bo": ("Bo", "east", Role.ADMINISTRATOR),
    "dan": ("Dan", "east", Role.DISCIPLINE_OFFICER),
    "wei": ("Wei", "west", Role.CLERK),
    "inspector": ("Inspector", None, Role.SUPERVISOR),
}


@dataclass(frozen=True)
class Cast:
    """The people of the tests. Wei is the stranger in every denied test."""

    ana: Actor
    bo: Actor
    dan: Actor
    wei: Actor
    inspector: Actor


def county() -> None:
    """The published calendar, both halls and their people; once per test run and worker."""
    if not CalendarVersion.objects.exists():
        publish(from_package(1), reason="tests", by="tests", now=NOW)
    for code in ("east", "west"):
        hall(code)
    for username, (name, code, role) in CAST.items():
        if not User.objects.filter(username=username).exists():  # a database kept from the run before
            person(username, name, code, role)


def hall(code: str) -> HallRef:
    """A hall with a regulation, an open and a closed window, and three matters with the same codes everywhere."""
    made = provision(NewHall(code=code, name=f"{code}便民服务中心", english=f"{code.title()} Hall")).ref
    with inside(made):
        if not RegulationVersion.objects.exists():
            hours = {"article": "1", "seasons": [WINTER, SUMMER]}
            regulation("2012-1", date(2012, 3, 1), hours=hours, kinds=KINDS.get(code, [INSTANT]))
            _catalogue()
    return made


def person(username: str, name: str, code: str | None, role: Role) -> User:
    user = User.objects.create_user(username, PASSWORD, name=name)
    place = Hall.objects.get(code=code) if code else None
    Membership.objects.create(user=user, hall=place, role=role.value)
    if place:
        with inside(place.ref):
            Staff.objects.create(user_id=user.pk, name=name, post=role.value)
    return user


def actor(username: str) -> Actor:
    user = User.objects.get(username=username)
    role = CAST[username][2]
    return Actor(
        id=user.pk,
        name=user.name,
        roles=frozenset({role.value}),
        permissions=permissions_of(frozenset({role.value})),
    )


def application(**fields: Any) -> Application:
    """A complete application of an ordinary citizen for M-10 (10 working days)."""
    return Application(
        **{
            "matter_code": "M-10",
            "applicant_name": "李小明",
            "phone": "13800138000",
            "id_number": ID_NUMBER,
            "address": "东街1号",
            **fields,
        }
    )


def case(actor: Actor, *, key: str = "key-1", now: datetime = NOW, **fields: Any) -> Case:
    """A received case. Must be called inside a hall."""
    return intake(application(**fields), key=key, actor=actor, now=now)


def regulation(number: str, effective_on: date, **tables: Any) -> RegulationVersion:
    """A published version, written past the verbs and without a line in the audit trail, from whatever day on.

    Tables not named are those of the hall's latest version. Must be called inside the hall.
    """
    latest = RegulationVersion.objects.order_by("effective_on").last()
    kept = latest.tables if latest else {"title": "便民服务中心管理办法", "articles": ARTICLES}
    tables = {**kept, "number": number, "effective_on": effective_on.isoformat(), **tables}
    return RegulationVersion.objects.create(
        number=number,
        title=tables["title"],
        effective_on=effective_on,
        status=RegulationVersion.Status.PUBLISHED,
        tables=tables,
        **{f"{done}_at": NOW for done in ("drafted", "checked", "published")},
        **{f"{done}_by": "tests" for done in ("drafted", "checked", "published")},
    )


def no_regulation(hall: HallRef, *, gone: bool = False) -> None:
    """From here on the hall has no regulation in force, or (`gone`) none at all: only the owner of the table can do
    that. Call outside the hall."""
    table = f'"{hall.schema_name}".regulations_regulationversion'
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER published_is_final")
        cursor.execute(f"DELETE FROM {table}" if gone else f"UPDATE {table} SET effective_on = '2999-12-31'")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER published_is_final")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _catalogue() -> None:
    civil = Window.objects.create(number=1, code="civil-affairs", name="民政", departments=["civil_affairs"])
    shut = Window.objects.create(number=2, code="land", name="国土", departments=["land"], is_open=False)
    _matter(civil, "M-0", "高龄津贴", term="instant", promised_limit=0)
    _matter(civil, "M-10", "临时救助", term="commitment", promised_limit=10)
    _matter(shut, "M-shut", "宅基地审批", term="commitment", promised_limit=20)


def _matter(window: Window, code: str, name: str, *, term: str, promised_limit: int) -> Matter:
    return Matter.objects.create(
        window=window,
        code=code,
        name=name,
        english=code,
        department=window.departments[0],
        legal_basis="《社会救助暂行办法》",
        statutory_limit=30,
        statutory_unit="working_days",
        promised_limit=promised_limit,
        promised_unit="working_days",
        term=term,
    )
