"""Which hall a host means; everything that is no registered name is a 404, never the county."""

from datetime import timedelta

import pytest
from django.test import Client

from county.registry import hosts
from county.registry.hosts import REMEMBER_AT_MOST, REMEMBER_FOR, Place, forget_hosts, place_of
from county.registry.models import Domain, Hall

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "host",
    [
        "east.localhost",
        "EAST.Localhost",
        "east.localhost:8000",
        "east.localhost.",
        "east.localhost.:8000",
        " east.localhost ",
    ],
)
def test_case_port_and_a_trailing_dot_do_not_matter(east, now, host):
    assert place_of(host, now=now) == Place(hall=east)


@pytest.mark.parametrize("host", ["county.localhost", "COUNTY.localhost:1", "county.localhost."])
def test_the_countys_own_host(now, host):
    assert place_of(host, now=now) == Place(hall=None)


UNKNOWN = [
    "",
    ".",
    ":8000",
    "localhost",
    "www.east.localhost",
    "east",
    "east.localhost..",
    "east.localhost@evil.example",
    "evil.example/east.localhost",
    "127.0.0.1",
    "127.0.0.1:8000",
    "[::1]",
    "[::1]:8000",
    "::1",
    "[",
    "public",
    "东.localhost",
    "е" + "ast.localhost",  # a Cyrillic е
    "x" * 254,
    "x" * 100_000,
    "east.localhost\x00",
    "\x00",
    "east.localhost\r\nX: y",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("host", UNKNOWN, ids=lambda host: repr(host[:30]))
def test_anything_else_is_unknown(east, now, host):
    assert place_of(host, now=now) is None


@pytest.mark.parametrize("host", [host for host in UNKNOWN if host], ids=lambda host: repr(host[:30]))
def test_an_unknown_host_is_answered_404_with_a_stable_code(east, host):
    answer = Client().post("/graphql", "{}", content_type="application/json", HTTP_HOST=host)

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["extensions"]["code"] == "unknown_host"


def test_a_page_of_an_unknown_host_is_a_404_too(db):
    answer = Client().get("/", HTTP_HOST="nobody.localhost")

    assert answer.status_code == 404
    assert "sessionid" not in answer.cookies


@pytest.mark.parametrize("status", ["provisioning", "closed"])
def test_a_hall_not_yet_or_no_longer_open_has_no_place(east, now, status):
    Hall.objects.filter(code="east").update(status=status)

    assert place_of("east.localhost", now=now) is None


@pytest.mark.parametrize("path", ["/", "/login/", "/desk/", "/graphql", "/static/registry/page.css"])
def test_a_hall_in_maintenance_asks_everybody_to_come_back(east, path):
    Hall.objects.filter(code="east").update(status="maintenance")

    answer = Client().get(path, HTTP_HOST="east.localhost")

    assert (answer.status_code, answer["Retry-After"]) == (503, "300")
    assert "sessionid" not in answer.cookies
    if path == "/graphql":
        assert answer.json()["errors"][0]["extensions"] == {"code": "hall_in_maintenance"}


def test_a_host_is_remembered_for_seconds_and_unknown_ones_as_well(east, now, django_assert_num_queries):
    with django_assert_num_queries(2):
        for _ in range(5):
            assert place_of("east.localhost", now=now).hall == east
            assert place_of("nobody.localhost", now=now) is None

    Domain.objects.filter(domain="east.localhost").update(domain="new.localhost")
    assert place_of("east.localhost", now=now + REMEMBER_FOR - timedelta(seconds=1)).hall == east
    assert place_of("east.localhost", now=now + REMEMBER_FOR) is None
    forget_hosts()
    assert place_of("new.localhost", now=now).hall == east


def test_strangers_asking_for_random_names_do_not_fill_memory(db, now):
    for n in range(REMEMBER_AT_MOST + 50):
        hosts._known[f"{n}.example"] = (now + REMEMBER_FOR, None)
    place_of("one.more", now=now)

    assert len(hosts._known) == 1


def test_a_name_longer_than_any_host_is_neither_remembered_nor_asked_for(db, now, django_assert_num_queries):
    with django_assert_num_queries(0):
        place_of("x" * 10_000, now=now)
    assert hosts._known == {}
