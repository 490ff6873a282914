"""An applicant at home: the hall's public site, what a matter asks for, how far the own case is."""

import random
import re

from loadtests import places
from loadtests.asking import Paced
from locust import task

MATTER_LINK = re.compile(r'href="(/matters/[^"#?]+)"')


class Applicant(Paced):
    """Comes once, looks around, and asks after a case. All of them share one address here."""

    period = 2.0
    weight = 3
    links: dict[str, list[str]] = {}

    def on_start(self) -> None:
        self.place = random.choice(places.HALLS)
        super().on_start()

    @task(4)
    def read_what_a_matter_asks_for(self) -> None:
        home = self.page("P:home", "/", shows="</html>")
        links = MATTER_LINK.findall(home)
        if links:
            self.page("P:matter", random.choice(links), shows="</html>")

    @task(1)
    def ask_how_far_the_case_is(self) -> None:
        self.page("P:progress", "/progress/", shows="</html>")
