"""A database server of a test's own: made in a folder that its account may enter, stopped afterwards."""

import shutil
import tempfile
from pathlib import Path

import pytest

from config.local.postgres import Postgres


@pytest.fixture
def folder():
    """A short path that the server's account may enter; pytest's own is closed when root runs it."""
    made = Path(tempfile.mkdtemp(prefix="county-test-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def start(folder):
    servers = []

    def begin(data=folder / "postgres"):
        server = Postgres.at(data, folder / "database.log", throwaway=True)
        servers.append(server)
        server.wait_until_ready()
        return server

    yield begin
    for server in servers:
        server.stop()
