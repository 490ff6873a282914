"""manage.py load_pack CODE: fill a hall from the pack of the same code; twice is like once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from county import now as moment
from county.registry.models import Hall
from hall.packs.load import load_departments, load_pack
from hall.packs.read import PackError, pack_codes, read_departments, read_pack


class Command(BaseCommand):
    help = "Fill a provisioned hall from its pack: regulation, windows, matters, staff (without passwords)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help=f"one of: {', '.join(pack_codes())}")

    def handle(self, *args: Any, **options: Any) -> None:
        hall = Hall.objects.filter(code=options["code"]).first()
        if hall is None:
            raise CommandError(f"There is no hall {options['code']}: make it with provision_hall first.")
        try:
            pack = read_pack(hall.code)
            load_departments(read_departments())
            done = load_pack(hall.ref, pack, now=moment.now())
        except PackError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{hall.code}: {done.articles} articles, {done.windows} windows, {done.matters} matters, "
            f"{done.people} people are new"
        )
