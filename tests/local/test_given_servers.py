"""DATABASE_URL and BROKER_URL that do not answer are named, without their passwords."""

import socket

import pytest

from config.local.given import check_broker, check_database, without_password
from config.local.refusal import Refusal


@pytest.fixture
def deaf_port():
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        yield probe.getsockname()[1]


def test_a_database_that_does_not_answer_is_named_without_its_password(deaf_port):
    with pytest.raises(Refusal) as refusal:
        check_database(f"postgresql://county:geheim@127.0.0.1:{deaf_port}/county")
    assert f"DATABASE_URL=postgresql://county:***@127.0.0.1:{deaf_port}/county" in str(refusal.value)
    assert "geheim" not in str(refusal.value)


@pytest.mark.parametrize("url", ["mysql://localhost/county", "county", "http://localhost"])
def test_an_address_of_another_kind_is_refused(url):
    with pytest.raises(Refusal, match="DATABASE_URL must look like postgresql://"):
        check_database(url)


def test_a_broker_that_does_not_answer_is_named_without_its_password(deaf_port):
    with pytest.raises(Refusal) as refusal:
        check_broker(f"redis://:geheim@127.0.0.1:{deaf_port}/0")
    assert str(refusal.value).startswith(f"The broker at BROKER_URL=redis://:***@127.0.0.1:{deaf_port}/0")
    assert "geheim" not in str(refusal.value)


def test_a_broker_of_an_unknown_kind_is_refused():
    with pytest.raises(Refusal, match="is not a broker we know"):
        check_broker("carrier-pigeon://roof")


def test_the_broker_in_a_folder_needs_no_server():
    check_broker("filesystem:///var/broker")


def test_a_password_that_holds_a_colon_is_hidden_whole():
    assert without_password("redis://u:a:b@h:1/0") == "redis://u:***@h:1/0"
