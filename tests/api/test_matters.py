"""matters: public, searched by name or code, and as many SQL calls for many as for one."""

import pytest
from support import gql
from support.counts import counted

from county.halls import inside
from hall.catalogue.models import MaterialRequirement, Matter, Window

pytestmark = pytest.mark.django_db

MATTERS = """
query ($first: Int = 100, $search: String) {
  matters(first: $first, search: $search) {
    edges { node { code name term fee promisedLimit { amount unit } statutoryLimit { amount }
                   window { number services { code } } materials { name original copies } } }
  }
}
"""


def codes(answer):
    return [edge["node"]["code"] for edge in answer.data["matters"]["edges"]]


def test_anybody_may_read_what_can_be_applied_for(east):
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        MaterialRequirement.objects.create(matter=matter, position=2, name="户口簿", copies=1)
        MaterialRequirement.objects.create(matter=matter, position=1, name="身份证")

    answer = gql.ask(MATTERS)

    assert codes(answer) == ["M-0", "M-10", "M-shut"]
    assert answer.data["matters"]["edges"][1]["node"] == {
        "code": "M-10",
        "name": "临时救助",
        "term": "COMMITMENT",
        "fee": "0.00",
        "promisedLimit": {"amount": 10, "unit": "WORKING_DAYS"},
        "statutoryLimit": {"amount": 30},
        "window": {"number": 1, "services": []},
        "materials": [
            {"name": "身份证", "original": 1, "copies": 0},
            {"name": "户口簿", "original": 1, "copies": 1},
        ],
    }


def test_matters_no_longer_offered_are_not_listed(east):
    with inside(east):
        Matter.objects.filter(code="M-0").update(is_active=False)

    assert codes(gql.ask(MATTERS)) == ["M-10", "M-shut"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("救助", ["M-10"]),
        ("m-1", ["M-10"]),
        (" ", ["M-0", "M-10", "M-shut"]),
        ("100%", []),
        ("_", []),
        ("𠅤😀", []),
        ("x" * 5000, []),
        ("' OR ''='", []),
    ],
)
def test_matters_are_searched_by_name_or_code(east, search, found):
    assert codes(gql.ask(MATTERS, {"search": search})) == found


def test_many_matters_take_as_many_calls_as_one(east):
    with inside(east):
        window = Window.objects.get(number=1)
        for n in range(97):
            matter = Matter.objects.create(
                window=window,
                code=f"X-{n}",
                name=f"事项{n}",
                department="d",
                statutory_limit=5,
                statutory_unit="working_days",
                promised_limit=1,
                promised_unit="working_days",
                term="commitment",
            )
            MaterialRequirement.objects.create(matter=matter, position=1, name="身份证")
    gql.ask(MATTERS, {"first": 1})

    with counted("matters"):
        gql.ask(MATTERS, {"first": 1})
    with counted("matters"):
        assert len(codes(gql.ask(MATTERS, {"first": 100}))) == 100
