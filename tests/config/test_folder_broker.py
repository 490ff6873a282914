"""The broker in a folder: who looks while another writes sees a whole message or none."""

import json
import os
from pathlib import Path

import pytest
from kombu import Connection

from config.celery import broker_options
from config.folder_broker import Channel


def opened(folder: Path) -> Connection:
    options = broker_options(f"filesystem://{folder}")
    return Connection(
        options["broker_url"],
        transport=options["broker_transport"],
        transport_options=options["broker_transport_options"],
    )


@pytest.fixture
def channel(tmp_path: Path):
    with opened(tmp_path) as connection:
        yield connection.default_channel


def test_a_message_is_whole_before_it_has_the_name_that_workers_look_for(channel, tmp_path, monkeypatch):
    seen = []

    def look(self: Path, target: Path) -> None:
        seen.append((json.loads(self.read_text()), channel._size("work")))
        os.replace(self, target)

    monkeypatch.setattr(Path, "rename", look)
    channel._put("work", {"body": "曾家"})

    assert seen == [({"body": "曾家"}, 0)]
    assert channel._size("work") == 1
    assert channel._get("work") == {"body": "曾家"}
    assert os.listdir(tmp_path / "queue") == []


def test_messages_are_taken_in_the_order_they_were_sent(channel, monkeypatch):
    ticks = iter(range(10**9, 10**11, 10**6))
    monkeypatch.setattr("config.folder_broker.monotonic_ns", lambda: next(ticks))
    for number in range(20):
        channel._put("work", number)

    assert [channel._get("work") for _ in range(20)] == list(range(20))


def test_a_new_table_of_queues_is_a_table_at_once(channel, tmp_path, monkeypatch):
    seen = []
    whole = Channel.__mro__[1]._queue_bind

    def look(self, exchange, *rest) -> None:
        seen.append((tmp_path / "control" / f"{exchange}.exchange").read_text())
        whole(self, exchange, *rest)

    monkeypatch.setattr(Channel.__mro__[1], "_queue_bind", look)
    for queue in ("work", "work", "later"):
        channel._queue_bind("halls", queue, "", queue)

    assert seen[0] == "[]"
    assert [bound.queue for bound in channel.get_table("halls")] == ["later", "work"]
    assert os.listdir(tmp_path / "control") == ["halls.exchange"]
