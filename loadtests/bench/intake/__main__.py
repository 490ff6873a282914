"""`make bench-intake`: our intake over HTTP beside the stock way, a bare handler and PostgreSQL alone."""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from loadtests.bench.intake import figures, said
from loadtests.bench.intake.clients import CLIENTS, Target, Unanswered, ask
from loadtests.bench.intake.figures import BARE, OURS, STOCK, Turn
from loadtests.bench.intake.pgbench import Pgbench
from loadtests.bench.intake.servers import Database, Server, running

from config.local.places import VAR
from config.local.refusal import Refusal
from config.local.throwaway import database_url

RESULT = VAR / "bench" / "intake.json"
PGBENCH = "pgbench"
NAMES = {
    OURS: "ours, everything real",
    STOCK: "stock: graphene-django, django-tenants, ORM",
    BARE: "bare: WSGI and psycopg, our SQL",
    PGBENCH: "pgbench, our SQL",
}
Take = Callable[[str], Turn]  # one turn; the text is what its keys begin with


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench-intake", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0, help="of each variant in each round")
    parser.add_argument("--warm-up", type=float, default=1.0, help="seconds before that")
    parser.add_argument("--halls", type=int, default=12, help="the requests go to, in turn")
    parser.add_argument("--to", type=Path, default=RESULT, help="where the figures are written")
    asked = parser.parse_args(arguments)
    os.environ.pop("DATABASE_URL", None)  # processor time is measured on a server of its own
    try:
        with database_url(is_durable=True) as url:
            os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
            run(asked, url)
    except (Refusal, Unanswered) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def run(asked: argparse.Namespace, url: str) -> None:
    """Make the halls, start everything, give each variant its turn in every round, report."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from loadtests.bench.intake import listening
    from loadtests.bench.intake.targets import targets

    started = time.monotonic()
    call_command("migrate", verbosity=0, interactive=False)
    with ExitStack() as kept:
        folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="bench-", dir=VAR)))
        halls = kept.enter_context(targets(asked.halls))
        heard = {target.host: listening.listen(target) for target in halls}
        said.write(folder / "said.json", heard)
        environ = {
            **os.environ,
            "VAR_DIR": str(folder),
            "BROKER_URL": f"filesystem://{folder / 'broker'}",
            "BENCH_SAID": str(folder / "said.json"),
        }
        database = Database(connection.connection.info.backend_pid)
        servers = {
            OURS: Server(OURS, "config.wsgi:application", folder, {**environ, "DATABASE_POOL": "yes"}),
            STOCK: Server(STOCK, "loadtests.bench.stock.wsgi:application", folder, environ),
            BARE: Server(BARE, "loadtests.bench.intake.bare:application", folder, environ),
        }
        kept.enter_context(running(list(servers.values())))
        takes: dict[str, Take] = {
            name: over_http(server, database, halls, asked) for name, server in servers.items()
        }
        scripts = [listening.as_script(each) for each in heard.values()]
        takes[PGBENCH] = alone(Pgbench(url, scripts, folder), database, asked)
        print(f"{os.cpu_count()} cores for {CLIENTS} clients, servers and PostgreSQL; {len(halls)} halls.")
        rounds: dict[str, list[Turn]] = {name: [] for name in takes}
        for number in range(asked.rounds):
            for name, take in takes.items():
                rounds[name].append(take(f"{name}-{number}"))
    report(rounds, asked.to, asked.seconds)
    print(f"{time.monotonic() - started:.0f} s")


def over_http(server: Server, database: Database, halls: list[Target], asked: argparse.Namespace) -> Take:
    def take(keys: str) -> Turn:
        ask(server.port, halls, seconds=asked.warm_up, keys=f"{keys}-warm")
        app, base = server.cpu(), database.cpu()
        answered = ask(server.port, halls, seconds=asked.seconds, keys=keys)
        return figures.turn(answered, app=server.cpu() - app, database=database.cpu() - base)

    return take


def alone(pgbench: Pgbench, database: Database, asked: argparse.Namespace) -> Take:
    def take(_keys: str) -> Turn:
        process = pgbench.start(asked.warm_up + asked.seconds)
        time.sleep(asked.warm_up)
        base, since = database.cpu(), time.time()
        answered = pgbench.finish(process, since)
        return figures.turn(answered, app=None, database=database.cpu() - base)

    return take


def report(rounds: dict[str, list[Turn]], to: Path, seconds: float) -> None:
    ratios = figures.ratios(rounds)
    print(f"\nIntake of a case. Medians of {len(rounds[OURS])} rounds of {seconds:g} s; CPU in ms a request.")
    print(figures.table(rounds, NAMES))
    print("\n" + ", ".join(f"{name} {value:.2f}" for name, value in ratios.items()))
    to.parent.mkdir(parents=True, exist_ok=True)
    result = {**ratios, "rounds": len(rounds[OURS]), "seconds": seconds, "rows": figures.rows(rounds)}
    to.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {to}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
