"""Which version is the law on which day; only what is published is ever the law, and ever remembered."""

from datetime import date

import pytest
from support.regulations import published, tables

from hall.regulations import current
from hall.regulations.current import regulation, regulation_on
from hall.regulations.lifecycle import change_draft, check, draft, publish
from hall.regulations.models import RegulationVersion
from hall.regulations.versions import versions

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_east")]


def test_a_version_ends_the_day_before_the_next_begins(verbs):
    published(verbs, "2026-1", "2026-06-01")
    published(verbs, "2026-2", "2027-01-01")
    draft(tables("2026-3", "2026-10-01"), **verbs)

    assert [(row.version.number, row.first_on, row.last_on) for row in versions()] == [
        ("2026-2", date(2027, 1, 1), None),
        ("2026-3", None, None),
        ("2026-1", date(2026, 6, 1), date(2026, 12, 31)),
        ("2012-1", date(2012, 3, 1), date(2026, 5, 31)),
    ]


def test_neither_a_draft_nor_a_checked_version_is_in_force(verbs):
    version = draft(tables("2026-1", "2026-03-04"), **verbs)
    assert regulation_on(date(2026, 3, 4)).number == "2012-1"
    check(version.pk, revision=1, **verbs)
    assert regulation_on(date(2026, 3, 4)).number == "2012-1"
    publish(version.pk, revision=1, **verbs)
    assert regulation_on(date(2026, 3, 4)).number == "2026-1"
    assert regulation_on(date(2026, 3, 3)).number == "2012-1"


def test_a_draft_is_no_answer_and_is_not_remembered(verbs):
    version = draft(tables("2026-1", "2026-03-04", kinds=[]), **verbs)
    kept = current._read.cache_info().currsize
    with pytest.raises(RegulationVersion.DoesNotExist):
        regulation(version.pk)
    check(version.pk, revision=1, **verbs)
    with pytest.raises(RegulationVersion.DoesNotExist):
        regulation(version.pk)
    assert current._read.cache_info().currsize == kept

    change_draft(version.pk, tables("2026-1", "2026-03-04"), revision=1, **verbs)
    check(version.pk, revision=2, **verbs)
    publish(version.pk, revision=2, **verbs)

    assert [kind.code for kind in regulation(version.pk).rulebook.kinds] == ["instant"]


def test_a_published_version_is_read_once(verbs, django_assert_num_queries):
    version = published(verbs)
    first = regulation(version.pk)

    with django_assert_num_queries(0):
        assert regulation(version.pk) is first


def test_the_list_takes_one_statement_however_long_it_is(verbs, django_assert_num_queries):
    for month in range(3, 13):
        published(verbs, f"2026-{month}", f"2026-{month:02}-28")

    with django_assert_num_queries(1):
        assert len(versions()) == 11
