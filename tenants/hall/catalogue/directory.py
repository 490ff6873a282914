"""The hall's directory: its open windows floor by floor, each with what one can apply for there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from hall.catalogue.models import Matter, Window
from hall.catalogue.search import finds, texts_of_matter, texts_of_window


@dataclass(frozen=True)
class Entry:
    """One window of the directory. `joint_with`: the other windows of the same joint window."""

    window: Window
    matters: Sequence[Matter]
    joint_with: Sequence[Window]


@dataclass(frozen=True)
class Floor:
    """The windows of one floor; `number` is None when the hall does not say."""

    number: int | None
    entries: Sequence[Entry]


def directory(words: str = "") -> list[Floor]:
    """All open windows by floor and place; with words, those that fit and of their matters those that fit.

    A word may be the window's number, or be found in the window or in the matter ("民政 救助"). Two SQL
    calls, however many windows.
    """
    windows = list(Window.objects.filter(is_open=True))
    by_window: dict[object, list[Matter]] = {}
    for matter in Matter.objects.filter(is_active=True, window__is_open=True).order_by("code"):
        by_window.setdefault(matter.window_id, []).append(matter)
    asked = words.casefold().split()
    entries = []
    for window in windows:
        left = [word for word in asked if not _names(window, word)]
        matters = [
            matter
            for matter in by_window.get(window.pk, ())
            if all(finds(texts_of_matter(matter), word) for word in left)
        ]
        if matters or not left:
            entries.append(Entry(window, matters, _joint_with(window, windows)))
    return by_floor(entries)


def by_floor(entries: Sequence[Entry]) -> list[Floor]:
    """Floors from the ground up, those without one last; windows keep their order."""
    ordered = sorted(entries, key=_floor)
    return [Floor(group[0].window.floor, group) for group in (list(g) for _, g in groupby(ordered, _floor))]


def _names(window: Window, word: str) -> bool:
    return word == str(window.number) or finds(texts_of_window(window), word)


def _floor(entry: Entry) -> tuple[bool, int]:
    return entry.window.floor is None, entry.window.floor or 0


def _joint_with(window: Window, windows: Sequence[Window]) -> list[Window]:
    if not window.joint_code:
        return []
    return [each for each in windows if each.joint_code == window.joint_code and each != window]
