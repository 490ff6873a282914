"""A clerk's day: cases from intake to collection, a look at the list, a look at the desk."""

import random
import uuid
from typing import Any

from loadtests import places
from loadtests.asking import Paced
from loadtests.journeys.applicant import receipts
from locust import task

from hall.demo.citizens import citizen

SCOPES = "case.read case.intake case.accept case.complete case.collect"
MATTERS = "{ matters(first: 100) { edges { node { code route window { isOpen } } } } }"
CASES = """
query cases { cases(first: 20) {
  edges { node { id number status receivedAt dueAt applicantName matter { name } window { number name } } }
  pageInfo { hasNextPage endCursor }
} }
"""
CASE = """
query case($id: ID!) { case(id: $id) {
  number status dueAt decisions { trace { sentence } } events { action }
} }
"""
INTAKE = """
mutation caseIntake($input: CaseIntakeInput!) { caseIntake(input: $input) {
  case { id number version } errors { code field message }
} }
"""
STEP = """
mutation %s($id: ID!, $version: Int!) { %s(id: $id, expectedVersion: $version%s) {
  case { id version status dueAt } errors { code field message }
} }
"""
ACCEPT = STEP % ("caseAccept", "caseAccept", "")
COMPLETE = STEP % ("caseComplete", "caseComplete", ", result: GRANTED")
COLLECT = STEP % (
    "caseCollect",
    "caseCollect",
    ', collectorName: "王秀英", collectorIdNumber: "11010519491231002X"',
)

DICE = random.Random()


class Clerk(Paced):
    """Works by the API of one of the three halls, as that hall's own program would."""

    period = 2.0
    weight = 6
    tokens: dict[str, str] = {}
    matters: dict[str, list[str]] = {}

    def on_start(self) -> None:
        self.place = random.choice(places.HALLS)
        super().on_start()

    @task(4)
    def case_from_intake_to_collection(self) -> None:
        who = citizen(DICE)
        application = {
            "matterCode": random.choice(self.offered()),
            "applicantName": who.name,
            "phone": who.phone,
            "idNumber": who.id_number,
            "address": who.address,
            "idempotencyKey": f"load {uuid.uuid4()}",
        }
        case = self.mutate("caseIntake", INTAKE, input=application)
        receipts[self.place].append((case["number"], who.phone[-4:]))
        for name, document in (("caseAccept", ACCEPT), ("caseComplete", COMPLETE), ("caseCollect", COLLECT)):
            case = self.mutate(name, document, id=case["id"], version=case["version"])

    @task(3)
    def look_at_the_list_and_at_a_case(self) -> None:
        found = self.graphql("Q:cases", CASES, self.token)
        edges = found["cases"]["edges"]
        if edges:
            self.graphql("Q:case", CASE, self.token, id=random.choice(edges)["node"]["id"])

    def mutate(self, name: str, document: str, **variables: Any) -> dict[str, Any]:
        return dict(self.graphql(f"M:{name}", document, self.token, **variables)[name]["case"])

    def offered(self) -> list[str]:
        """Codes of matters whose window is open and that the hall decides by itself; asked once per hall."""
        if self.place not in self.matters:
            found = self.graphql("Q:matters", MATTERS, self.token)["matters"]["edges"]
            self.matters[self.place] = [
                each["node"]["code"]
                for each in found
                if each["node"]["window"]["isOpen"] and each["node"]["route"] == "OWN"
            ]
        return self.matters[self.place]

    @property
    def token(self) -> str:
        return self.tokens[self.place]

    @classmethod
    def prepare(cls) -> None:
        """Tokens of the three halls' programs, before the clock runs."""
        cls.tokens.update({hall: places.token(hall, SCOPES) for hall in places.HALLS})


class Desk(Paced):
    """A clerk at the desk's own page. One hall stands for all: only ten sign-ins are let in in five minutes."""

    period = 2.0
    weight = 2
    place = "zengjia"
    cookie = ""

    @task
    def look_at_the_worklist(self) -> None:
        self.page("P:worklist", "/desk/", cookie=self.cookie, shows="<table")

    @task
    def look_at_the_ledger(self) -> None:
        self.page("P:ledger", "/desk/ledger/", cookie=self.cookie, shows="<table")

    @classmethod
    def prepare(cls) -> None:
        cls.cookie = places.session(cls.place, "zengjia.civil")
