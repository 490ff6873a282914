"""manage.py add_member: the first administrator of a county, and of a hall."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from county.registry.models import Membership, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("a long enough secret\n"))


def test_a_new_person_becomes_the_countys_administrator():
    out = StringIO()
    call_command("add_member", "root", "--role", "county_administrator", "--name", "Root", stdout=out)

    user = User.objects.get(username="root")
    assert user.check_password("a long enough secret")
    assert [(each.hall_id, each.role) for each in user.memberships.all()] == [(None, "county_administrator")]
    assert out.getvalue() == "root: county_administrator of the county\n"


def test_somebody_known_gets_a_further_role_and_keeps_the_password(east):
    call_command("add_member", "wei", "--role", "director", "--hall", "east", stdout=StringIO())

    wei = User.objects.get(username="wei")
    assert wei.check_password("only-in-tests")
    assert set(wei.memberships.values_list("hall__code", "role")) == {("west", "clerk"), ("east", "director")}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--role", "clerk"], "clerk is a role of a hall"),
        (["--role", "supervisor", "--hall", "east"], "supervisor is a role of the county"),
        (["--role", "clerk", "--hall", "nowhere"], "There is no hall nowhere"),
        (["--role", "clerk", "--hall", "east"], "A new user needs --name"),
    ],
)
def test_what_does_not_fit_is_refused_and_nobody_is_made(arguments, sentence):
    before = Membership.objects.count()

    with pytest.raises(CommandError, match=sentence):
        call_command("add_member", "new", *arguments)

    assert not User.objects.filter(username="new").exists()
    assert Membership.objects.count() == before


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("short\n"))

    with pytest.raises(CommandError, match="too short"):
        call_command("add_member", "new", "--role", "supervisor", "--name", "New")

    assert not User.objects.filter(username="new").exists()
