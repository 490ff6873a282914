"""Measuring things side by side: short turns in rounds, so that a machine that slows down slows all of them."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """One variant: milliseconds a call (median over the rounds), and times the first variant's."""

    name: str
    milliseconds: float
    ratio: float
    calls: int


def compare(
    variants: Mapping[str, Callable[[], object]], *, rounds: int, turn: float, most: int | None = None
) -> list[Result]:
    """Give each variant `turn` seconds (or `most` calls) in every round; the first one is the measure of the others.

    The ratio is the median of the rounds' ratios, never the ratio of two medians: the speed of the machine
    moves between rounds, and only what ran in the same round can be compared.
    """
    for call in variants.values():
        call()  # warm: plans, caches, imports
    taken: dict[str, list[float]] = {name: [] for name in variants}
    calls = dict.fromkeys(variants, 0)
    for _ in range(rounds):
        for name, call in variants.items():
            count, started = 0, time.perf_counter()
            while (spent := time.perf_counter() - started) < turn and (most is None or count < most):
                call()
                count += 1
            spent = time.perf_counter() - started
            taken[name].append(1000 * spent / count)
            calls[name] += count
    first = next(iter(variants))
    return [
        Result(
            name,
            statistics.median(taken[name]),
            statistics.median(one / other for one, other in zip(taken[name], taken[first], strict=True)),
            calls[name],
        )
        for name in variants
    ]


def report(title: str, results: list[Result]) -> None:
    """Absolute figures and ratios; only the latter can be compared between machines."""
    width = max(len(each.name) for each in results)
    print(f"\n{title}")
    print(f"  {'':<{width}} {'ms':>9} {'x first':>9} {'calls':>7}")
    for each in results:
        print(
            f"  {each.name:<{width}} {each.milliseconds:>9.3f} {each.ratio:>9.2f} {each.calls:>7}", flush=True
        )
