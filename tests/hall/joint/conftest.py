"""East handles joint cases: three or more windows or departments, the lead window leads."""

from typing import Any

import pytest
from support import build, joint

from hall.cases.models import Case, CaseEvent, Deadline
from hall.decisions.models import DecisionRecord
from hall.joint.models import JointReview, Part, SiteSurvey
from rules.errors import RuleError


@pytest.fixture
def crew(in_east, ana) -> joint.Crew:
    build.regulation("2026-1", build.NOW.date(), joint=joint.RULE)
    return joint.crew(ana)


@pytest.fixture
def refused():
    """`refused(verb, …)`: code and field of the refusal, after which nothing is other than before."""

    def ask(verb: Any, *args: Any, **kwargs: Any) -> tuple[str, str | None]:
        tables = (Case, CaseEvent, Part, Deadline, DecisionRecord, SiteSurvey, JointReview)
        kept = [list(table.objects.order_by("pk").values_list()) for table in tables]
        with pytest.raises(RuleError) as error:
            verb(*args, **kwargs)
        assert kept == [list(table.objects.order_by("pk").values_list()) for table in tables]
        return error.value.code, error.value.field

    return ask
