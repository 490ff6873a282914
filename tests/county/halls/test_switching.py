"""Entering and leaving: path and role change together, and always come back."""

import contextlib

import pytest
from django.db import DataError, ProgrammingError, connection, transaction
from support import build

from county.halls import PUBLIC, HallBorder, HallRef, inside, leave
from county.registry.models import Hall, User
from hall.cases.models import Case
from hall.catalogue.models import Matter

pytestmark = pytest.mark.django_db


def where() -> tuple[str, str]:
    """Schema and role as PostgreSQL sees them, not as Python believes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        return cursor.fetchone()


def login() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        return cursor.fetchone()[0]


def test_a_hall_is_its_schema_and_its_role(east):
    with inside(east):
        assert where() == ("east", "hall_east")
    assert where() == (PUBLIC, login())


def test_an_error_inside_leaves_the_hall(east):
    with pytest.raises(ZeroDivisionError), inside(east):
        _ = 1 / 0

    assert where() == (PUBLIC, login())


def test_the_way_from_one_hall_into_another_is_refused(east, west):
    with inside(east), pytest.raises(HallBorder, match="Already inside east"), inside(west):
        pytest.fail("entered")


def test_the_same_hall_may_be_entered_again(east):
    with inside(east):
        with inside(east):
            assert where() == ("east", "hall_east")
        assert where() == ("east", "hall_east")


def test_the_county_is_not_a_hall():
    county = HallRef(0, "public", "public", "", "", "active", "")

    with pytest.raises(HallBorder, match="not a hall"), inside(county):
        pytest.fail("entered")


def test_the_librarys_way_in_is_shut(east):
    row = Hall.objects.get(code="east")

    with pytest.raises(HallBorder, match="inside"), row:
        pytest.fail("entered")
    assert where() == (PUBLIC, login())
    assert Hall._previous_tenant == []


def test_a_hall_that_has_no_role_cannot_be_entered():
    nowhere = HallRef(0, "nowhere", "nowhere", "", "", "active", "")

    with transaction.atomic():
        with inside(nowhere), pytest.raises(DataError, match="hall_nowhere"):
            Case.objects.count()
        transaction.set_rollback(True)
    assert where() == (PUBLIC, login())


def test_a_rolled_back_savepoint_gives_back_path_and_role(east):
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        connection.cursor().close()
        with inside(east), transaction.atomic():
            assert where() == ("east", "hall_east")
            _ = 1 / 0
    assert where() == (PUBLIC, login())


def test_a_savepoint_rolled_back_inside_a_hall_stays_inside(east):
    with inside(east):
        with contextlib.suppress(ZeroDivisionError), transaction.atomic():
            assert where() == ("east", "hall_east")
            _ = 1 / 0
        assert where() == ("east", "hall_east")


def test_a_switch_made_after_the_savepoint_is_not_believed_after_its_rollback(east, west):
    with inside(east):
        where()
    before = transaction.savepoint()
    with inside(west):
        assert where() == ("west", "hall_west")
        # PostgreSQL forgets the switch to west together with the savepoint.
        transaction.savepoint_rollback(before)
        assert where() == ("west", "hall_west")
    assert where() == (PUBLIC, login())


def test_a_failed_statement_does_not_keep_the_hall_open(east):
    with contextlib.suppress(ProgrammingError), transaction.atomic(), inside(east):
        User.objects.count()
    assert where() == (PUBLIC, login())


def test_a_lazy_queryset_taken_out_of_its_hall_fails(east, cast):
    with inside(east):
        build.case(cast.ana)
        lazy = Case.objects.all()

    with pytest.raises(ProgrammingError, match="cases_case"), transaction.atomic():
        list(lazy)


def test_a_lazy_queryset_never_brings_rows_of_the_hall_it_was_made_in(east, west, cast):
    with inside(east):
        build.case(cast.ana)
        lazy = Case.objects.all()

    with inside(west):
        assert list(lazy) == []


def test_a_related_row_is_not_fetched_in_another_hall(east, west, cast):
    with inside(east):
        case = build.case(cast.ana)
        case = Case.objects.get(pk=case.pk)

    with inside(west), pytest.raises(Matter.DoesNotExist):
        _ = case.matter


def test_leave_closes_whatever_was_left_open(east):
    entered = inside(east)
    entered.__enter__()
    leave()

    assert where() == (PUBLIC, login())
