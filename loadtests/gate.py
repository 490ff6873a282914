"""Whether a load run holds: what was measured, held against limits.toml, sentence by sentence.

Knows nothing of locust: figures in, complaints out. An empty list is the only way to pass.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

LIMITS = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True)
class Figure:
    """One operation of a run. Times in milliseconds, from the moment a request was due."""

    name: str
    count: int
    failures: int
    median: float
    p95: float
    p99: float
    rate: float  # requests a second over the whole run


@dataclass(frozen=True)
class Bound:
    """What an operation may take at most, and how often it must have been asked."""

    at_least: int = 1
    median: float | None = None
    p95: float | None = None
    p99: float | None = None


@dataclass(frozen=True)
class Limits:
    """limits.toml: bounds per operation, and of the run as a whole."""

    operations: dict[str, Bound]
    requests_per_second: float = 0
    generator_cpu: float = 90  # per cent of one core; above it the generator measures itself

    @classmethod
    def parse(cls, table: dict[str, Any]) -> "Limits":
        """ValueError on a word the gate does not know: a misspelt bound would never be broken."""
        _refuse_unknown("limits.toml", table, {"run", "operations"})
        run = table.get("run", {})
        _refuse_unknown("[run]", run, {"requests_per_second", "generator_cpu"})
        operations = {}
        for name, bound in table.get("operations", {}).items():
            _refuse_unknown(f"[operations.{name!r}]", bound, {each.name for each in fields(Bound)})
            operations[name] = Bound(**bound)
        if not operations:
            raise ValueError("limits.toml names no operation: nothing would be judged.")
        return cls(operations, **run)

    @classmethod
    def read(cls, path: Path = LIMITS) -> "Limits":
        return cls.parse(tomllib.loads(path.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Run:
    """All that is judged: figures per operation, and what went wrong outside any request."""

    figures: tuple[Figure, ...]
    generator_cpu: float = 0  # the highest sample
    exceptions: tuple[str, ...] = field(default_factory=tuple)  # raised by the journeys themselves

    @property
    def rate(self) -> float:
        return sum(figure.rate for figure in self.figures)


def judge(run: Run, limits: Limits) -> list[str]:
    """Every complaint about the run; none when it holds."""
    if not any(figure.count for figure in run.figures):
        return ["No request was made at all.", *_exceptions(run)]
    return [
        *_run_as_a_whole(run, limits),
        *_exceptions(run),
        *_names(run.figures, limits),
        *(complaint for figure in run.figures for complaint in _operation(figure, limits)),
    ]


def _run_as_a_whole(run: Run, limits: Limits) -> Iterator[str]:
    if run.rate < limits.requests_per_second:
        yield f"{run.rate:.1f} requests a second, at least {limits.requests_per_second:g} were expected."
    if run.generator_cpu > limits.generator_cpu:
        yield (
            f"The generator itself used {run.generator_cpu:.0f} % of a core (at most {limits.generator_cpu:g}): "
            "its times are not the system's."
        )


def _exceptions(run: Run) -> Iterator[str]:
    for text in run.exceptions:
        yield f"A journey broke: {text}"


def _names(figures: Iterable[Figure], limits: Limits) -> Iterator[str]:
    """Both ways: a bound nobody asked for proves nothing, an operation without bound is not judged."""
    asked = {figure.name for figure in figures}
    for name in sorted(limits.operations.keys() - asked):
        if limits.operations[name].at_least > 0:
            yield f"{name}: named in limits.toml, but never requested."
    for name in sorted(asked - limits.operations.keys()):
        yield f"{name}: requested, but has no bound in limits.toml."


def _operation(figure: Figure, limits: Limits) -> Iterator[str]:
    if figure.failures:
        yield f"{figure.name}: {figure.failures} of {figure.count} failed."
    bound = limits.operations.get(figure.name)
    if bound is None:
        return
    if figure.count < bound.at_least:
        yield f"{figure.name}: {figure.count} requests, at least {bound.at_least} were expected."
    for what in ("median", "p95", "p99"):
        measured, at_most = getattr(figure, what), getattr(bound, what)
        if at_most is not None and measured > at_most:
            yield f"{figure.name}: {what} {measured:.0f} ms, at most {at_most:g} ms."


def _refuse_unknown(where: str, table: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(table.keys() - known):
        raise ValueError(f"{where}: unknown {', '.join(unknown)}; known are {', '.join(sorted(known))}.")
