"""Programs are stopped whole, and what a killed run left is found without hurting a stranger."""

import json
import subprocess
import sys
import time

import psutil
import pytest

from config.local.leftovers import record, stop_recorded
from config.local.processes import Child, session_members, stop_all

STUBBORN = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
time.sleep(60)
"""
PARENT = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"


@pytest.fixture
def start(tmp_path):
    started = []

    def begin(code):
        child = Child("part", [sys.executable, "-c", code], tmp_path / "part.log")
        started.append(child)
        return child

    yield begin
    for child in started:
        child.kill()


def wait_for(condition):
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline, "it did not happen within 5 seconds"
        time.sleep(0.02)


def test_a_program_that_ignores_the_request_is_ended_when_its_time_is_up(start):
    child = start(STUBBORN)
    wait_for(lambda: child.log.read_text())
    stop_all([child], seconds=0.2)
    assert not child.is_running


def test_what_a_program_started_ends_with_it(start):
    child = start(PARENT)
    wait_for(lambda: len(session_members(child.pid)) == 2)
    stop_all([child], seconds=1)
    wait_for(lambda: session_members(child.pid) == [])


def test_a_program_that_ended_is_named_with_its_last_words(start):
    child = start("import sys; print('no such table'); sys.exit(3)")
    wait_for(lambda: not child.is_running)
    assert child.epitaph.startswith("part ended with exit status 3. Its last lines")
    assert child.epitaph.endswith("    no such table")


def test_what_a_killed_run_left_is_stopped_by_its_record(start, tmp_path):
    child, path = start(PARENT), tmp_path / "processes.json"
    record(path, [child])
    wait_for(lambda: len(session_members(child.pid)) == 2)
    assert stop_recorded(path) == ["part"]
    wait_for(lambda: session_members(child.pid) == [])
    assert not path.exists()


def test_workers_whose_leader_is_dead_are_stopped_too(start, tmp_path):
    child, path = start(PARENT), tmp_path / "processes.json"
    record(path, [child])
    wait_for(lambda: len(session_members(child.pid)) == 2)
    psutil.Process(child.pid).kill()
    wait_for(lambda: not child.is_running)
    assert stop_recorded(path) == ["part"]
    wait_for(lambda: session_members(child.pid) == [])


def test_a_stranger_with_a_reused_number_is_left_alone(tmp_path):
    path = tmp_path / "processes.json"
    with subprocess.Popen(
        [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True
    ) as other:
        try:
            row = {"name": "web", "pid": other.pid, "created": time.time() - 3600}
            path.write_text(json.dumps([row]))
            assert stop_recorded(path) == []
            assert other.poll() is None
        finally:
            other.kill()


def test_a_record_cut_off_in_the_middle_stops_nothing(tmp_path):
    path = tmp_path / "processes.json"
    path.write_text('[{"name": "web", "pi')
    assert stop_recorded(path) == []
    assert not path.exists()
