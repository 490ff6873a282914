"""The intake bench: its clients against a small server, and one real run of a second each."""

import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from loadtests.bench.intake.clients import CLIENTS, Target, Unanswered, ask

ROOT = Path(__file__).resolve().parents[2]
CASE = b'{"data":{"caseIntake":{"case":{"number":"20261123-0001"},"errors":[]}}}'
HALLS = [Target(f"{name}.localhost", name, name, 1) for name in ("a", "b", "c")]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        key = said["variables"]["input"]["idempotencyKey"]
        self.server.seen.append((self.client_address, self.headers["Host"], key))
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body[:20])
        self.wfile.flush()
        self.wfile.write(self.server.body[20:])

    def log_message(self, *_):
        """Quiet."""


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """Quiet: a client that gave up has closed its connection."""


@pytest.fixture
def server():
    with Server(("127.0.0.1", 0), Handler) as made:
        made.body, made.seen = CASE, []
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def test_eight_kept_connections_ask_all_halls_in_turn_with_keys_of_their_own(server):
    answered = ask(server.server_port, HALLS, seconds=0.3, keys="t")

    connections, hosts, keys = zip(*server.seen, strict=True)
    assert len(set(connections)) == CLIENTS
    assert len(set(keys)) == len(keys)
    counts = [hosts.count(hall.host) for hall in HALLS]
    assert max(counts) - min(counts) <= 1
    # What is still under way when the time is up is awaited, but not counted.
    assert len(keys) - CLIENTS == len(answered.milliseconds) > 0
    assert answered.seconds >= 0.3


def test_an_answer_that_is_no_new_case_ends_the_bench(server):
    server.body = b'{"data":{"caseIntake":{"case":null,"errors":[{"code":"window_closed"}]}}}'

    with pytest.raises(Unanswered, match="window_closed"):
        ask(server.server_port, HALLS, seconds=5, keys="t")


def test_a_short_run_measures_all_four_and_writes_the_figures(tmp_path):
    to = tmp_path / "intake.json"
    command = [sys.executable, "-m", "loadtests.bench.intake", "--to", str(to)]
    command += ["--rounds", "1", "--seconds", "1", "--warm-up", "0.2", "--halls", "1"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=90)

    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(to.read_text())
    rows = {row["variant"]: row for row in found["rows"]}
    assert list(rows) == ["ours", "stock", "bare", "pgbench"]
    assert min(row["rate"] for row in rows.values()) > 0
    assert rows["pgbench"]["app_cpu_ms"] is None
    assert found["rate_vs_stock"] == pytest.approx(rows["ours"]["rate"] / rows["stock"]["rate"], rel=0.01)
