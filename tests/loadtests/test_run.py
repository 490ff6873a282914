"""The gate in real locust runs of seconds, against a small server of the test's own on loopback."""

import os
import re
import subprocess
import sys
import threading
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
        if self.rounds == 3:
            gevent.spawn_later(0.3, self.environment.runner.quit)
        BODY
"""
ASKS = 'self.graphql("Q:cases", "{ cases { id } }", "a token")'


class Answers(ThreadingHTTPServer):
    """Answers every POST with the same body, and remembers how it was asked."""

    body = b""
    seen: list[dict[str, str]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append(dict(self.headers))
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
    """Two users, until one of them comes for the third time; the ended process with what it said."""

    def go(body=ASKS):
        file = tmp_path / "locustfile.py"
        file.write_text(JOURNEY.replace("BODY", body), encoding="utf-8")
        command = [sys.executable, "-m", "locust", "-f", str(file), "--headless", "--only-summary"]
        command += ["--users", "2", "--spawn-rate", "2", "--run-time", "20s"]
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
