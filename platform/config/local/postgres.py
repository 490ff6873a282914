"""The embedded PostgreSQL 18: make its data folder, start it, prepare it for the application, stop it."""

import contextlib
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from config.local.places import BOOTSTRAP
from config.local.postgres_place import Place, place_for, socket_folder
from config.local.processes import Child
from config.local.refusal import Refusal, last_lines

MAJOR = "18"
DATABASE = "county"  # also the role that owns it, with this password: the socket is its owner's alone
START_SECONDS = 60  # recovery after a power failure takes longer than a start
SETTINGS = {
    "listen_addresses": "",  # the socket only
    "max_locks_per_transaction": "1024",  # a dump or a drop touches every table of every hall at once
    "shared_buffers": "256MB",
    "max_connections": "100",
    "timezone": "UTC",
    "log_statement": "none",  # statements carry personal data
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",  # DETAIL lines quote the row that failed
    "log_checkpoints": "off",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class Postgres:
    """A running server; `child` is its process."""

    def __init__(self, place: Place, log: Path, *, throwaway: bool = False) -> None:
        self.place = place
        settings = SETTINGS | (THROWAWAY if throwaway else {})
        _stop_leftover(place.data)
        _refuse_foreign(place.data)
        if not (place.data / "PG_VERSION").exists():
            _make_cluster(place, throwaway)
        self.socket = socket_folder(place)
        command = [str(place.programs / "postgres"), "-D", str(place.data), "-k", str(self.socket)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        self.child = Child(
            "database",
            command,
            log,
            gentle=signal.SIGINT,  # "fast": end the sessions, write everything, stop
            run_as=place.account.switch,
            folder=place.data,
        )

    @classmethod
    def at(cls, wanted: Path, log: Path, *, throwaway: bool = False) -> "Postgres":
        return cls(place_for(wanted), log, throwaway=throwaway)

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if not self.child.is_running:
                raise Refusal(
                    f"The database in {self.place.data} does not start. Its last lines:\n"
                    f"{last_lines(self.child.log)}\n"
                    "If you do not need its data, move that folder away and the next run makes a new one."
                )
            state = _pid_file(self.place.data)
            if state[:1] == [str(self.child.pid)] and state[7:8] == ["ready"]:
                return
            time.sleep(0.05)
        raise Refusal(f"The database did not become ready in {START_SECONDS} seconds: see {self.child.log}.")

    def prepare(self) -> None:
        """The application's role, its database, and what no hall may do; running it again changes nothing."""
        bootstrap = BOOTSTRAP.read_text(encoding="utf-8")
        for name in ("template1", "postgres"):
            with self._superuser(name) as connection:
                connection.execute(bootstrap)
        with self._superuser("postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                county = sql.Identifier(DATABASE)
                connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(county, county))
        with self._superuser(DATABASE) as connection:
            connection.execute(bootstrap)

    @property
    def url(self) -> str:
        return f"postgresql://{DATABASE}:{DATABASE}@/{DATABASE}?host={quote(str(self.socket))}"

    def stop(self) -> None:
        self.child.ask_to_stop()
        if not self.child.wait(6):
            self.child.kill()  # the next start recovers from its log
        if self.socket != self.place.data:
            shutil.rmtree(self.socket, ignore_errors=True)

    def _superuser(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), user="postgres", dbname=database, autocommit=True)


def _pid_file(data: Path) -> list[str]:
    """postmaster.pid: process number first, readiness eighth."""
    with contextlib.suppress(FileNotFoundError):
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    return []


def _refuse_foreign(data: Path) -> None:
    if not data.exists() or not any(data.iterdir()):
        return
    try:
        found = (data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise Refusal(
            f"{data} holds something that is not a PostgreSQL database (it has no file PG_VERSION). "
            "Move that folder away and the next run makes a new database."
        ) from None
    except PermissionError:
        raise Refusal(
            f"The database in {data} belongs to another user (was it made by root?). "
            "Run make as that user, or move the folder away to begin with a new database."
        ) from None
    if found != MAJOR:
        raise Refusal(
            f"The database in {data} was written by PostgreSQL {found[:12]!r}; this is PostgreSQL {MAJOR}. "
            "Move that folder away to begin with a new database, or carry the data over with pg_dump."
        )


def _make_cluster(place: Place, throwaway: bool) -> None:
    """initdb beside the place and rename, so that a half-made cluster never stands there."""
    fresh = place.data.with_name(place.data.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    place.account.own(fresh)
    command = [str(place.programs / "initdb"), "-D", str(fresh), "-U", "postgres"]
    command += ["--no-sync"] if throwaway else []
    # Sorting by code point on every machine alike, and messages in one language.
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--auth-local=trust", "--auth-host=reject"]
    made = subprocess.run(command, capture_output=True, text=True, cwd=fresh, **place.account.switch)  # type: ignore[call-overload]
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise Refusal(f"A database cannot be made in {place.data}:\n{made.stderr.strip()}")
    fresh.replace(place.data)


def _stop_leftover(data: Path) -> None:
    """Stop a server that an earlier, killed run left on this folder, or forget one that is gone."""
    lines = _pid_file(data) if _may_read(data) else []
    if not lines:
        return
    try:
        server = psutil.Process(int(lines[0]))
        if server.name() == "postgres" and str(data) in server.cmdline():
            server.send_signal(signal.SIGINT)
            server.wait(10)
    except psutil.TimeoutExpired:
        server.kill()
        server.wait(5)
    except (psutil.NoSuchProcess, ValueError):
        pass
    # The number may be another program's by now, and PostgreSQL would take that one for a server of its own.
    (data / "postmaster.pid").unlink(missing_ok=True)


def _may_read(data: Path) -> bool:
    try:
        return (data / "postmaster.pid").exists()
    except PermissionError:
        return False
