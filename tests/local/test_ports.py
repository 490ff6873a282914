"""A port that cannot be used is named, with who has it and what to do."""

import os
import socket

import pytest

from config.local.ports import check_free, wanted_port
from config.local.refusal import Refusal


@pytest.fixture
def listener():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server


def test_a_port_in_use_names_the_program_that_has_it_and_another_port(listener):
    port = listener.getsockname()[1]
    with pytest.raises(Refusal) as refusal:
        check_free("127.0.0.1", port)
    assert str(refusal.value).startswith(f"Port {port} is in use by python")
    assert f"(process {os.getpid()})" in str(refusal.value)
    assert str(refusal.value).endswith("make run PORT=" + str(port + 1))


def test_a_free_port_is_accepted(listener):
    port = listener.getsockname()[1]
    listener.close()
    check_free("127.0.0.1", port)


@pytest.mark.parametrize("text", ["", "http", "0", "65536", "-1", "80.0"])
def test_a_port_that_is_no_port_is_refused(text):
    with pytest.raises(Refusal, match="PORT must be a number from 1 to 65535"):
        wanted_port(text)


def test_a_host_that_is_not_this_machine_is_refused():
    with pytest.raises(Refusal, match=r"HOST=192\.0\.2\.1 is not an address of this machine"):
        check_free("192.0.2.1", 8000)
