"""The schemas in git are the schemas served."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from api.management.commands import graphql_snapshots


def test_the_snapshots_equal_the_schemas():
    call_command("graphql_snapshots", "--check", stdout=StringIO())


def test_a_difference_fails_and_is_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(graphql_snapshots, "FOLDER", tmp_path)
    call_command("graphql_snapshots")
    snapshot = tmp_path / "hall.graphql"
    snapshot.write_text(snapshot.read_text().replace("number: String!\n", "", 1))
    out = StringIO()

    with pytest.raises(CommandError, match=r"hall\.graphql$"):
        call_command("graphql_snapshots", "--check", stdout=out)

    assert "+  number: String!" in out.getvalue()
