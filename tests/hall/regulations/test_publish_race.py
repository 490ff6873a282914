"""Two administrators at the same regulation in the same moment: the interleaving is forced, one of them wins."""

from datetime import date

import pytest
from support import build
from support.race import held_after, threads, wait_for_a_lock
from support.regulations import tables

from county.halls import inside
from county.registry.permissions import Actor
from hall.office.models import AuditLine
from hall.regulations.lifecycle import change_draft, check, draft, draft_once, publish
from hall.regulations.models import RegulationVersion
from hall.regulations.next_draft import successor
from rules.errors import RuleError

BO = Actor(name="Bo")
JUDGED = "hall.regulations.lifecycle._judge"  # between the lock and the save


def checked(*named: str) -> RegulationVersion:
    verbs = {"actor": BO, "now": build.NOW}
    version = draft(tables(*named), **verbs)
    return check(version.pk, revision=1, **verbs)


def lines() -> list[str]:
    return list(AuditLine.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def one(own_hall) -> RegulationVersion:
    with inside(own_hall):
        return checked("2026-1", "2026-06-01")


def raced(hall, first, second) -> RuleError:
    """`second` begins while `first` stands between its judgement and its writing; the error `second` gets."""
    with held_after(JUDGED, "first") as held, threads(hall) as start:
        winner = start("first", first)
        held.wait_until_there()
        loser = start("second", second)
        wait_for_a_lock()
        held.go_on.set()
        assert winner.result(10).status == "published"
        with pytest.raises(RuleError) as refused:
            loser.result(10)
    return refused.value


def test_a_version_is_published_once(own_hall, one):
    def publishing() -> RegulationVersion:
        return publish(one.pk, revision=1, actor=BO, now=build.NOW)

    assert raced(own_hall, publishing, publishing).code == "regulation_published"
    with inside(own_hall):
        assert lines().count("regulationversion.publish") == 1


@pytest.mark.parametrize(
    ("begins", "code"), [("2026-06-01", "regulation_day_taken"), ("2026-05-01", "regulation_overlap")]
)
def test_two_versions_published_at_once_do_not_overlap(own_hall, one, begins, code):
    with inside(own_hall):
        other = checked("2026-2", begins)

    error = raced(
        own_hall,
        lambda: publish(one.pk, revision=1, actor=BO, now=build.NOW),
        lambda: publish(other.pk, revision=1, actor=BO, now=build.NOW),
    )

    assert error.code == code
    with inside(own_hall):
        assert RegulationVersion.objects.get(pk=other.pk).status == "checked"
        assert list(
            RegulationVersion.objects.filter(status="published").values_list("effective_on", flat=True)
        ) == [date(2026, 6, 1), date(2012, 3, 1)]


def test_what_is_published_is_what_was_checked(own_hall, one):
    """Somebody saves another text while the publisher's click is on its way."""
    error = raced(
        own_hall,
        lambda: publish(one.pk, revision=1, actor=BO, now=build.NOW),
        lambda: change_draft(one.pk, tables(title="另一部"), revision=1, actor=BO, now=build.NOW),
    )

    assert error.code == "regulation_published"
    with inside(own_hall):
        assert RegulationVersion.objects.get(pk=one.pk).title == "便民服务中心管理办法"


def test_two_clicks_at_once_make_one_draft(own_hall):
    def click() -> RegulationVersion:
        return draft_once(successor(now=build.NOW), actor=BO, now=build.NOW)

    with held_after("hall.regulations.lifecycle._note", "first") as held, threads(own_hall) as start:
        first = start("first", click)
        held.wait_until_there()
        second = start("second", click)
        wait_for_a_lock()
        held.go_on.set()
        assert first.result(10).pk == second.result(10).pk
    with inside(own_hall):
        assert RegulationVersion.objects.filter(status="draft").count() == 1
