"""What must be in the database before the system is served: tables, the demo county, the addresses.

One process for all three, because starting Django costs more than finding out that nothing is to do.
"""

import contextlib
import io
import os
import sys
import time
import traceback

import django
from django.core.management import call_command

from config.local.places import LOGS, RUN


def main() -> int:
    """Errors go to the log; what the reader sees is the caller's sentence with the log's last lines."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    log = LOGS / "prepare.log"
    with log.open("w", encoding="utf-8") as output:
        try:
            django.setup()
            started = time.monotonic()
            with contextlib.redirect_stdout(output):
                call_command("migrate", interactive=False, verbosity=1, stdout=output, stderr=output)
            print(f"Tables: up to date, {time.monotonic() - started:.1f} s.", flush=True)
            call_command("load_demo")
            addresses = io.StringIO()
            with contextlib.redirect_stdout(addresses):
                call_command("addresses", stdout=addresses)
            (RUN / "addresses.txt").write_text(addresses.getvalue(), encoding="utf-8")
        except (Exception, SystemExit):
            traceback.print_exc(file=output)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
