"""A pooled connection comes back as nobody's; and the pool stays out of processes that fork."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from psycopg import Cursor
from psycopg_pool import ConnectionPool
from support.worker import environment

from config.database import database_from, forget_hall

WHERE = "SELECT current_user = session_user, current_setting('role'), current_setting('search_path')"


def where(pooled: object) -> tuple[object, ...]:
    return Cursor(pooled).execute(WHERE).fetchone()


@pytest.fixture
def pool(django_db_setup):
    parameters = {
        key: value
        for key, value in connection.get_connection_params().items()
        if key in ("dbname", "user", "password", "host", "port") and value
    }
    with ConnectionPool(kwargs=parameters, min_size=1, max_size=1, reset=forget_hall, timeout=5) as opened:
        yield opened


def test_a_connection_returned_inside_a_hall_is_nobodys_again(pool):
    with pool.connection() as first:
        first.autocommit = True
        first.execute("SET search_path = east, public; SET ROLE hall_east")
        assert where(first) == (False, "hall_east", "east, public")
        server_process = first.info.backend_pid

    with pool.connection() as again:
        assert again.info.backend_pid == server_process  # the very same one
        assert where(again) == (True, "none", '"$user", public')


def test_a_connection_returned_in_the_middle_of_a_failed_transaction_is_nobodys_again(pool):
    given = pool.getconn()
    given.execute("SET ROLE hall_east")
    with pytest.raises(Exception, match="division"):
        given.execute("SELECT 1/0")
    pool.putconn(given)

    with pool.connection() as again:
        assert where(again) == (True, "none", '"$user", public')
        assert pool.get_stats()["connections_num"] == 1  # cleaned, not thrown away


def test_django_with_the_pool_enters_and_leaves_like_without(django_db_setup, django_db_blocker):
    """A process of its own, for a connection of this one must not change under it."""
    code = """
import django; django.setup()
from django.db import connection
from county.halls import inside
from county.registry.models import Hall
halls = {code: Hall.objects.get(code=code).ref for code in ("east", "west")}
def where():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user, pg_backend_pid()")
        return cursor.fetchone()
seen = []
for code in ["east", "west"] * 10:
    with inside(halls[code]):
        seen.append(where())
        connection.close()  # given back while inside
    seen.append(where())
    connection.close()
assert [row[0] for row in seen] == ["east", "public", "west", "public"] * 10, seen
assert [row[1] for row in seen][0::2] == ["hall_east", "hall_west"] * 10, seen
assert len({row[1] for row in seen[1::2]}) == 1, seen
assert len({row[2] for row in seen}) <= 5, seen  # the same few connections for all
with inside(halls["east"]):
    where(); connection.close(); assert where()[:2] == ("east", "hall_east")
connection.close_pool()
print("kept apart")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(DATABASE_POOL="yes"),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert (done.stdout.strip(), done.returncode) == ("kept apart", 0), done.stderr


def test_the_pool_is_only_there_when_a_web_process_asks_for_it():
    """Celery, migrations and tests fork or come and go: none of them has a pool."""
    assert "pool" not in settings.DATABASES["default"]["OPTIONS"]
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] == 60

    pooled = database_from("postgresql://u:p@h/n", pool={"reset": forget_hall}, test_name="")
    assert pooled["CONN_MAX_AGE"] == 0
    assert pooled["OPTIONS"]["pool"] == {"reset": forget_hall}
