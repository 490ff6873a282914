"""Ends a locust run with a table, a verdict line and an exit code: the gate, wired to locust's events."""

import logging
import os
from typing import Any

from loadtests.gate import Figure, Limits, Run, judge
from locust import events
from locust.env import Environment
from locust.runners import WorkerRunner
from locust.stats import StatsEntry


def install(limits: Limits) -> None:
    """Judge every run of this locust process against `limits` when it quits."""
    highest = [0.0]

    def watch_generator(cpu_usage: float, **_: Any) -> None:
        highest[0] = max(highest[0], cpu_usage)

    def close(environment: Environment, **_: Any) -> None:
        if isinstance(environment.runner, WorkerRunner):
            return  # the master has the figures of all workers
        # Failed until found good: locust logs an exception of a listener and would go on to exit with 0. On
        # success nothing is set, so locust's own reasons to fail still count.
        before, environment.process_exit_code = environment.process_exit_code, 1
        complaints = conclude(environment, limits, highest[0])
        if not complaints:
            environment.process_exit_code = before

    events.usage_monitor.add_listener(watch_generator)  # type: ignore[no-untyped-call]
    events.quitting.add_listener(close)  # type: ignore[no-untyped-call]


def conclude(environment: Environment, limits: Limits, generator_cpu: float) -> list[str]:
    """Print the table and the verdict; the complaints it rests on."""
    run = run_of(environment, generator_cpu)
    complaints = judge(run, limits)
    print(table(run.figures))
    busy, cores = os.getloadavg()[0], os.cpu_count()
    print(f"\n{run.rate:.1f} requests a second in all; generator at most {generator_cpu:.0f} % of a core.")
    print(f"Load average of the machine {busy:.1f} on {cores} cores.")
    if complaints:
        print(f"FAILED: {len(complaints)} complaint{'s' * (len(complaints) > 1)}")
        print("\n".join(f"  - {complaint}" for complaint in complaints), flush=True)
    else:
        print("PASSED: no failure, every operation within limits.toml.", flush=True)
    return complaints


def run_of(environment: Environment, generator_cpu: float) -> Run:
    """What locust counted, as the gate reads it."""
    runner = environment.runner
    assert runner is not None
    for error in environment.stats.errors.values():
        logging.error("%s: %s (%d times)", error.name, error.error, error.occurrences)
    exceptions = [f"{each['msg']} ({each['count']} times)" for each in runner.exceptions.values()]
    entries = sorted(environment.stats.entries.values(), key=lambda entry: str(entry.name))
    return Run(tuple(figure_of(entry) for entry in entries), generator_cpu, tuple(exceptions))


def figure_of(entry: StatsEntry) -> Figure:
    return Figure(
        name=entry.name,
        count=entry.num_requests,
        failures=entry.num_failures,
        median=entry.median_response_time or 0,
        p95=entry.get_response_time_percentile(0.95),
        p99=entry.get_response_time_percentile(0.99),
        rate=entry.total_rps,
    )


def table(figures: tuple[Figure, ...]) -> str:
    width = max([len(figure.name) for figure in figures], default=9)
    lines = [
        f"{'operation':<{width}} {'count':>7} {'per s':>7} {'median':>7} {'p95':>7} {'p99':>7} {'failed':>7}"
    ]
    lines += [
        f"{each.name:<{width}} {each.count:>7} {each.rate:>7.1f} {each.median:>7.0f} {each.p95:>7.0f} "
        f"{each.p99:>7.0f} {each.failures:>7}"
        for each in figures
    ]
    return "\n".join(lines)
