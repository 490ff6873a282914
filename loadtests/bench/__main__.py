"""`make bench`: what our ways cost, most of them next to the obvious ones. `ARGS=recount` runs one part of it.

Intake has a bench of its own, over HTTP: `make bench-intake`.
"""

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
            run(sys.argv[1:], is_ours=not given)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def run(wanted: list[str], *, is_ours: bool) -> None:
    """The parts that are named, all without a name. `is_ours`: the server is new and keeps nothing."""
    import django

    django.setup()
    ready(is_ours)
    from loadtests.bench import clock, provisioning, recount, sweep, switching
    from loadtests.bench.halls import halls
    from loadtests.bench.rounds import report

    def makes_halls() -> None:
        report("Making a hall", provisioning.measure_making())
        with halls(HALLS) as made:
            report("Entering a hall", switching.measure(made))
            report(f"Migrating {HALLS} halls that are up to date", provisioning.measure_nothing_to_do(made))

    parts = {"halls": makes_halls, "clock": clock.measure, "recount": recount.measure, "sweep": sweep.measure}
    if unknown := set(wanted) - set(parts):
        raise Refusal(f"No such part: {', '.join(sorted(unknown))}. There are {', '.join(parts)}.")
    if not is_ours:
        # They publish calendars, and what is published is never taken back.
        del parts["recount"], parts["sweep"]
    started = time.monotonic()
    print(
        f"{os.cpu_count()} cores, one connection, database on this machine. Compare ratios, not milliseconds."
    )
    for name in wanted or parts:
        if name not in parts:
            raise Refusal(f"{name} runs on a server of its own only: unset DATABASE_URL.")
        parts[name]()
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
