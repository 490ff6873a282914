"""What injected SQL cannot do from inside a hall, on the application's own connection."""

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction
from psycopg import Cursor, errors
from psycopg.sql import SQL
from support import build

from county.halls import inside
from county.registry.departments import department_names
from county.registry.models import Department
from hall.cases.models import Case

pytestmark = pytest.mark.django_db


def run(sql: object, params: object = None) -> list[tuple[object, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def whoami() -> str:
    return str(run("SELECT current_user")[0][0])


@pytest.fixture
def secret(west, cast) -> str:
    """A case of the neighbour."""
    with inside(west):
        return build.case(cast.wei, applicant_name="王秘密").number


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM west.cases_case",
        "UPDATE west.cases_case SET applicant_name = 'x' RETURNING 1",
        "DELETE FROM west.cases_case RETURNING 1",
        "INSERT INTO west.cases_daycounter VALUES ('2026-03-04', 99) RETURNING 1",
        "WITH x AS (SELECT * FROM west.cases_case) SELECT * FROM x",
        "SELECT query_to_xml('SELECT * FROM west.cases_case', true, false, '')",
        "SELECT table_to_xml('west.cases_case', true, false, '')",
    ],
)
def test_a_neighbours_table_is_permission_denied(secret, east, west, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="permission denied for schema west") as refused:
            run(sql)
        assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)
    with inside(west):
        assert list(Case.objects.values_list("number", "applicant_name")) == [(secret, "王秘密")]


@pytest.mark.parametrize(
    "table",
    [
        "registry_user",
        "registry_membership",
        "registry_hall",
        "registry_domain",
        "registry_integrator",
        "registry_attempt",
        "django_session",
        "oauth2_provider_accesstoken",
        "rollup_casefact",
        "rollup_dailytally",
        "public.django_migrations",
    ],
)
def test_a_hall_cannot_read_the_countys_tables(east, table):
    with inside(east), pytest.raises(ProgrammingError, match="permission denied"):
        run(f"SELECT * FROM {table}")


@pytest.mark.parametrize(
    "sql", ["SELECT * INTO TEMP regulations_regulationversion FROM regulations_regulationversion"]
)
def test_a_hall_makes_no_table_that_comes_before_its_own(east, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="permission denied to create temporary tables") as refused:
            run(sql)
        assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)
        assert run("SELECT count(*) FROM pg_class WHERE relpersistence = 't'") == [(0,)]


def test_a_hall_reads_the_published_calendar_and_cannot_change_it(east):
    with inside(east):
        assert run("SELECT number FROM standards_calendarversion") == [(1,)]
        for sql in (
            "DELETE FROM standards_calendarversion",
            "UPDATE standards_calendarversion SET number = 2",
        ):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(sql)


def test_a_hall_reads_what_departments_are_called_and_cannot_change_it(east):
    Department.objects.create(code="water", name="水利局", english="Water")
    with inside(east):
        assert department_names(["water", "unheard_of"]) == {"water": "水利局", "unheard_of": "unheard_of"}
        for sql in ("DELETE FROM registry_department", "UPDATE registry_department SET name = 'x'"):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1; RESET ROLE; SELECT * FROM west.cases_case",
        "SELECT 1; SET ROLE hall_west",
        "SELECT 1; DROP TABLE cases_case",
        "SELECT 1; COMMIT",
    ],
)
def test_several_statements_in_one_call_are_refused(secret, east, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="multiple commands"):
            run(sql)
        assert whoami() == "hall_east"


def test_several_statements_with_parameters_are_refused_too(secret, east):
    with inside(east):
        with pytest.raises(ProgrammingError, match="multiple commands"):
            run("SELECT %s; RESET ROLE; SELECT * FROM west.cases_case", [1])
        assert whoami() == "hall_east"


@pytest.mark.parametrize(
    "sql",
    [
        "SET ROLE hall_west",
        "set local role hall_west",
        "RESET ROLE",
        "RESET ALL",
        "DISCARD ALL",
        "SET SESSION AUTHORIZATION DEFAULT",
        "SET search_path = west, public",
        "  \n SET ROLE hall_west",
        "/* SELECT */ SET ROLE hall_west",
        "-- SELECT\nSET ROLE hall_west",
        "DO $$ BEGIN EXECUTE 'SET ROLE hall_west'; END $$",
        "CALL anything()",
        "COPY cases_case TO PROGRAM 'id'",
        "CREATE TABLE mine (x int)",
        "CREATE TEMP TABLE mine (x int)",
        "PREPARE mine AS SELECT 1",
        "COMMIT",
        "ROLLBACK",
        "GRANT hall_west TO hall_east",
        b"SET ROLE hall_west",
        SQL("SET ROLE hall_west"),
        "",
    ],
)
def test_only_statements_about_rows_are_sent_from_inside(secret, east, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="only rows are read and written"):
            run(sql)
        assert whoami() == "hall_east"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT set_config('role', 'hall_west', false)",
        "SELECT U&\"set\\005fconfig\"('role', 'none', false)",
        "SELECT query_to_xml('SELECT set_' || 'config(''role'', ''hall_west'', false)', true, false, '')",
    ],
)
def test_a_role_cannot_be_changed_from_within_a_select(secret, east, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="permission denied for function set_config"):
            run(sql)
        assert whoami() == "hall_east"


def test_a_set_hidden_in_a_function_that_runs_text_is_refused(east):
    with inside(east):
        with pytest.raises(DatabaseError):
            run("SELECT query_to_xml('SET ROLE hall_west', true, false, '')")
        assert whoami() == "hall_east"


def test_copy_is_refused(east):
    with inside(east), pytest.raises(errors.InsufficientPrivilege, match="COPY"), transaction.atomic():
        connection.cursor().copy("COPY cases_case TO STDOUT")


def test_many_rows_by_one_call_pass_and_many_statements_do_not(east):
    with inside(east), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO cases_daycounter VALUES (%s, 1)", [["2026-01-01"], ["2026-01-02"]])
        assert run("SELECT count(*) FROM cases_daycounter") == [(2,)]
        with pytest.raises(ProgrammingError, match="only rows"), transaction.atomic():
            cursor.executemany("SET ROLE %s", [["hall_west"]])


def test_a_server_side_cursor_stays_in_its_hall(east, cast):
    with inside(east):
        numbers = [build.case(cast.ana, key=f"k{n}").number for n in range(3)]
        assert sorted(case.number for case in Case.objects.iterator(chunk_size=2)) == numbers


def test_a_path_leaked_to_the_neighbour_finds_no_table(secret, east):
    """As if something had set the path behind our back: the role still says no."""
    with inside(east):
        whoami()
        past_our_cursor = Cursor(connection.connection)
        past_our_cursor.execute("SET search_path = west")
        with pytest.raises(ProgrammingError, match="does not exist"):
            run("SELECT * FROM cases_case")
        with pytest.raises(ProgrammingError, match="permission denied"):
            run("SELECT * FROM west.cases_case")
        past_our_cursor.execute("SET search_path = east, public")


def test_a_missing_table_of_the_hall_is_not_replaced_by_the_countys(east):
    """A table of the same name in public: the hall's role may not touch it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE public.cases_daycounter (day date PRIMARY KEY, last int)")
        cursor.execute("DROP TABLE east.cases_daycounter")

    with inside(east):
        for sql in (
            "SELECT * FROM cases_daycounter",
            "INSERT INTO cases_daycounter VALUES ('2026-01-01', 1)",
        ):
            with pytest.raises(ProgrammingError, match="permission denied for table cases_daycounter"):
                run(sql)
    assert run("SELECT count(*) FROM public.cases_daycounter") == [(0,)]
