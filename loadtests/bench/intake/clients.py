"""Eight clients on eight kept connections, each asking again as soon as it is answered; light on the cores.

One thread and one selector: what they use of the cores is missing to whom they ask, so it must be little.
"""

import json
import selectors
import socket
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle

CLIENTS = 8
KEY = 24  # characters of an idempotency key: every request is of one length
SECONDS_TO_ANSWER = 30
# What both ways can answer: graphene-django's own types have no nested limits and no masks.
QUERY = """mutation ($input: CaseIntakeInput!) {
  caseIntake(input: $input) {
    case { id number status version channel applicantName handlerName receivedAt }
    errors { code field message }
  }
}"""
APPLICATION = {
    "matterCode": "BENCH-1",
    "applicantName": "李小明",
    "phone": "13800138000",
    "idNumber": "11010519491231002X",
    "address": "东街1号",
}


class Unanswered(RuntimeError):
    """A request was not answered as it should: what came back stands in the message."""


@dataclass(frozen=True)
class Target:
    """A hall that is asked: its host and a token of a program of its own."""

    host: str
    token: str
    schema: str
    hall_id: int


@dataclass(frozen=True)
class Answered:
    """What a turn gave: seconds it took, and the milliseconds of every answer."""

    seconds: float
    milliseconds: list[float]


class Client:
    """One connection, with what it has sent and what has come back so far."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=SECONDS_TO_ANSWER)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.received = b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Whether the answer is whole. Raises Unanswered for one that is no new case."""
        part = self.socket.recv(65_536)
        self.received += part
        head, _, body = self.received.partition(b"\r\n\r\n")
        length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
        if part and (not length or len(body) < int(length)):
            return False
        if not head.startswith(b"HTTP/1.1 200") or b'"number":"' not in body:
            raise Unanswered(self.received.decode(errors="replace")[:2_000])
        return True


def ask(port: int, targets: Sequence[Target], *, seconds: float, keys: str) -> Answered:
    """All clients, for so long, over all halls in turn. `keys`: what this turn's idempotency keys begin with."""
    halls, count = cycle([request_to(target) for target in targets]), 0
    clients, milliseconds = [Client(port) for _ in range(CLIENTS)], []
    with ExitStack() as kept, selectors.DefaultSelector() as waiting:
        for client in clients:
            kept.enter_context(client.socket)
            waiting.register(client.socket, selectors.EVENT_READ, client)
        started = time.perf_counter()
        for client in clients:
            count += 1
            client.send(with_key(next(halls), keys, count))
        while (now := time.perf_counter()) - started < seconds:
            ready = waiting.select(SECONDS_TO_ANSWER)
            if not ready:
                raise Unanswered(f"No answer for {SECONDS_TO_ANSWER} seconds.")
            for each, _ in ready:
                client = each.data
                if client.receive():
                    milliseconds.append(1000 * (time.perf_counter() - client.sent_at))
                    count += 1
                    client.send(with_key(next(halls), keys, count))
        for client in clients:  # let what is under way end, so that it is in nobody else's turn
            while not client.receive():
                pass
    return Answered(now - started, milliseconds)


def request_to(target: Target) -> tuple[bytes, bytes]:
    """A request as it goes over the wire, in two parts: the key comes between them."""
    said = json.dumps({"query": QUERY, "variables": {"input": {**APPLICATION, "idempotencyKey": "KEY"}}})
    before, after = (part.encode() for part in said.split("KEY"))
    head = (
        f"POST /graphql HTTP/1.1\r\nHost: {target.host}\r\nAuthorization: Bearer {target.token}\r\n"
        "Content-Type: application/json\r\nAccept: application/json\r\n"
        f"Content-Length: {len(before) + KEY + len(after)}\r\n\r\n"
    )
    return head.encode() + before, after


def with_key(parts: tuple[bytes, bytes], keys: str, count: int) -> bytes:
    before, after = parts
    return before + f"{keys}-{count}".ljust(KEY, ".").encode() + after
