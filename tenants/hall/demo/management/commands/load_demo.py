"""manage.py load_demo: the demo county, once. Interrupted, the next call completes it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from county import now as moment
from hall.demo import load
from hall.demo.days import DAYS
from hall.demo.progress import Progress
from hall.packs.read import pack_codes


class Command(BaseCommand):
    help = "Load the demo county: calendar, halls from their packs, people, programs and sixty days of cases."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=DAYS, help="days of cases to live through")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo county has known passwords; it is never loaded in production.")
        now = moment.now()
        load.county(now=now)
        for code in pack_codes():
            hall = load.hall(code, now=now)
            with Progress(self.stdout, hall.name, options["days"] + 1) as progress:
                load.days(hall, now=now, days=options["days"], tick=progress.tick)
        self.stdout.write("The demo county is loaded.")
