#!/usr/bin/env python
"""Django's commands with the project's settings: `.venv/bin/python manage.py help`."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        sys.exit(
            f"The database does not answer: {reason}\nIs it running? `make run` starts it; or set DATABASE_URL."
        )
