"""The figures of a window in one line of a table: any single number of the window or its matters shows in it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from support.numerals import numerals

from hall.packs.shape import MatterEntry, WindowEntry

HEADING = (
    "no", "floor", "phone", "days", "window", "matters", "statutory", "promised", "fees", "visits", "originals",
    "copies", "law", "words",
)  # fmt: skip
NONE = "-"


@lru_cache(maxsize=1000)
def line(window: WindowEntry) -> tuple[str, ...]:
    """One line under HEADING. `no`: `43+` is the window after 43. `law`: the numbers of all legal bases added up,
    `words`: those of all other texts (`一寸照片` counts 1). Limits are added up whatever their unit, fees in yuan."""
    matters = window.matters
    papers = [material for matter in matters for material in matter.materials]
    return (
        f"{window.stands_after}+" if window.number is None else str(window.number),
        str(window.floor or NONE),
        window.phone or NONE,
        ",".join(map(str, window.days_of_month)) or NONE,
        window.code,
        in_short([matter.code for matter in matters]) or NONE,
        str(sum(matter.statutory.amount for matter in matters)),
        str(sum(matter.promised.amount for matter in matters)),
        str(sum(matter.fee for matter in matters)),
        str(sum(matter.visits for matter in matters)),
        str(sum(each.original for each in papers)),
        str(sum(each.copies for each in papers)),
        added_up(matter.legal_basis for matter in matters),
        added_up(_words(window)),
    )


def added_up(texts: Iterable[str]) -> str:
    return f"{sum(number for text in texts for number in numerals(text)):g}"


def in_short(codes: list[str]) -> str:
    """`ZJ-MZ-01..06` for six codes that count on; `ZJ-MZ-01,ZJ-MZ-03` for two that do not."""
    runs: list[list[str]] = []
    for code in codes:
        prefix, _, number = code.rpartition("-")
        if runs and f"{prefix}-{int(number) - 1:02}" == runs[-1][-1]:
            runs[-1].append(code)
        else:
            runs.append([code])
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}..{run[-1][-2:]}" for run in runs)


def _words(window: WindowEntry) -> Iterator[str]:
    yield from (window.name, window.english, window.joint_code, *window.departments)
    for service in window.services:
        yield from (service.code, service.name, service.english)
    for matter in window.matters:
        yield from _words_of_matter(matter)


def _words_of_matter(matter: MatterEntry) -> Iterator[str]:
    yield from (matter.name, matter.english, matter.service, matter.department, matter.fee_basis)
    for material in matter.materials:
        yield from (material.name, material.english, material.note)
