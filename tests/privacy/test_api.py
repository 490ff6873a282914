"""Every field of whatever the API lists, and what it answers to a slip: masks, and no citizen's number."""

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument
from support import gql, lives, nasty

from api.hall.schema import schema
from county.halls import HallRef, inside
from hall.cases.models import Case

pytestmark = pytest.mark.django_db


TYPES = schema.graphql_schema.type_map
# What each list of the API is of: `cases` of Case, and so on.
LISTS = {
    name: TYPES[of.removesuffix("Connection")]
    for name, field in TYPES["Query"].fields.items()
    if (of := get_named_type(field.type).name).endswith("Connection")
}


def test_no_field_of_whatever_the_api_lists_is_a_number(lived: HallRef) -> None:
    told: dict[str, list[str]] = {}
    for root, kind in LISTS.items():
        for name, field in kind.fields.items():
            chosen = _selection(get_named_type(field.type), deep=3)
            answer = gql.ask(f"{{ {root}(first: 10) {{ edges {{ node {{ {name} {chosen} }} }} }} }}", by="bo")
            assert answer.codes == [], f"{root}.{name}: {answer.body}"
            told[f"{root}.{name}"] = nasty.leaks(str(answer.body))

    assert {name: secrets for name, secrets in told.items() if secrets} == {
        "cases.applicantName": [nasty.NAME],
        "cases.collectorName": sorted(lives.NAMES),
        "firstContacts.visitorName": [nasty.NAME],
        # The case a lead or a rating is about, with its names.
        "conductLeads.case": [nasty.NAME],
        "ratings.case": sorted(lives.NAMES),
    }
    assert {f"cases.{name}" for name in ("idNumber", "phone", "email", "collectorIdNumber")} <= set(told)
    assert "firstContacts.phone" in told


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("idNumber", nasty.ID_NUMBER[:-1] + "1"),
        ("idNumber", nasty.ID_NUMBER + nasty.ID_NUMBER),
        ("phone", nasty.MOBILE + "9"),
        ("email", f"{nasty.EMAIL} {nasty.EMAIL}"),
        ("email", f"<{nasty.EMAIL}>"),
        ("applicantName", f"{nasty.NAME}{nasty.ID_NUMBER}"),
        ("matterCode", nasty.ID_NUMBER),
        ("idempotencyKey", nasty.EMAIL * 10),
    ],
)
def test_a_slip_at_intake_is_answered_without_what_was_typed(east, cast, field, typed):
    token = gql.token("case.intake", "case.read")

    answer = gql.ask(lives.INTAKE, {"input": {**lives.BY_A_PROGRAM, field: typed}}, token=token)

    [error] = answer.data["caseIntake"]["errors"]
    assert error["field"] == field
    assert nasty.leaks(str(answer.body)) == []
    with inside(east):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("name", "number", "field"),
    [
        (nasty.COLLECTOR, nasty.PERMIT_HOLDER[:-1] + "2", "collectorIdNumber"),
        (nasty.COLLECTOR, nasty.PERMIT_HOLDER + nasty.MOBILE, "collectorIdNumber"),
        (f"{nasty.COLLECTOR}{nasty.PERMIT_HOLDER}", nasty.PERMIT_HOLDER, "collectorName"),
    ],
)
def test_a_slip_when_collecting_is_answered_without_what_was_typed(lived, name, number, field):
    with inside(lived):
        case = Case.objects.exclude(status="collected").earliest("number")
    given = {"id": gql.global_id("east", case.pk), "version": case.version, "name": name, "number": number}

    answer = gql.ask(lives.COLLECT, given, by="ana")

    [error] = answer.data["caseCollect"]["errors"]
    assert error["field"] == field
    assert nasty.leaks(str(answer.body)) == []
    with inside(lived):
        assert Case.objects.get(pk=case.pk).collector_name == ""


def _selection(kind: object, *, deep: int) -> str:
    """All fields of the type that ask for nothing, so many objects deep."""
    if is_leaf_type(kind) or not isinstance(kind, GraphQLObjectType):
        return ""
    chosen = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if any(map(is_required_argument, field.args.values())) or (deep == 0 and not is_leaf_type(inner)):
            continue
        within = _selection(inner, deep=deep - 1)
        if within or is_leaf_type(inner):
            chosen.append(f"{name} {within}")
    return f"{{ {' '.join(chosen)} }}" if chosen else ""
