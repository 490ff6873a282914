"""The directory: floors from the ground up, windows by place, and what a word finds in window or matter."""

import pytest
from support import build

from county.halls import HallRef
from hall.catalogue.directory import directory
from hall.catalogue.models import Window

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_east")]


def shown(words: str = "") -> list[tuple[int | None, list[tuple[str, list[str]]]]]:
    """Floor by floor: the codes of its windows, and of their matters."""
    return [
        (
            floor.number,
            [(entry.window.code, [matter.code for matter in entry.matters]) for entry in floor.entries],
        )
        for floor in directory(words)
    ]


@pytest.fixture
def _two_floors(in_east: HallRef) -> None:
    Window.objects.filter(code="civil-affairs").update(floor=2)
    Window.objects.create(number=3, floor=1, code="bank", name="自助银行", provider="self_service")
    Window.objects.create(stands_after=3, floor=1, code="a-general", name="综合窗口", joint_code="pair")
    Window.objects.create(number=4, floor=1, code="tax", name="税务", joint_code="pair")
    Window.objects.create(number=9, code="somewhere", name="别处")


@pytest.mark.usefixtures("_two_floors")
def test_windows_stand_by_floor_and_place_also_those_without_matters() -> None:
    assert shown() == [
        (1, [("bank", []), ("a-general", []), ("tax", [])]),
        (2, [("civil-affairs", ["M-0", "M-10"])]),
        (None, [("somewhere", [])]),
    ]


@pytest.mark.usefixtures("_two_floors")
def test_a_joint_window_names_the_others() -> None:
    ground = directory()[0].entries
    assert [[other.code for other in entry.joint_with] for entry in ground] == [[], ["tax"], ["a-general"]]


@pytest.mark.usefixtures("_two_floors")
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lsjz", [("civil-affairs", ["M-10"])]),  # the first letters of a matter
        ("民政", [("civil-affairs", ["M-0", "M-10"])]),  # a window, with all its matters
        ("民政 津贴", [("civil-affairs", ["M-0"])]),  # a word of the window and one of the matter
        ("zzyh", [("bank", [])]),
        ("4", [("tax", [])]),  # a number, whole
        ("1 津贴", [("civil-affairs", ["M-0"])]),
        ("国土", []),  # it is closed
        ("税务 救助", []),
    ],
)
def test_a_word_is_found_in_the_window_or_in_the_matter(words: str, found: list) -> None:
    assert [entry for _, entries in shown(words) for entry in entries] == found


def test_it_takes_two_calls_however_many_windows(django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        directory()
    for n in range(10, 70):
        window = Window.objects.create(number=n, code=f"w-{n}", name="窗口", departments=["tax"])
        build._matter(window, f"N-{n}", "事项", term="instant", promised_limit=0)
    with django_assert_num_queries(2):
        assert sum(len(floor.entries) for floor in directory()) == 61
