"""PostgreSQL alone: pgbench, which comes with the embedded server, says our SQL as fast as eight clients can."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from loadtests.bench.intake.clients import CLIENTS, Answered, Unanswered

from config.local.postgres_place import packaged_programs


class Pgbench:
    """Our statements as scripts, one a hall; it takes them in random order."""

    def __init__(self, url: str, scripts: Sequence[str], folder: Path) -> None:
        parts = urlsplit(url)
        self.log = folder / "pgbench"
        self.command = [str(packaged_programs() / "pgbench"), "--no-vacuum", "--protocol=simple"]
        self.command += [f"--client={CLIENTS}", "--jobs=1", "--log", f"--log-prefix={self.log}"]
        self.command += ["--host", parse_qs(parts.query)["host"][0], "--username", str(parts.username)]
        for number, script in enumerate(scripts):
            file = folder / f"{number}.sql"
            file.write_text(script, encoding="utf-8")
            self.command += ["--file", str(file)]
        self.database = parts.path.strip("/")

    def start(self, seconds: float) -> subprocess.Popen[str]:
        for old in self.log.parent.glob(f"{self.log.name}.*"):
            old.unlink()
        # A backend's first statements are slow, so what came before the turn proper is not counted.
        command = [*self.command, f"--time={max(1, round(seconds))}", self.database]
        return subprocess.Popen(  # noqa: S603 - our own arguments
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def finish(self, process: subprocess.Popen[str], since: float) -> Answered:
        """The transactions that ended after `since` (seconds since the epoch). Raises Unanswered when one failed."""
        said, _ = process.communicate(timeout=60)
        if process.returncode != 0 or "number of failed transactions: 0 " not in said:
            raise Unanswered(said[:2_000])
        ended, milliseconds = time.time(), []
        for file in self.log.parent.glob(f"{self.log.name}.*"):
            for line in file.read_text().splitlines():
                _client, _count, took, _script, second, micro, *_ = map(int, line.split())
                if since <= second + micro / 1e6:
                    milliseconds.append(took / 1000)
        return Answered(ended - since, milliseconds)
