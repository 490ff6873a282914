"""A hall without a regulation: its first version may begin in the past, the rules being older than this system."""

from datetime import date

import pytest
from support import build

from county.halls import inside
from county.provisioning.provision import NewHall, provision
from hall.regulations.current import regulation_on
from hall.regulations.lifecycle import check, draft, publish
from hall.regulations.next_draft import blank, successor
from rules.errors import RuleError


@pytest.mark.django_db
def test_only_the_first_version_may_begin_in_the_past(cast):
    hall = provision(NewHall(code="young", name="新中心")).ref
    verbs = {"actor": cast.bo, "now": build.NOW}
    with inside(hall):
        with pytest.raises(RuleError) as refused:
            successor(now=build.NOW)
        assert refused.value.code == "no_regulation"
        first = draft({**blank("办法", now=build.NOW), "effective_on": "2012-03-01"}, **verbs)
        check(first.pk, revision=1, **verbs)
        publish(first.pk, revision=1, **verbs)
        second = draft({**blank("办法", now=build.NOW), "effective_on": "2013-03-01"}, **verbs)

        with pytest.raises(RuleError) as refused:
            check(second.pk, revision=1, **verbs)

        assert refused.value.code == "regulation_in_past"
        assert regulation_on(date(2026, 3, 4)).number == "2026-1"
