"""Each window of each hall in one line of windows.txt: limits, fees, visits, papers, law, phone, floor, days."""

from functools import cache
from pathlib import Path

from support.catalogue_figures import HEADING, line
from support.numerals import numerals

from hall.packs.read import pack_codes
from hall.packs.shape import HallEntry, Pack

TABLE = Path(__file__).with_name("windows.txt")

# phone, complaint phone, floor area, floor, equipment added up, numbers in address, box and leader, staff
HALLS = {
    "jingshi": ("0000-1234701", "0000-1234702", 140, 1, 141, (1, 1), 6),
    "qingping": ("0000-1234801", "0000-1234802", None, None, 0, (12, 1), 11),
    "renyi": ("0000-1234901", "0000-1234902", None, 1, 0, (1,), 2),
    "taihu": ("0000-1234601", "0000-1234602", None, None, 0, (8, 1, 1, 1), 10),
    "zengjia": ("0000-1234501", "0000-1234502", None, None, 0, (1, 1), 12),
    "zhengwu": ("0000-2100000", "0000-2100999", None, None, 0, (66, 1, 2, 1), 30),
}
NAMES_WITH_A_NUMBER = {"jingshi": {"彭一鸣": (1,)}}


@cache
def windows() -> dict[str, list[tuple[str, ...]]]:
    """The lines of windows.txt by hall."""
    halls: dict[str, list[tuple[str, ...]]] = {}
    for row in TABLE.read_text(encoding="utf-8").splitlines():
        cells = tuple(row.split())
        if len(cells) == 1:
            halls[cells[0].strip("[]")] = []
        elif len(cells) == len(HEADING) and cells != HEADING:
            halls[[*halls][-1]].append(cells)
    return halls


def figures(hall: HallEntry) -> tuple[object, ...]:
    words = numerals(" ".join((hall.name, hall.address, hall.complaint_box, hall.leader, hall.office)))
    count = sum(each.count for each in hall.equipment)
    return hall.phone, hall.complaint_phone, hall.floor_area, hall.floor, count, words


def test_all_six_halls_stand_in_the_tables() -> None:
    assert tuple(sorted(windows())) == tuple(HALLS) == pack_codes()


def test_no_figure_of_a_window_is_another_than_in_the_table(all_packs: dict[str, Pack]) -> None:
    table = windows()
    for code, pack in all_packs.items():
        assert [line(window) for window in pack.windows] == table[code], code


def test_no_figure_of_a_hall_is_another_than_in_the_table(all_packs: dict[str, Pack]) -> None:
    for code, pack in all_packs.items():
        assert (*figures(pack.hall), len(pack.staff)) == HALLS[code], code


def test_who_has_a_number_in_the_name_or_post(all_packs: dict[str, Pack]) -> None:
    for code, pack in all_packs.items():
        found = {
            person.name: said
            for person in pack.staff
            if (said := numerals(f"{person.username} {person.name} {person.post}"))
        }
        assert found == NAMES_WITH_A_NUMBER.get(code, {}), code
