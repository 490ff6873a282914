"""manage.py verify_ledger: find any event of any case that was edited, removed or moved, and name it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from county.halls import inside
from county.registry.models import Hall
from hall.cases.ledger_chain import count_events, faults

MOST_SHOWN = 100  # faults listed; the count is always whole


class Command(BaseCommand):
    help = "Check the hash chain of every case; non-zero, with a list, when an event was edited, removed or moved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("halls", nargs="*", metavar="CODE", help="only these halls; all when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: list[str] = options["halls"]
        halls = Hall.objects.exclude(status=Hall.Status.PROVISIONING).order_by("code")
        known = {hall.code: hall for hall in halls}
        if unknown := sorted(set(wanted) - known.keys()):
            raise CommandError(f"There is no hall {', '.join(unknown)}.")
        wrong = 0
        for hall in [known[code] for code in wanted] if wanted else list(halls):
            with inside(hall.ref):
                found = 0
                for fault in faults():
                    found += 1
                    if wrong + found <= MOST_SHOWN:
                        where = f"event {fault.sequence} " if fault.sequence else ""
                        self.stderr.write(f"{hall.code} case {fault.number}: {where}{fault.what}")
                self.stdout.write(f"{hall.code}: {count_events()} events, {found} faults")
            wrong += found
        if wrong:
            raise CommandError(f"{wrong} faults: the ledger is not as it was written.", returncode=1)
