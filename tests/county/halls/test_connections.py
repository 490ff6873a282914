"""A connection stays with its thread: handed from hall to hall, and noticed when the server has ended it."""

import threading

from django.conf import settings
from django.db import connection

from county.halls import inside


def where() -> tuple[str, str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user, pg_backend_pid()")
        return cursor.fetchone()


def in_a_thread(run) -> None:
    """On a connection of its own, which is closed afterwards."""
    failed = []

    def guarded() -> None:
        try:
            run()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join(20)
    assert failed == []


def test_one_connection_goes_from_hall_to_hall_and_is_nobodys_in_between(own_hall, django_db_blocker):
    seen = []

    def requests() -> None:
        for _ in range(3):
            with inside(own_hall):
                seen.append(where())
            connection.close_if_unusable_or_obsolete()  # as Django does after each request
            seen.append(where())

    in_a_thread(requests)

    county = seen[1][1]
    assert [row[:2] for row in seen] == [
        (own_hall.schema_name, f"hall_{own_hall.schema_name}"),
        ("public", county),
    ] * 3
    assert not county.startswith("hall_")
    assert len({process for _, _, process in seen}) == 1


def test_a_connection_that_the_server_has_ended_is_replaced_before_the_next_request_uses_it(own_hall):
    seen = []

    def requests() -> None:
        with inside(own_hall):
            seen.append(where())
        connection.health_check_enabled = True  # Django turns it on with the second request
        connection.close_if_unusable_or_obsolete()
        ended = threading.Thread(target=end, args=[seen[0][2]])
        ended.start()
        ended.join(10)
        with inside(own_hall):
            seen.append(where())

    in_a_thread(requests)

    assert [row[:2] for row in seen] == [(own_hall.schema_name, f"hall_{own_hall.schema_name}")] * 2
    assert seen[0][2] != seen[1][2]


def end(process: int) -> None:
    """End another connection's session, and return when it is gone."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
            assert cursor.fetchone() == (True,)
    finally:
        connection.close()


def test_a_silent_connection_is_healthy_without_a_question(own_hall):
    asked = []

    def requests() -> None:
        where()
        connection.connection.execute = lambda *_: asked.append("SELECT 1")
        assert connection.is_usable()
        del connection.connection.execute

    in_a_thread(requests)

    assert asked == []


def test_connections_are_checked_and_renewed_every_ten_minutes():
    database = settings.DATABASES["default"]
    assert (database["CONN_HEALTH_CHECKS"], database["CONN_MAX_AGE"]) == (True, 600)
    assert "pool" not in database["OPTIONS"]
