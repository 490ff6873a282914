"""manage.py provision_hall CODE --name NAME: make a hall, or complete one left half-made."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from county.provisioning.provision import NewHall, provision
from county.registry.models import Hall
from rules.errors import RuleError


class Command(BaseCommand):
    help = "Make a hall: its schema, role and host. Run again, it completes what is missing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="names schema, role and host, e.g. zengjia")
        parser.add_argument("--name", required=True, help="the hall's name")
        parser.add_argument("--english", default="", help="its English name")
        parser.add_argument("--kind", choices=Hall.Kind.values, default=Hall.Kind.TOWNSHIP)
        parser.add_argument("--host", default="", help="host name; CODE.BASE_DOMAIN unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        new = NewHall(*(options[key] for key in ("code", "name", "english", "kind", "host")))
        try:
            hall = provision(new)
        except RuleError as error:
            raise CommandError(f"{error.code}: {error}") from None
        self.stdout.write(f"{hall.code}: {hall.status}")
