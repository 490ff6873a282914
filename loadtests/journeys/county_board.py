"""A county supervisor's morning: the board, the same figures by the API, the console."""

from datetime import timedelta

from loadtests import places
from loadtests.asking import Paced
from locust import task

from county.now import TIMEZONE, now

PERIOD = timedelta(days=30)
BOARD = """
query board($from: Date!, $to: Date!) { board(from: $from, to: $to) {
  asOf sample rows { code name rank received completed late openOverdue onTimeRate { value onTime of } }
} }
"""


class Supervisor(Paced):
    """Looks at all halls side by side."""

    period = 2.0
    weight = 1
    token = ""
    cookie = ""

    @task(3)
    def look_at_the_board(self) -> None:
        self.page("P:board", "/", cookie=self.cookie, shows="京什")
        # What the page itself asks for every few seconds while it stays open.
        self.page("P:board figures", "/", cookie=self.cookie, shows="京什", **{"HX-Request": "true"})

    @task(2)
    def read_the_board_by_the_api(self) -> None:
        today = now().astimezone(TIMEZONE).date()
        period = {"from": (today - PERIOD).isoformat(), "to": today.isoformat()}
        self.graphql("Q:board", BOARD, self.token, **period)

    @task(1)
    def look_into_the_console(self) -> None:
        self.page("P:console", "/console/", cookie=self.cookie, shows="</html>")

    @classmethod
    def prepare(cls) -> None:
        cls.token = places.token(places.COUNTY, "county.read")
        cls.cookie = places.session(places.COUNTY, "county.supervisor")
