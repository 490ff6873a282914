"""The load on a running demo county: `python -m locust --config loadtests/locust.conf`, or `make load`."""

from typing import Any

from loadtests import places, verdict
from loadtests.gate import Limits
from loadtests.journeys.applicant import Applicant
from loadtests.journeys.clerk_day import Clerk, Desk
from loadtests.journeys.county_board import Supervisor
from loadtests.shapes import users_at
from locust import LoadTestShape, events
from locust.runners import MasterRunner

__all__ = ["Applicant", "Clerk", "Desk", "HallDay", "Supervisor"]

RUN = 60  # seconds, when --run-time says nothing
SPAWN = 20  # users a second, so that their number follows the curve

verdict.install(Limits.read())


class HallDay(LoadTestShape):
    """Two waves over --run-time, with --users at their top."""

    use_common_options = True

    def tick(self) -> tuple[int, float] | None:
        assert self.runner is not None
        seconds = self.get_run_time()  # type: ignore[no-untyped-call]
        options: Any = self.runner.environment.parsed_options
        users = users_at(seconds, length=options.run_time or RUN, full=options.num_users)
        return None if users is None else (users, SPAWN)


@events.init.add_listener  # type: ignore[untyped-decorator]
def get_in(environment: Any, **_: Any) -> None:
    """Sign in once, before the clock runs. SystemExit, because locust only logs other exceptions of a listener."""
    if isinstance(environment.runner, MasterRunner):
        return  # it asks nothing itself
    try:
        places.check_running()
        for journey in (Clerk, Desk, Supervisor):
            journey.prepare()
    except places.NotReady as reason:
        raise SystemExit(str(reason)) from None
