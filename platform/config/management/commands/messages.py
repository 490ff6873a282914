"""manage.py messages [--check]: bring the message catalogue in step with the sources, or say what is missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config import catalogue


class Command(BaseCommand):
    help = "Collect every string people read into the Chinese catalogue; --check changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="fail when a string is missing or untranslated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        fresh = catalogue.updated()
        missing = catalogue.untranslated(fresh)
        if not options["check"]:
            catalogue.write(fresh)
            self.stdout.write(f"{len(fresh)} messages, {len(missing)} without Chinese")
            return
        gone = {message.id for message in catalogue.stored()} - {message.id for message in fresh}
        if missing or gone:
            lines = [f"  untranslated: {text}" for text in missing] + [
                f"  no longer used: {text}" for text in gone
            ]
            raise CommandError("Run `make messages` and translate:\n" + "\n".join(lines))
        self.stdout.write(f"{len(fresh)} messages, all in Chinese")
