"""The embedded server on good, foreign and broken data folders."""

import os
import subprocess

import psycopg
import pytest

from config.local import postgres_place
from config.local.account import Account, server_account
from config.local.postgres import Postgres
from config.local.refusal import Refusal


def rows(server, query):
    with psycopg.connect(server.url) as connection:
        return connection.execute(query).fetchall()


def test_a_second_start_keeps_the_data_and_prepares_nothing_twice(start):
    first = start()
    first.prepare()
    with psycopg.connect(first.url) as connection:
        connection.execute("CREATE SCHEMA kept")
    first.stop()
    second = start()
    second.prepare()
    assert rows(second, "SELECT nspname FROM pg_namespace WHERE nspname = 'kept'") == [("kept",)]
    assert rows(second, "SELECT current_user, current_setting('max_locks_per_transaction')") == [
        ("county", "1024")
    ]


def test_a_server_that_a_killed_run_left_is_stopped_before_the_next_starts(start):
    left = start()
    successor = start()
    assert not left.child.is_running
    assert successor.child.is_running


def test_a_pid_file_whose_number_another_program_has_now_does_not_stop_the_start(start, folder):
    first = start()
    first.stop()
    # As the server's own account: of another's programs PostgreSQL would think nothing.
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", **first.place.account.switch)
    try:
        stale = folder / "postgres" / "postmaster.pid"
        stale.write_text(f"{stranger.pid}\n{folder / 'postgres'}\n0\n5432\n\n\n\nready\n")
        assert start().child.is_running
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_garbage_in_the_data_folder_ends_in_the_servers_last_words_and_what_to_do(start, folder):
    start().stop()
    (folder / "postgres" / "global" / "pg_control").write_bytes(b"garbage")
    with pytest.raises(Refusal) as refusal:
        start()
    assert str(refusal.value).startswith(f"The database in {folder / 'postgres'} does not start.")
    assert "pg_control" in str(refusal.value)
    assert "move that folder away" in str(refusal.value)


def test_a_folder_of_another_version_is_refused_and_left_alone(folder):
    data = folder / "postgres"
    data.mkdir()
    (data / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refusal, match="written by PostgreSQL '15'; this is PostgreSQL 18"):
        Postgres.at(data, folder / "database.log")
    assert sorted(p.name for p in data.iterdir()) == ["PG_VERSION"]


def test_a_folder_that_is_no_database_is_refused_and_left_alone(folder):
    data = folder / "postgres"
    data.mkdir()
    (data / "holiday.jpg").write_text("photo")
    with pytest.raises(Refusal, match="something that is not a PostgreSQL database"):
        Postgres.at(data, folder / "database.log")
    assert sorted(p.name for p in data.iterdir()) == ["holiday.jpg"]


def test_a_file_where_the_folder_should_be_is_refused(folder):
    (folder / "var").write_text("")
    with pytest.raises(Refusal, match="cannot be made"):
        Postgres.at(folder / "var" / "postgres", folder / "database.log")


def test_a_path_too_long_for_a_socket_gets_a_short_one(start, folder):
    deep = folder / ("long" * 30)
    deep.mkdir()
    deep.chmod(0o755)
    server = start(deep / "postgres")
    assert server.socket != server.place.data
    assert len(os.fsencode(server.socket / postgres_place.SOCKET_NAME)) <= postgres_place.LONGEST_SOCKET
    server.stop()
    assert not server.socket.exists()


def test_a_folder_the_servers_account_may_not_enter_becomes_a_link_to_one_outside(folder, monkeypatch):
    outside = folder / "outside"
    closed = folder / "home" / "var" / "postgres"
    monkeypatch.setattr(postgres_place, "OUTSIDE", outside)
    monkeypatch.setattr(Account, "can_use", lambda self, path: path.is_relative_to(outside))
    place = postgres_place.place_for(closed)
    assert closed.is_symlink()
    assert closed.resolve() == place.data
    assert place.data.parent == outside
    assert place.programs.is_relative_to(outside)
    shown = subprocess.run([place.programs / "postgres", "--version"], capture_output=True, text=True)
    assert shown.stdout.startswith("postgres (PostgreSQL) 18")
    assert postgres_place.place_for(closed) == place


def test_as_root_the_owner_of_the_data_runs_the_server(folder, monkeypatch):
    data = folder / "postgres"
    data.mkdir()
    if os.geteuid() == 0:
        os.chown(data, 1, 1)
    assert server_account(data).uid == data.stat().st_uid
