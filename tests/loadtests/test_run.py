"""The gate in real locust runs of seconds, against a small server of the test's own on loopback."""

import os
import re
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JOURNEY = """
import gevent
from locust import task
from loadtests import verdict
from loadtests.asking import Paced
from loadtests.gate import Bound, Limits

verdict.install(Limits({"Q:cases": Bound(p99=5000)}))


class Reader(Paced):
    period = 0.1
    place = "zengjia"
    rounds = 0

    @task
    def read(self):
        self.rounds += 1
        if self.rounds == ROUNDS:
            gevent.spawn_later(0.3, self.environment.runner.quit)
        BODY
"""
ASKS = 'self.graphql("Q:cases", "{ cases { id } }", "a token")'


class Answers(ThreadingHTTPServer):
    """Answers every POST with the same body, and remembers how it was asked."""

    body = b""
    stall = 0.0  # seconds before the first answer
    seen: list[dict[str, str]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(dict(self.headers))
        if len(self.server.seen) == 1:
            time.sleep(self.server.stall)
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_):
        """Quiet."""


@pytest.fixture
def server():
    with Answers(("127.0.0.1", 0), Handler) as made:
        made.seen = []
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def run(server, tmp_path):
    """One user, for so many rounds; the ended process with what it said."""

    def go(body=ASKS, rounds=3):
        file = tmp_path / "locustfile.py"
        file.write_text(JOURNEY.replace("BODY", body).replace("ROUNDS", str(rounds)), encoding="utf-8")
        command = [sys.executable, "-m", "locust", "-f", str(file), "--headless", "--only-summary"]
        command += ["--users", "1", "--spawn-rate", "1", "--run-time", "20s"]
        environ = {**os.environ, "PORT": str(server.server_port), "BASE_DOMAIN": "localhost"}
        return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=30)

    return go


def test_a_good_run_passes_and_names_the_hall_in_its_host_header(server, run):
    server.body = b'{"data": {"cases": []}}'

    done = run()

    assert (done.returncode, "PASSED" in done.stdout) == (0, True), done.stdout + done.stderr
    assert {headers["Host"] for headers in server.seen} == {f"zengjia.localhost:{server.server_port}"}


def test_a_run_without_requests_ends_non_zero_and_says_what_broke(server, run):
    done = run("raise KeyError('number')")

    assert done.returncode == 1
    assert "  - No request was made at all.\n  - A journey broke: 'number'" in done.stdout
    assert server.seen == []


def test_errors_behind_status_200_fail_the_run(server, run):
    server.body = b'{"data": null, "errors": [{"message": "no", "extensions": {"code": "denied"}}]}'

    done = run()

    assert done.returncode == 1
    assert "denied: no" in done.stderr
    assert re.search(r"- Q:cases: (\d+) of \1 failed\.", done.stdout)


def test_a_stall_costs_everybody_who_was_due_meanwhile(server, run):
    server.body, server.stall = b'{"data": {"cases": []}}', 1.0

    done = run(rounds=12)

    # Ten rounds were due during that second. Each was fast when it came, and late by what it had waited.
    count, _, median = re.search(r"Q:cases +(\d+) +([\d.]+) +(\d+)", done.stdout).groups()
    assert int(count) >= 11
    assert 300 <= int(median) <= 900
