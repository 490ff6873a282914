"""Which system account runs the database server: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.local.refusal import Refusal

NAME = "embedded_postgres"


@dataclass(frozen=True)
class Account:
    """Who the server runs as; `switch` goes to subprocess."""

    name: str
    uid: int
    gid: int

    @property
    def switch(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)

    def can_use(self, folder: Path) -> bool:
        """May it enter the folder? Asked by trying, as it: modes, ACLs and mounts all have a say."""
        enter = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
        status: int = subprocess.call(enter, stderr=subprocess.DEVNULL, cwd="/", **self.switch)  # type: ignore[arg-type]
        return status == 0


def server_account(data: Path) -> Account:
    """Ourselves; as root the owner of the data there is, or an account made for it."""
    if os.geteuid() != 0:
        return _named(os.geteuid())
    if data.exists() and data.stat().st_uid != 0:
        return _named(data.stat().st_uid)
    try:
        return _from(pwd.getpwnam(NAME))
    except KeyError:
        return _created()


def _named(uid: int) -> Account:
    try:
        return _from(pwd.getpwuid(uid))
    except KeyError:
        raise Refusal(
            f"The database would run as user number {uid}, which has no name on this machine (no line in "
            "/etc/passwd), and PostgreSQL refuses that. Run as a user with a name, or as root."
        ) from None


def _created() -> Account:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is None:
        raise Refusal(
            "You are root, PostgreSQL refuses to run as root, and there is no useradd to make an account "
            f"for it. Make a user called {NAME}, or run make as a normal user."
        )
    made = subprocess.run(
        [useradd, "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", NAME],
        capture_output=True,
        text=True,
    )
    if made.returncode != 0:
        raise Refusal(
            f"You are root, PostgreSQL refuses to run as root, and the user {NAME} cannot be made: "
            f"{made.stderr.strip()}. Run make as a normal user."
        )
    return _from(pwd.getpwnam(NAME))


def _from(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
