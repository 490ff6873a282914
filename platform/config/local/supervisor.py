"""`make run`: every part of the system as one program that starts in order and stops in order."""

import contextlib
import fcntl
import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from types import FrameType

from config.local import leftovers
from config.local.given import check_broker, check_database
from config.local.places import LOGS, ROOT, RUN, VAR
from config.local.ports import check_free, wanted_port
from config.local.postgres import Postgres
from config.local.processes import Child, stop_all
from config.local.refusal import Refusal, StopRequested, last_lines
from config.local.terminal import Terminal, say

WEB_SECONDS = 60
STOP_SECONDS = 8  # Celery's idle worker alone takes 5 to 7 to end its threads
RECORD = RUN / "processes.json"


class Supervisor:
    """One run, from the first check to the last process stopped."""

    def __init__(self) -> None:
        self.port = wanted_port(os.environ.get("PORT") or "8000")
        self.host = os.environ.get("HOST") or "127.0.0.1"
        self.database: Postgres | None = None
        self.children: list[Child] = []
        self.environ = {**os.environ, "PORT": str(self.port), "VAR_DIR": str(VAR), "PYTHONUNBUFFERED": "1"}

    def run(self) -> None:
        """Returns only by an exception: a refusal, or the wish to stop."""
        with alone():
            if names := leftovers.stop_recorded(RECORD):
                say(f"Stopped what an earlier run left behind: {', '.join(names)}.")
            check_free(self.host, self.port)
            check_broker(os.environ.get("BROKER_URL") or "filesystem://")
            try:
                self.start_database()
                self.prepare()
                self.start_programs()
                self.wait_for_web()
                say((RUN / "addresses.txt").read_text(encoding="utf-8"))
                say(f"Running. Logs are in {LOGS}. Ctrl-C stops everything.")
                self.watch()
            finally:
                self.stop()

    def start_database(self) -> None:
        if given := os.environ.get("DATABASE_URL"):
            check_database(given)
            say("Database: the one at DATABASE_URL.")
            return
        started = time.monotonic()
        self.database = Postgres.at(VAR / "postgres", LOGS / "database.log")
        self.remember()
        self.database.wait_until_ready()
        self.database.prepare()
        self.environ["DATABASE_URL"] = self.database.url
        account = self.database.place.account
        as_whom = f" (you are root; it runs as user {account.name})" if os.geteuid() == 0 else ""
        say(f"Database: PostgreSQL in {VAR / 'postgres'}{as_whom}, {time.monotonic() - started:.1f} s.")

    def prepare(self) -> None:
        """Tables, demo county and the list of addresses, by one process with its own progress."""
        command = [sys.executable, "-m", "config.local.prepare"]
        with subprocess.Popen(
            command, env=self.environ, cwd=ROOT, stdin=subprocess.DEVNULL, start_new_session=True
        ) as process:
            try:
                status = process.wait()
            except StopRequested:
                process.terminate()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(3)
                process.kill()
                raise
        if status != 0:
            log = LOGS / "prepare.log"
            raise Refusal(f"Preparing the database failed. Last lines ({log}):\n{last_lines(log)}")

    def start_programs(self) -> None:
        python = [sys.executable, "-m"]
        web = ["granian", "--interface", "wsgi", "--host", self.host, "--port", str(self.port), "--no-ws"]
        web += ["--workers", "2", "--blocking-threads", "4", "--workers-kill-timeout", "4"]
        celery = ["celery", "-A", "config.celery"]
        worker = ["worker", "--pool", "prefork", "--concurrency", "2", "--loglevel", "INFO"]
        beat = ["beat", "--loglevel", "INFO", "--schedule", str(RUN / "beat-schedule"), "--pidfile="]
        self.start("web", [*python, *web, "config.wsgi:application"])
        self.start("worker", [*python, *celery, *worker])
        self.start("beat", [*python, *celery, *beat])

    def start(self, name: str, command: list[str], **environ: str) -> None:
        child = Child(name, command, LOGS / f"{name}.log", environ={**self.environ, **environ})
        self.children.append(child)
        self.remember()

    def remember(self) -> None:
        own = [self.database.child] if self.database else []
        leftovers.record(RECORD, own + self.children)

    def wait_for_web(self) -> None:
        deadline = time.monotonic() + WEB_SECONDS
        while not self.is_healthy():
            self.check_children()
            if time.monotonic() > deadline:
                log = LOGS / "web.log"
                raise Refusal(f"The web server does not answer. Last lines ({log}):\n{last_lines(log)}")
            time.sleep(0.1)

    def is_healthy(self) -> bool:
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host  # noqa: S104 (compared, not bound)
        connection = http.client.HTTPConnection(host, self.port, timeout=5)
        county = f"county.{os.environ.get('BASE_DOMAIN') or 'localhost'}:{self.port}"
        try:
            connection.request("GET", "/health", headers={"Host": county})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def watch(self) -> None:
        terminal = Terminal()
        while not terminal.is_gone:
            self.check_children()
            time.sleep(0.3)
        raise StopRequested

    def check_children(self) -> None:
        for child in [*self.children, *([self.database.child] if self.database else [])]:
            if not child.is_running:
                say(child.epitaph)
                raise Refusal(f"Everything was stopped, because {child.name} ended.")

    def stop(self) -> None:
        ignore_signals()
        if self.children:
            say("Stopping (up to 10 s) ...")
        stop_all(self.children, seconds=STOP_SECONDS)
        if self.database:
            self.database.stop()
        leftovers.forget(RECORD)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One run per folder; the lock goes with the process, however it ends."""
    try:
        for folder in (RUN, LOGS):
            folder.mkdir(parents=True, exist_ok=True)
        handle = (RUN / "supervisor.lock").open("a+")
    except OSError as error:
        raise Refusal(f"The folder {VAR} may not be written by you: {error.strerror}.") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.seek(0)
            other = handle.read().strip()
            raise Refusal(
                f"County Halls already runs from this folder (process {other}). Stop it there with Ctrl-C, "
                f"or: kill {other}"
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def obey_signals() -> None:
    """Ctrl-C, a polite kill and a closed terminal all mean the same: stop in order."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        ignore_signals()
        raise StopRequested

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    """While stopping: a second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
