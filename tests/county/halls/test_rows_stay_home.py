"""A row of one hall is not written in another, and cannot overwrite one there."""

import copy
import pickle
from uuid import UUID

import pytest
from support import build

from county.halls import HallBorder, inside
from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.catalogue.models import Window

pytestmark = pytest.mark.django_db


@pytest.fixture
def window(east) -> Window:
    with inside(east):
        return Window.objects.get(code="civil-affairs")


def test_a_row_read_in_one_hall_is_not_saved_in_another(window, west):
    window.name = "east's"

    with inside(west):
        with pytest.raises(HallBorder, match="read in east, not in west"):
            window.save()
        with pytest.raises(HallBorder):
            window.delete()
        with pytest.raises(HallBorder):
            window.refresh_from_db()
        assert sorted(Window.objects.values_list("name", flat=True)) == ["国土", "民政"]


def test_nor_in_the_county(window):
    with pytest.raises(HallBorder, match="not in public"):
        window.save()


@pytest.mark.parametrize("carry", [copy.copy, copy.deepcopy, lambda row: pickle.loads(pickle.dumps(row))])
def test_a_copy_remembers_where_it_was_read(window, west, carry):
    with inside(west), pytest.raises(HallBorder):
        carry(window).save()


def test_a_row_made_in_one_hall_belongs_there_from_its_first_save(east, west):
    made = Window(number=9, code="new", name="新")
    with inside(east):
        made.save()

    with inside(west):
        with pytest.raises(HallBorder):
            made.save()
        assert not Window.objects.filter(code="new").exists()


def test_keys_of_two_halls_never_meet(east, west, cast):
    """UUIDv7: even past the guard, a row of east has no row of west to overwrite."""

    def keys(clerk: Actor) -> set[UUID]:
        cases = {build.case(clerk, key=f"k{n}").pk for n in range(3)}
        return cases | set(Window.objects.values_list("pk", flat=True))

    with inside(east):
        mine = keys(cast.ana)
    with inside(west):
        theirs = keys(cast.wei)

    assert len(mine) == len(theirs) == 5
    assert mine & theirs == set()
    assert {key.version for key in mine | theirs} == {7}


def test_a_row_is_saved_again_at_home(window, east):
    with inside(east):
        window.name = "民政二"
        window.save()
        assert Window.objects.get(pk=window.pk).name == "民政二"


def test_a_case_of_another_hall_is_not_found_here(east, west, cast):
    with inside(east):
        case = build.case(cast.ana)

    with inside(west):
        assert not Case.objects.filter(pk=case.pk).exists()
