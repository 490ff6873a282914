"""What the turns of the variants add up to: rates, waiting times, processor time, and ratios within each round."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from loadtests.bench.intake.clients import Answered

OURS, STOCK, BARE = "ours", "stock", "bare"


@dataclass(frozen=True)
class Turn:
    """One variant in one round. Processor milliseconds are per request; None where there is no application."""

    rate: float  # requests a second
    p50: float  # milliseconds
    p99: float
    app_cpu: float | None
    database_cpu: float

    @property
    def cpu(self) -> float:
        return (self.app_cpu or 0) + self.database_cpu


Rounds = Mapping[str, Sequence[Turn]]  # by variant, one turn a round


def turn(answered: Answered, *, app: float | None, database: float) -> Turn:
    """`app` and `database`: processor seconds they used meanwhile."""
    ordered = sorted(answered.milliseconds)
    count = len(ordered)
    return Turn(
        rate=count / answered.seconds,
        p50=statistics.median(ordered),
        p99=ordered[min(count - 1, count * 99 // 100)],
        app_cpu=None if app is None else 1000 * app / count,
        database_cpu=1000 * database / count,
    )


def rate(turn: Turn) -> float:
    return turn.rate


def cpu(turn: Turn) -> float:
    return turn.cpu


def ratio(of: Sequence[Turn], to: Sequence[Turn], value: Callable[[Turn], float]) -> float:
    """The median of the rounds' ratios: only what ran in the same round may be compared."""
    return statistics.median(value(one) / value(other) for one, other in zip(of, to, strict=True))


def ratios(rounds: Rounds) -> dict[str, float]:
    """How our rate and our processor time stand to those of the two others."""
    ours, stock, bare = rounds[OURS], rounds[STOCK], rounds[BARE]
    found = {
        "rate_vs_stock": ratio(ours, stock, rate),
        "rate_vs_bare": ratio(ours, bare, rate),
        "cpu_vs_stock": ratio(ours, stock, cpu),
        "cpu_vs_bare": ratio(ours, bare, cpu),
    }
    return {name: round(value, 3) for name, value in found.items()}


def rows(rounds: Rounds) -> list[dict[str, object]]:
    """A row a variant, of medians; its rates round by round show how much the machine moved."""
    return [
        {
            "variant": name,
            "rate": _median([turn.rate for turn in turns], 1),
            "p50_ms": _median([turn.p50 for turn in turns], 2),
            "p99_ms": _median([turn.p99 for turn in turns], 2),
            "app_cpu_ms": _median([turn.app_cpu for turn in turns if turn.app_cpu is not None], 2),
            "database_cpu_ms": _median([turn.database_cpu for turn in turns], 2),
            "rate_vs_stock": round(ratio(turns, rounds[STOCK], rate), 2),
            "rate_vs_bare": round(ratio(turns, rounds[BARE], rate), 2),
            "rates": [round(turn.rate, 1) for turn in turns],
        }
        for name, turns in rounds.items()
    ]


def _median(values: Sequence[float], digits: int) -> float | None:
    return round(statistics.median(values), digits) if values else None


def table(rounds: Rounds, names: Mapping[str, str]) -> str:
    """The rows as people read them."""
    width = max(map(len, names.values()))
    heads = ("req/s", "p50 ms", "p99 ms", "app CPU", "PG CPU", "x stock", "x bare")
    lines = [f"  {'':<{width}}" + "".join(f"{head:>9}" for head in heads) + "   req/s, round by round"]
    keys = ("rate", "p50_ms", "p99_ms", "app_cpu_ms", "database_cpu_ms", "rate_vs_stock", "rate_vs_bare")
    for row in rows(rounds):
        figures = "".join(f"{'-' if row[key] is None else row[key]:>9}" for key in keys)
        spread = " ".join(f"{each:.0f}" for each in row["rates"])  # type: ignore[attr-defined]
        lines.append(f"  {names[str(row['variant'])]:<{width}}{figures}   {spread}")
    return "\n".join(lines)
