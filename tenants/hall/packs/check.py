"""What must hold between the tables of a pack: names that exist, codes that are used once, promises kept in law."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from hall.catalogue.models import Window
from hall.packs.shape import MatterEntry, Pack, WindowEntry
from rules.classification import Term

Complaint = tuple[str, str]  # file, sentence


def check_pack(pack: Pack, code: str, departments: Collection[str]) -> Iterator[Complaint]:
    """Every complaint about the pack, the first first; none when it is sound."""
    if pack.hall.code != code:
        yield "hall.toml", f"code is {pack.hall.code}, but the folder is {code}."
    numbers = [window.number for window in pack.windows if window.number is not None]
    yield from _once("windows", "window number", numbers)
    yield from _once("windows", "window code", (window.code for window in pack.windows))
    yield from _once("windows", "service", (each.code for window in pack.windows for each in window.services))
    yield from _once("windows", "matter", (each.code for window in pack.windows for each in window.matters))
    yield from _once("staff.toml", "username", (person.username for person in pack.staff))
    for window in pack.windows:
        for sentence in _window_faults(window, departments):
            yield f"windows ({window.code})", sentence
    yield from _lonely(pack.windows)
    codes = {window.code for window in pack.windows}
    for person in pack.staff:
        # Users are the county's: a pack must not be able to claim another hall's people.
        if not person.username.startswith(f"{code}."):
            yield "staff.toml", f"username {person.username} must begin with {code}."
        for unknown in sorted(set(person.windows) - codes):
            yield "staff.toml", f"{person.username} serves {unknown}, which is no window of this hall."


def _window_faults(window: WindowEntry, departments: Collection[str]) -> Iterator[str]:
    if (window.number is None) is (window.stands_after is None):
        yield "it needs a number, or the number it stands_after, and not both."
    yield from _provider_faults(window)
    for unknown in sorted(set(window.departments) - set(departments)):
        yield f"departments names {unknown}, which the county does not have."
    services = {service.code for service in window.services}
    for matter in window.matters:
        if matter.service not in services:
            yield f"{matter.code}: service {matter.service} is not hosted by this window."
        if matter.department not in window.departments:
            yield f"{matter.code}: department {matter.department} is not at this window."
        yield from _promise_faults(matter)


def _provider_faults(window: WindowEntry) -> Iterator[str]:
    if window.provider == Window.Provider.SELF_SERVICE:
        if window.matters:
            yield "nobody takes in a case at a self-service window: it can have no matters."
    elif not window.departments:
        yield "departments must name one department or more (for a firm: who oversees it)."


def _lonely(windows: Iterable[WindowEntry]) -> Iterator[Complaint]:
    """A joint window is joint with another one."""
    joint = Counter(window.joint_code for window in windows if window.joint_code)
    for code, times in joint.items():
        if times == 1:
            yield "windows", f"joint_code {code} is at one window only; a joint window has two or more."


def _promise_faults(matter: MatterEntry) -> Iterator[str]:
    if matter.promised.unit is not matter.statutory.unit:
        yield f"{matter.code}: promised_unit and statutory_unit must be the same, or nobody can compare them."
    elif matter.promised.amount > matter.statutory.amount:
        yield f"{matter.code}: promised_limit is longer than statutory_limit."
    if (matter.term is Term.INSTANT) != (matter.promised.amount == 0):
        yield f"{matter.code}: an instant matter, and no other, has promised_limit = 0."


def _once(file: str, what: str, values: Iterable[object]) -> Iterator[Complaint]:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            yield file, f"{what} {value} occurs twice."
        seen.add(value)
