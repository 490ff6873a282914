"""When a case counts as due soon, how long an urge allows and how often somebody is reminded: where the rules say so
and where they are silent."""

import pytest

from rules.errors import RuleError
from rules.limits import Limit, LimitUnit
from rules.rulebook import Rulebook
from rules.standing import next_look
from rules.tables.handling import Approver
from rules.tables.supervision import SILENT, Supervision

TWO_DAYS = Limit(2, LimitUnit.WORKING_DAYS)
HALF_A_DAY = Limit(240, LimitUnit.WORKING_MINUTES)
BOOK = {
    "title": "管理办法",
    "number": "2026-1",
    "effective_on": "2026-01-01",
    "articles": [{"path": "1", "number": "第一条", "title": "催办", "summary": "催办有期限。"}],
}
DUE, SOON = "2026-03-13 17:30", "2026-03-12 17:30"


def read(**tables):
    return Rulebook.parse({**BOOK, **tables})


def refused(**tables):
    with pytest.raises(RuleError) as error:
        read(**tables)
    return error.value.field


def test_where_the_rules_are_silent_it_is_two_working_days_and_a_reminder_every_half_day():
    assert read().supervision == SILENT == Supervision(TWO_DAYS, TWO_DAYS, HALF_A_DAY)
    assert SILENT.due_soon.article is None


@pytest.mark.parametrize("unit", list(LimitUnit))
def test_each_may_be_said_alone_in_any_unit_and_cites_its_article(unit):
    table = {"article": "1", "due_soon": 3, "due_soon_unit": unit.value}
    assert read(supervision=table).supervision == Supervision(Limit(3, unit, "1"), TWO_DAYS)

    table = {"article": "1", "urge_within": 1, "urge_within_unit": unit.value}
    assert read(supervision=table).supervision == Supervision(TWO_DAYS, Limit(1, unit, "1"))

    table = {"article": "1", "remind_every": 1, "remind_every_unit": unit.value}
    assert read(supervision=table).supervision == Supervision(TWO_DAYS, TWO_DAYS, Limit(1, unit, "1"))


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ({"due_soon": 3, "due_soon_unit": "working_days"}, "supervision.article"),
        ({"article": "9", "due_soon": 3, "due_soon_unit": "working_days"}, "supervision.article"),
        ({"article": "1", "due_soon": 3}, "supervision.due_soon_unit"),
        ({"article": "1", "due_soon_unit": "working_days"}, "supervision.due_soon"),
        ({"article": "1", "urge_within": 3}, "supervision.urge_within_unit"),
        ({"article": "1", "urge_within_unit": "working_days"}, "supervision.urge_within"),
        ({"article": "1", "urge_within": 1, "urge_within_unit": "weeks"}, "supervision.urge_within_unit"),
        ({"article": "1", "due_soon": -1, "due_soon_unit": "working_days"}, "supervision.due_soon"),
        ({"article": "1", "due_soon": 10**9, "due_soon_unit": "working_days"}, "supervision.due_soon"),
        ({"article": "1", "due_soon": "2", "due_soon_unit": "working_days"}, "supervision.due_soon"),
        ({"article": "1", "remind_every": 3}, "supervision.remind_every_unit"),
        ({"article": "1", "amber": 3}, "supervision.amber"),
    ],
)
def test_half_a_limit_an_unknown_unit_or_no_article_is_refused(table, field):
    assert refused(supervision=table) == field


@pytest.mark.parametrize("approver", list(Approver))
def test_the_regulation_names_who_approves_an_extension(approver):
    table = {"article": "1", "max_days": 5, "unit": "working_days", "approved_by": approver.value}

    assert read(extension=table).extension.approved_by is approver


def test_an_extension_may_name_nobody_but_not_somebody_unknown():
    table = {"article": "1", "max_days": 5, "unit": "working_days"}

    assert read(extension=table).extension.approved_by is None
    for nobody in ("clerk", "", 5):
        assert refused(extension={**table, "approved_by": nobody}) == "extension.approved_by"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-03-10 09:00", SOON),
        ("2026-03-12 17:29", SOON),
        ("2026-03-12 17:30", DUE),  # it became due soon this very instant: what is next is the due date
        ("2026-03-13 10:00", DUE),
        ("2026-03-20 10:00", DUE),  # also when that has passed: the sweep finds it at once
    ],
)
def test_a_case_is_next_looked_at_as_it_becomes_due_soon_then_when_it_is_due(at, after, expected):
    assert next_look(at(DUE), at(SOON), at(after)) == at(expected)


def test_what_is_due_soon_from_the_start_is_looked_at_when_it_is_due(at):
    assert next_look(at(DUE), at("2026-03-10 17:30"), at("2026-03-13 08:00")) == at(DUE)
