"""Deleting what halls point at by number: the county neither looks into halls nor is held up by them."""

import pytest
from django.db import connection
from support import build

from county.halls import inside
from county.registry.models import Department, Hall, User
from hall.cases.models import Case, CaseEvent
from hall.people.models import Staff

pytestmark = pytest.mark.django_db


def test_a_user_who_goes_leaves_staff_and_cases_as_they_were(east, cast, django_capture_on_commit_callbacks):
    with inside(east):
        build.case(cast.ana)
        before = list(Case.objects.values_list()), list(Staff.objects.order_by("pk").values_list())

    deleted, models = User.objects.get(pk=cast.ana.id).delete()

    assert (deleted, models) == (2, {"registry.User": 1, "registry.Membership": 1})
    with inside(east):
        assert (list(Case.objects.values_list()), list(Staff.objects.order_by("pk").values_list())) == before
        assert CaseEvent.objects.get().actor_name == "Ana", "who did it stays readable"


def test_a_department_is_deleted_without_a_look_into_any_hall(east, django_assert_max_num_queries):
    department = Department.objects.create(code="civil_affairs", name="民政局")

    with django_assert_max_num_queries(4):
        department.delete()


def test_a_hall_that_goes_leaves_its_schema_to_be_dropped_on_purpose(own_schema):
    """No click in an administration page drops a hall's data."""
    Hall.objects.filter(code="east").delete()

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'east'")
        assert cursor.fetchone()[0] > 10


@pytest.fixture
def own_schema(east) -> None:
    assert Hall.auto_drop_schema is False
