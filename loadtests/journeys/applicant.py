"""An applicant at home: the hall's public site, what a matter asks for, how far the own case is."""

import random
import re
from collections import defaultdict, deque
from urllib.parse import urlencode

from loadtests import places
from loadtests.asking import Paced
from locust import task

MATTER_LINK = re.compile(r'href="(/matters/[^"#?]+)"')
FORM = "application/x-www-form-urlencoded"
# By hall: number and end of the phone number of cases the clerks of this run took in.
receipts: defaultdict[str, deque[tuple[str, str]]] = defaultdict(lambda: deque(maxlen=50))


class Applicant(Paced):
    """Reads, and asks after a case now and then."""

    period = 2.0
    weight = 3

    def on_start(self) -> None:
        self.place = random.choice(places.HALLS)
        super().on_start()

    @task(4)
    def read_what_a_matter_asks_for(self) -> None:
        home = self.page("P:home", "/", shows="/matters/")
        if links := MATTER_LINK.findall(home):
            self.page("P:matter", random.choice(links), shows="</html>")

    @task(1)
    def ask_how_far_the_case_is(self) -> None:
        self.page("P:progress", "/progress/", shows="<form")
        if receipts[self.place]:
            self.look_up(*random.choice(receipts[self.place]))

    def look_up(self, number: str, tail: str) -> None:
        """Ten tries in five minutes are answered, and here all applicants are one address: a 429 is as it should be."""
        said = urlencode({"number": number, "tail": tail})
        with self.asking("POST", "/progress/", "P:lookup", {"Content-Type": FORM}, data=said) as response:
            if response.status_code == 429:
                response.request_meta["name"] = "P:lookup refused (rate)"
                response.success()
            elif response.status_code == 200 and number not in (response.text or ""):
                response.failure("the page does not show the case")
