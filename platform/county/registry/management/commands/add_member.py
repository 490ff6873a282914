"""manage.py add_member USERNAME --role ROLE [--hall CODE]: the first people of a county, before there is a console."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from county.registry.models import Hall, Membership, User
from county.registry.permissions import Role

COUNTY_ROLES = {Role.COUNTY_ADMINISTRATOR, Role.SUPERVISOR}


class Command(BaseCommand):
    help = "Make a user if there is none and give them a role in a hall, or (without --hall) in the county."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
        parser.add_argument("--hall", default="", help="code of the hall; empty for the county")
        parser.add_argument("--name", default="", help="the person's name; needed for a new user")

    def handle(self, *args: Any, **options: Any) -> None:
        role = Role(options["role"])
        hall = Hall.objects.filter(code=options["hall"]).first()
        if options["hall"] and hall is None:
            raise CommandError(f"There is no hall {options['hall']}.")
        if (hall is None) != (role in COUNTY_ROLES):
            raise CommandError(f"{role} is a role of {'the county' if role in COUNTY_ROLES else 'a hall'}.")
        with transaction.atomic():
            user = User.objects.filter(username=options["username"]).first() or self._new_user(options)
            Membership.objects.get_or_create(user=user, hall=hall, role=role.value)
        self.stdout.write(f"{user.username}: {role} of {hall.code if hall else 'the county'}")

    def _new_user(self, options: dict[str, Any]) -> User:
        if not options["name"]:
            raise CommandError("A new user needs --name.")
        # A password is typed or piped in, never an argument: arguments are seen by everybody on the machine.
        password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return User.objects.create_user(options["username"], password, name=options["name"])
