"""The two lock files: written from pyproject.toml, and checked against it without a network."""

import re
import subprocess
import sys
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from config.local.environment import blocks
from config.local.other_pythons import left_out
from config.local.places import ROOT

PROJECT = ROOT / "pyproject.toml"
LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
# No address of an index, no machine's path: a lock says what, never from where.
WRITE = ["pip-compile", "--quiet", "--generate-hashes", "--allow-unsafe", "--no-header", "--strip-extras"]
WRITE += ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options"]


def write_locks(arguments: list[str]) -> int:
    """Pins stay unless pyproject.toml asks otherwise; --upgrade takes the newest."""
    program = [str(ROOT / ".venv" / "bin" / WRITE[0]), *WRITE[1:], *arguments]
    runtime = [*program, "--extra", "local", "-o", LOCK, "pyproject.toml"]
    everything = [*program, "--all-extras", "-c", LOCK, "-o", DEV_LOCK, "pyproject.toml"]
    for command in (runtime, everything):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"The lock could not be written:\n{done.stderr}", file=sys.stderr)
            return done.returncode
    return 0


def faults() -> list[str]:
    """Where the locks and the project disagree; empty when they are in step."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    texts = {name: (ROOT / name).read_text(encoding="utf-8") for name in (LOCK, DEV_LOCK)}
    pins = {name: pinned(text) for name, text in texts.items()}
    wanted = {LOCK: project["dependencies"] + extras["local"]}
    wanted[DEV_LOCK] = wanted[LOCK] + extras["dev"]
    found = [
        f"{lock}: {need} is not pinned to a version it allows"
        for lock, needs in wanted.items()
        for need in map(Requirement, needs)
        if not allows(need, pins[lock])
    ]
    for lock, needs in wanted.items():
        found += [f"{lock}: {fault}" for fault in left_out(needs, pins[lock])]
    for name, version in pins[LOCK].items():
        if pins[DEV_LOCK].get(name) != version:
            found.append(f"{name} is {version} in {LOCK} but {pins[DEV_LOCK].get(name)} in {DEV_LOCK}")
    for lock, text in texts.items():
        found += [f"{lock} says where packages came from: {line}" for line in sources_in(text)]
        found += [
            f"{lock}: {name} has no hash" for name, block in blocks(text).items() if "--hash=" not in block
        ]
    return found


def allows(need: Requirement, pins: dict[str, str]) -> bool:
    version = pins.get(canonicalize_name(need.name))
    return version is not None and need.specifier.contains(version, prereleases=True)


def pinned(lock_text: str) -> dict[str, str]:
    return {
        str(canonicalize_name(name)): re.search(r"==([^\s;]+)", block)[1]  # type: ignore[index]
        for name, block in blocks(lock_text).items()
    }


def sources_in(lock_text: str) -> list[str]:
    return re.findall(r"^.*(?:://|--index-url|--find-links|--trusted-host| @ ).*$", lock_text, re.MULTILINE)


if __name__ == "__main__":
    disagreements = faults()
    print("\n".join(disagreements) or "The locks are in step with pyproject.toml.")
    if disagreements:
        print("Write them anew: make lock")
    sys.exit(1 if disagreements else 0)
