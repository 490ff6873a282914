"""Count the county's figures anew from the halls' cases, or (--check) prove that the running ones are right."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from county import now as moment
from county.registry.models import Hall
from county.rollup.rebuild import Outcome
from hall.reporting.rebuild import check, rebuild

AT_MOST = 50  # differences printed of one hall


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing: compare row by row, exit 1 and say where figures differ",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        look = check if options["check"] else rebuild
        halls = Hall.objects.exclude(status=Hall.Status.PROVISIONING).order_by("code")
        outcomes = {hall.code: look(hall.ref, now=moment.now()) for hall in halls}
        for code, outcome in outcomes.items():
            self._explain(code, outcome)
        facts = sum(outcome.facts for outcome in outcomes.values())
        tallies = sum(outcome.tallies for outcome in outcomes.values())
        wrong = sum(len(outcome.differences) for outcome in outcomes.values())
        size = f"{facts} facts, {tallies} tallies, {len(outcomes)} halls"
        if wrong:
            self.stdout.write(f"rollup: DIFFERENT ({wrong} differences in {size})")
            sys.exit(1)
        self.stdout.write(f"rollup: {'equal' if options['check'] else 'rebuilt'} ({size})")

    def _explain(self, code: str, outcome: Outcome) -> None:
        for difference in outcome.differences[:AT_MOST]:
            self.stdout.write(f"{code}: {difference}")
        if more := outcome.differences[AT_MOST:]:
            self.stdout.write(f"{code}: and {len(more)} more")
        if outcome.waiting:
            self.stdout.write(f"{code}: {outcome.waiting} cases changed meanwhile and wait to be reported")
