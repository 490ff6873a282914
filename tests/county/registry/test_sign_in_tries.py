"""Tries to sign in are counted by name and place: guessing one password stops, a hall at eight o'clock does not."""

import pytest
from django.test import Client
from support import build

from county.registry import signin
from county.registry.models import Attempt
from county.registry.permissions import Role
from county.registry.tasks import forget_the_past

pytestmark = pytest.mark.django_db


def sign_in(username: str, password: str = build.PASSWORD) -> tuple[int, str]:
    answer = Client(HTTP_ACCEPT_LANGUAGE="en").post(
        "/login/", {"username": username, "password": password}, HTTP_HOST="east.localhost"
    )
    errors = answer.context["form"].non_field_errors().as_data() if answer.status_code == 422 else []
    return answer.status_code, errors[0].code if errors else ""


def test_the_eleventh_try_for_one_name_is_refused_even_with_the_right_password(cast):
    wrong = [sign_in("ana", "wrong") for _ in range(10)]

    assert wrong == [(422, "sign_in_failed")] * 10
    assert sign_in("ana") == (422, "too_many_tries")
    assert sign_in("ANA") == (422, "too_many_tries")
    assert sign_in("bo") == (302, "")


def test_twelve_people_sign_in_from_behind_one_address(cast):
    for n in range(12):
        build.person(f"clerk{n}", f"Clerk {n}", "east", Role.CLERK)

    assert [sign_in(f"clerk{n}") for n in range(12)] == [(302, "")] * 12


def test_one_address_cannot_try_names_without_end(cast, monkeypatch):
    monkeypatch.setattr(signin, "TRIES_FROM_ONE_PLACE", 3)

    tried = [sign_in(f"name{n}") for n in range(4)]

    assert tried == [(422, "sign_in_failed")] * 3 + [(422, "too_many_tries")]


def test_counts_of_yesterday_are_forgotten_at_night(cast, now):
    sign_in("ana", "wrong")
    Attempt.objects.update(window=now.replace(year=2025))
    sign_in("ana", "wrong")

    forget_the_past()

    assert {attempt.window.year == 2025 for attempt in Attempt.objects.all()} == {False}
    assert Attempt.objects.count() == 2
