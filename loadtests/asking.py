"""How every journey asks: at its own pace, under the operation's name, and never content with a mere 200."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from loadtests import places
from loadtests.answers import read
from locust import FastHttpUser
from locust.exception import RescheduleTask


class Refused(RescheduleTask):
    """The answer was a failure (already counted): there is nothing to go on with, this round ends."""


class Paced(FastHttpUser):
    """A user with a timetable: a round is due every `period` seconds, whether or not the last one is over.

    When the system stalls, rounds queue up behind it and are made good afterwards, and their first request is
    reported from the moment it was due: a stall costs all who would have come meanwhile (no coordinated omission).
    """

    abstract = True
    host = places.BASE
    period = 1.0
    place = places.COUNTY
    network_timeout = 20.0
    connection_timeout = 5.0

    def on_start(self) -> None:
        self.due = time.perf_counter() + random.random() * self.period
        self.waited_since: float | None = None
        time.sleep(max(0.0, self.due - time.perf_counter()))
        self.waited_since = self.due

    def wait_time(self) -> float:
        self.due += self.period
        self.waited_since = self.due
        return max(0.0, self.due - time.perf_counter())

    def graphql(self, name: str, query: str, token: str, **variables: Any) -> dict[str, Any]:
        """The `data` of the answer. Errors, and errors that a mutation returns as data, are failures."""
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        asked = {"query": query, "variables": variables}
        with self.asking("POST", "/graphql", name, headers, json=asked) as response:
            data, trouble = read(response.text)
            if trouble and response.status_code:  # 0: nothing came back, locust says why
                response.failure(f"status {response.status_code}, {trouble}")
        if trouble:
            raise Refused
        return data

    def page(self, name: str, path: str, *, cookie: str = "", shows: str = "", **headers: str) -> str:
        """A page's text. It must answer 200 (a redirect to sign-in is a failure) and contain `shows`."""
        headers |= {"Cookie": cookie} if cookie else {}
        with self.asking("GET", path, name, headers, allow_redirects=False) as response:
            text = response.text or ""
            if response.status_code in range(201, 400):
                response.failure(f"status {response.status_code}")
            elif response.status_code == 200 and shows not in text:
                response.failure(f"the page does not show {shows!r}")
        return text

    @contextmanager
    def asking(
        self, method: str, path: str, name: str, headers: dict[str, str], **options: Any
    ) -> Iterator[Any]:
        """One request of the place, under this name; the caller says what of it is a failure."""
        late = self.lateness()
        headers = {**headers, "Host": places.host(self.place)}
        with self.client.request(
            method, path, name=name, headers=headers, catch_response=True, **options
        ) as response:
            response.request_meta["response_time"] += late * 1000
            yield response

    def lateness(self) -> float:
        """Seconds that the round's first request comes after it was due; 0 for those that follow it."""
        since, self.waited_since = self.waited_since, None
        return max(0.0, time.perf_counter() - since) if since is not None else 0.0
