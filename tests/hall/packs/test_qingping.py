"""Qingping Township: five kinds and no agency kind, six disclosures, and rules that are silent where its text is."""

from hall.packs.shape import MatterEntry, Pack
from rules.classification import CaseFacts, Route, Term, kind_of


def matters(pack: Pack) -> list[MatterEntry]:
    return [matter for window in pack.windows for matter in window.matters]


def test_five_kinds_and_none_of_them_is_agency(qingping: Pack) -> None:
    assert [each.name for each in qingping.rulebook.kinds] == [
        "退回件",
        "补办件",
        "联办件",
        "即办件",
        "承诺件",
    ]


def test_agency_is_a_duty_and_such_a_case_is_named_by_its_term(qingping: Pack) -> None:
    book = qingping.rulebook
    assert "agency" in {duty.code for duty in book.duties}
    agency = [matter for matter in matters(qingping) if matter.route is Route.AGENCY]
    assert [matter.code for matter in agency] == ["QP-MZ-01", "QP-NY-02"]
    for matter in agency:
        kind = kind_of(CaseFacts(term=matter.term, route=matter.route), book.kinds)
        assert kind is not None
        assert kind.code == "commitment"


def test_six_disclosures_as_in_taihu(qingping: Pack, taihu: Pack) -> None:
    there = [(each.code, each.name) for each in taihu.rulebook.disclosures]
    assert [(each.code, each.name) for each in qingping.rulebook.disclosures] == there
    assert len(there) == 6


def test_that_its_text_is_partly_lost_is_said_where_one_reads_it(qingping: Pack) -> None:
    article = qingping.rulebook.article("C")
    assert article is not None
    assert "文本残缺，从一条的中间开始" in article.summary


def test_hours_are_the_halls_own_announcement(qingping: Pack) -> None:
    book = qingping.rulebook
    assert book.hours is not None
    (season,) = book.hours.seasons
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in season.spans] == ["08:30-12:00", "14:00-17:00"]
    article = book.article("C/hours")
    assert article is not None
    assert "由大厅公布" in article.summary


def test_on_what_it_does_not_say_it_has_no_rule(qingping: Pack) -> None:
    book = qingping.rulebook
    assert (book.penalties, book.merits, book.accountability, book.leave_steps) == ((), (), (), ())
    assert (book.extension, book.supplement, book.agency, book.joint) == (None, None, None, None)


def test_seven_windows_with_four_or_five_matters(qingping: Pack) -> None:
    assert [
        (window.number, window.floor, window.phone, len(window.matters)) for window in qingping.windows
    ] == [
        (1, 1, "0000-1234811", 5),
        (2, 1, "0000-1234812", 4),
        (3, 1, "0000-1234813", 4),
        (4, 1, "0000-1234814", 4),
        (5, 1, "0000-1234815", 4),
        (6, 1, "0000-1234816", 4),
        (7, 1, "0000-1234817", 5),
    ]
    assert {matter.term for matter in matters(qingping)} == {Term.INSTANT, Term.COMMITMENT}
