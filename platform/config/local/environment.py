"""Builds .venv from the lock file. Runs as a plain file under the system's Python, whatever its age.

So: the standard library only, no import of a sibling, and no syntax that Python 3.6 cannot parse
(an old Python must reach the sentence that says it is too old).
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

if False:  # for the type checker; an old Python has no such names
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
OLDEST = (3, 11)
NEEDED_MB = 1200  # .venv is about 700 MB, and pip unpacks beside it
FIRST = ("pip", "setuptools", "wheel")  # what builds the packages that come as source
FOREIGN = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PYTHONHOME", "PYTHONPATH")

# What pip says, and what to tell the reader; the first that matches wins.
REASONS = (
    (
        r"No space left on device|Errno 28\b|Disk quota exceeded",
        "The disk is full: free about {needed} MB and run make again.",
    ),
    (
        r"[Uu]nable to execute '?\S*(gcc|cc|clang)|No such file or directory: '?\S*(gcc|cc|clang)'?"
        r"|linker `?\S*cc`? not found|No (acceptable )?C compiler|command '\S*(gcc|cc|clang)\S*' failed"
        r"|Unknown compiler|Python\.h: No such file",
        "A package has no ready build for this machine and no compiler to make one. "
        "Install a compiler and Python's headers (Debian: apt install build-essential python3-dev), "
        "then run make again.",
    ),
    (
        r"THESE PACKAGES DO NOT MATCH THE HASHES",
        "A downloaded package is not the one the lock file names, so nothing was installed. "
        "Try again; if it stays, the download source is changing packages on the way.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "The package index was reached, but its certificate is not trusted here. "
        "Behind an inspecting proxy, point PIP_CERT at the proxy's certificate.",
    ),
    (
        r"name resolution|NewConnectionError|Failed to establish a new connection|Max retries exceeded"
        r"|ConnectTimeout|ReadTimeout|ProxyError|Network is unreachable|Connection (refused|reset|aborted)"
        r"|nodename nor servname|from versions: none",
        "The package index cannot be reached. Check the network "
        "(or PIP_INDEX_URL, if this machine uses a mirror) and run make again.",
    ),
    (
        r"No matching distribution found|requires a different Python",
        "A pinned package does not exist for this Python or this machine. "
        "Try another Python: make PYTHON=python3.12 env.",
    ),
    (
        r"Permission denied|Errno 13\b|Read-only file system",
        "A folder may not be written. See that {root} and its .venv belong to you.",
    ),
)


class Refused(Exception):
    """Cannot go on; the text is the sentence the reader needs."""


def check_python(version: "tuple[int, ...]", executable: str) -> None:
    if tuple(version[:2]) < OLDEST:
        raise Refused(
            f"Python {version[0]}.{version[1]} is too old ({executable}): "
            f"County Halls needs Python {OLDEST[0]}.{OLDEST[1]} or newer. "
            "Install one (Debian 12: apt install python3) or name it: make PYTHON=/path/to/python3 env"
        )


def check_modules(find: "Callable[[str], object]" = __import__) -> None:
    for name in ("venv", "ensurepip", "ssl"):
        try:
            find(name)
        except ImportError:
            raise Refused(
                f"{sys.executable} lacks the module {name}, so it cannot build an environment. "
                "Debian and Ubuntu keep it apart: apt install python3-venv, then run make again."
            ) from None


def check_place(root: Path) -> None:
    if not os.access(str(root), os.W_OK):
        raise Refused(f"The folder {root} may not be written by you, so .venv cannot be built in it.")
    free = shutil.disk_usage(str(root)).free // 1_000_000
    if free < NEEDED_MB:
        raise Refused(f"Only {free} MB are free in {root}; the environment needs about {NEEDED_MB} MB.")


def explain(said: str, root: Path = ROOT) -> "str | None":
    """The sentence for what pip said, or None when it is nothing we know."""
    for pattern, sentence in REASONS:
        if re.search(pattern, said):
            return sentence.format(needed=NEEDED_MB, root=root)
    return None


def fingerprint(root: Path) -> "dict[str, str]":
    def digest(name: str) -> str:
        return hashlib.sha256((root / name).read_bytes()).hexdigest()

    return {
        "root": str(root),  # a moved folder breaks the paths inside .venv
        "lock": digest("requirements-dev.lock"),
        "project": digest("pyproject.toml"),
    }


def read_stamp(venv: Path) -> "dict[str, str]":
    """What .venv was built from; empty when it was never finished."""
    try:
        stamp: dict[str, str] = json.loads((venv / "built-from.json").read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def is_alive(venv: Path) -> bool:
    """False when the Python it stands on was removed or replaced by another version."""
    python = venv / "bin" / "python"
    if not python.exists():
        return False
    return subprocess.run([str(python), "-c", "import babel"], capture_output=True).returncode == 0


def blocks(lock_text: str) -> "dict[str, str]":
    """The lock file's requirements by name, each with its hashes."""
    found = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock_text):
        match = re.match(r"([A-Za-z0-9._-]+)(\[\S+\])?==", block)
        if match:
            found[match.group(1)] = block
    return found


class Builder:
    """One attempt at building .venv, with everything pip said kept in a log."""

    def __init__(self, root: Path, var: Path) -> None:
        self.root = root
        self.venv = root / ".venv"
        self.python = str(self.venv / "bin" / "python")
        self.log = var / "log" / "environment.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.write_text("")
        self.environ = {k: v for k, v in os.environ.items() if k not in FOREIGN}
        self.environ["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
        self.environ["PIP_NO_INPUT"] = "1"

    def rebuild(self) -> None:
        lock = self.root / "requirements-dev.lock"
        wanted = blocks(lock.read_text())
        say(f"Building .venv with {len(wanted)} packages from the lock file (a minute or two, once) ...")
        self.call([sys.executable, "-m", "venv", "--clear", str(self.venv)])
        # The tools that build source packages come first and locked too, so that pip need not
        # fetch unlocked ones for an isolated build.
        tools = self.venv / "tools.lock"
        tools.write_text("\n".join(wanted[name] for name in FIRST) + "\n")
        self.pip("--require-hashes", "-r", str(tools))
        self.pip("--require-hashes", "--no-build-isolation", "-r", str(lock), total=len(wanted))
        self.link()

    def link(self) -> None:
        """Puts platform/, tenants/ and graphql/ on the environment's path."""
        self.pip("--no-build-isolation", "-e", str(self.root))

    def pip(self, *arguments: str, total: int = 0) -> None:
        command = [self.python, "-m", "pip", "install", "--no-deps", "--progress-bar", "off"]
        self.call(command + list(arguments), total=total)

    def call(self, command: "list[str]", total: int = 0) -> None:
        said = []
        with self.log.open("a") as log:
            log.write("$ " + " ".join(command) + "\n")
            process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                env=self.environ,
                cwd=str(self.root),
            )
            seen = 0
            for line in process.stdout or ():
                log.write(line)
                said.append(line)
                if total and line.startswith("Collecting "):
                    seen += 1
                    show_progress(seen, total)
            end_progress(seen)
        if process.wait() != 0:
            sentence = explain("".join(said), self.root)
            if sentence is None:
                sentence = "The environment could not be built:\n" + "".join(
                    "    " + line for line in said[-8:]
                )
            raise Refused(f"{sentence}\nWhole log: {self.log}")


def build(root: Path, var: Path) -> None:
    """Brings .venv in step with the lock file and the project; says what it did, or nothing."""
    venv, wanted = root / ".venv", fingerprint(root)
    stamp = read_stamp(venv)
    if stamp != wanted or not is_alive(venv):
        check_modules()
        check_place(root)
        builder = Builder(root, var)
        if stamp:
            (venv / "built-from.json").unlink()  # until it is whole again
        if {**stamp, "project": ""} == {**wanted, "project": ""} and is_alive(venv):
            builder.link()
        else:
            builder.rebuild()
        (venv / "built-from.json").write_text(json.dumps(wanted))
        say("The environment is ready.")
    compile_catalogues(root, venv)


def compile_catalogues(root: Path, venv: Path) -> None:
    """Translations, from text to what gettext reads; a bare machine has no msgfmt, so Babel does it."""
    folder = root / "platform" / "config" / "locale"
    for po in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        command = [str(venv / "bin" / "pybabel"), "-q", "compile", "-i", str(po), "-o", str(mo)]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise Refused(f"The translations in {po} do not compile:\n{done.stdout}")


@contextlib.contextmanager
def alone(var: Path) -> "Iterator[None]":
    """Two makes at once would build into one another."""
    import fcntl

    try:
        var.mkdir(parents=True, exist_ok=True)
        handle = (var / "environment.lock").open("w")
    except OSError as error:
        raise Refused(f"The folder {var} may not be written: {error.strerror}.") from None
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another make is building the environment; waiting for it ...")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def say(text: str) -> None:
    print(text, flush=True)


def show_progress(seen: int, total: int) -> None:
    if sys.stdout.isatty():
        print(f"\r  {min(seen, total)} of {total} packages", end="", flush=True)


def end_progress(seen: int) -> None:
    if seen and sys.stdout.isatty():
        print()


def main() -> int:
    try:
        check_python(tuple(sys.version_info[:3]), sys.executable)
        if os.name != "posix":
            raise Refused("County Halls runs on Linux and macOS; on Windows use WSL.")
        var = Path(os.environ.get("VAR_DIR") or ROOT / "var")
        with alone(var):
            build(ROOT, var)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{explain(str(error)) or 'The environment could not be built.'} ({error})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; the next make starts the environment again.", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
