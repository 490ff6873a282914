"""Finished cases to rate."""

from collections.abc import Callable

import pytest
from support import build

from county.halls import HallRef
from county.registry.permissions import Actor
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case


@pytest.fixture
def finish() -> Callable[[Actor], Case]:
    """Make a completed case of the hall we are inside."""

    def make(actor: Actor, key: str = "finished") -> Case:
        case = build.case(actor, key=key)
        accept_case(case.pk, actor=actor, now=build.NOW)
        complete_case(case.pk, result="granted", actor=actor, now=build.NOW)
        return case

    return make


@pytest.fixture
def finished(in_east: HallRef, ana: Actor, finish: Callable[[Actor], Case]) -> Case:
    return finish(ana)
