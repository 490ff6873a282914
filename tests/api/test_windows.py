"""windows: public, by number, and as many SQL calls for many as for one."""

import pytest
from support import gql
from support.counts import counted

from county.halls import inside
from hall.catalogue.models import Service, Window

pytestmark = pytest.mark.django_db

WINDOWS = """
query ($first: Int, $after: String) {
  windows(first: $first, after: $after) {
    edges { node { id number code name isOpen departments services { name } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def test_anybody_may_read_the_windows(east):
    answer = gql.ask(WINDOWS, {"first": 1})

    (edge,) = answer.data["windows"]["edges"]
    with inside(east):
        window = Window.objects.get(number=1)
    assert edge["node"] == {
        "id": gql.global_id("east", window.pk, "Window"),
        "number": 1,
        "code": "civil-affairs",
        "name": "民政",
        "isOpen": True,
        "departments": ["civil_affairs"],
        "services": [],
    }
    after = answer.data["windows"]["pageInfo"]["endCursor"]
    rest = gql.ask(WINDOWS, {"first": 100, "after": after}).data["windows"]
    assert [each["node"]["code"] for each in rest["edges"]] == ["land"]
    assert rest["pageInfo"]["hasNextPage"] is False


def test_many_windows_take_as_many_calls_as_one(east):
    with inside(east):
        for n in range(98):
            window = Window.objects.create(number=100 + n, code=f"w{n}", name=f"窗口{n}")
            Service.objects.create(window=window, code=f"s{n}", name=f"服务{n}")
    gql.ask(WINDOWS, {"first": 1})

    with counted("windows"):
        gql.ask(WINDOWS, {"first": 1})
    with counted("windows"):
        hundred = gql.ask(WINDOWS, {"first": 100})

    assert len(hundred.data["windows"]["edges"]) == 100


ODDITIES = """
query { windows(first: 10) {
  edges { node { number standsAfter code provider jointCode floor phone daysOfMonth } }
} }
"""


def test_what_is_odd_about_a_window_is_told_and_one_without_a_number_keeps_its_place(east):
    with inside(east):
        Window.objects.create(
            stands_after=1, code="a-general", name="综合", floor=2, joint_code="pair", days_of_month="5,20"
        )
        Window.objects.filter(code="land").update(provider="firm", phone="0000-2100067")

    nodes = [edge["node"] for edge in gql.ask(ODDITIES, {}).data["windows"]["edges"]]

    assert [node["code"] for node in nodes] == ["civil-affairs", "a-general", "land"]
    assert nodes[1] == {
        "number": None,
        "standsAfter": 1,
        "code": "a-general",
        "provider": "DEPARTMENT",
        "jointCode": "pair",
        "floor": 2,
        "phone": "",
        "daysOfMonth": [5, 20],
    }
    assert (nodes[2]["provider"], nodes[2]["phone"], nodes[2]["daysOfMonth"]) == ("FIRM", "0000-2100067", [])
