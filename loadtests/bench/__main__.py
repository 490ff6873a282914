"""`make bench`: what our ways cost next to the obvious ones, in one run. Nothing here passes or fails."""

import os
import sys
import time

from config.local.refusal import Refusal
from config.local.throwaway import database_url

HALLS = 12


def main() -> int:
    """On the server at DATABASE_URL, whose tables must be there, or on a new one that keeps nothing."""
    given = "DATABASE_URL" in os.environ
    try:
        with database_url() as url:
            os.environ["DATABASE_URL"] = url
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
            run(may_migrate=not given)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def run(*, may_migrate: bool) -> None:
    import django

    django.setup()
    ready(may_migrate)
    from loadtests.bench import intake, provisioning, switching
    from loadtests.bench.halls import halls, working
    from loadtests.bench.rounds import report

    from county.now import now

    started = time.monotonic()
    print(
        f"{os.cpu_count()} cores, one connection, database on this machine. Compare ratios, not milliseconds."
    )
    with working(now()) as hall:
        report("Intake of a case, committed", intake.measure(hall, now()))
    report("Making a hall", provisioning.measure_making())
    with halls(HALLS) as made:
        report("Entering a hall", switching.measure(made))
        report(f"Migrating {HALLS} halls that are up to date", provisioning.measure_nothing_to_do(made))
    print(f"\n{time.monotonic() - started:.0f} s")


def ready(may_migrate: bool) -> None:
    from django.core.management import call_command
    from django.db import connection

    if may_migrate:
        call_command("migrate", verbosity=0, interactive=False)
    elif "registry_hall" not in connection.introspection.table_names():
        raise Refusal("The database at DATABASE_URL has no tables yet: run `manage.py migrate` first.")


if __name__ == "__main__":
    sys.exit(main())
