"""E and F as far as their regulations have figures: when they begin, hours, kinds, disclosures, 17 titles."""

from datetime import date

from support.figures_of_packs import cited, spans, there

from hall.packs.shape import Pack


def test_e_is_in_force_from_1_july_2019_with_one_timetable(zhengwu: Pack) -> None:
    assert (zhengwu.rulebook.number, zhengwu.rulebook.effective_on) == ("2019-1", date(2019, 7, 1))
    assert there(zhengwu.rulebook.hours).article == "E/hours"
    assert spans(zhengwu) == {"01-01 to 12-31": ["09:00-12:00", "13:00-17:00"]}


def test_e_five_kinds_and_six_disclosures(zhengwu: Pack) -> None:
    at = "E/disclosures"
    assert cited(zhengwu.rulebook.disclosures) == {
        "content": at, "procedure": at, "materials": at, "legal_basis": at, "promised_limit": at, "fee": at
    }  # fmt: skip
    assert cited(zhengwu.rulebook.kinds) == {
        "returned": "E/kinds/4",
        "supplement": "E/kinds/5",
        "joint": "E/kinds/3",
        "instant": "E/kinds/1",
        "commitment": "E/kinds/2",
    }


def test_f_is_a_list_of_17_titles_from_1_january_2015(renyi: Pack) -> None:
    assert (renyi.rulebook.number, renyi.rulebook.effective_on) == ("2015-1", date(2015, 1, 1))
    assert [article.path for article in renyi.rulebook.articles] == [f"F{n}" for n in range(1, 18)]
