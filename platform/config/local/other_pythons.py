"""Would another supported Python want a package that the lock leaves out?

pip-compile resolves for the Python it runs on, and a marker such as `python_full_version < "3.11.3"` is then
silently decided for everybody. So the installed packages' own requirements are walked again for each.
"""

from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PYTHONS = ("3.11.2", "3.11.9", "3.12.3", "3.13.0")  # the first is Debian 12's


def left_out(wanted: Iterable[str], pins: dict[str, str]) -> list[str]:
    """`name, which other wants on Python x`, for each package without a pin."""
    found = []
    for python in PYTHONS:
        for name, parent in _closure(wanted, python):
            if name not in pins and parent in pins:
                found.append(f"{name}, which {parent} wants on Python {python}, is not pinned")
    return found


def _closure(wanted: Iterable[str], python: str) -> list[tuple[str, str]]:
    """Every (package, who wants it) below the requirements, as that Python would decide the markers."""
    waiting = [(Requirement(text), "", "pyproject.toml") for text in wanted]
    seen: set[tuple[str, str]] = set()
    found = []
    while waiting:
        need, extra, parent = waiting.pop()
        environment = {
            "python_full_version": python,
            "python_version": python.rpartition(".")[0],
            "extra": extra,
        }
        if need.marker is not None and not need.marker.evaluate(environment):
            continue
        name = str(canonicalize_name(need.name))
        found.append((name, parent))
        for wanted_extra in {"", *need.extras} - {e for n, e in seen if n == name}:
            seen.add((name, wanted_extra))
            waiting += [(Requirement(text), wanted_extra, name) for text in _requirements_of(name)]
    return sorted(set(found))


def _requirements_of(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # not for this machine; what it would want cannot be known here
        return []
