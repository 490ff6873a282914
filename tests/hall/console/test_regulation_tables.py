"""A regulation in readable tables: points or yuan, articles by number, and nothing where the rules are silent."""

import pytest
from django.utils.translation import override

from county.halls import inside
from hall.console.tables import tables_of
from hall.packs.read import pack_codes, read_pack
from hall.regulations.models import RegulationVersion


def tables(code: str, language: str = "en") -> dict[str, list[tuple[str, ...]]]:
    with override(language):
        return {table.title: list(table.rows) for table in tables_of(read_pack(code).rulebook)}


def row(rows: list[tuple[str, ...]], article: str) -> tuple[str, ...]:
    return next(each for each in rows if article in each[-1])


def test_zengjia_counts_in_points_and_rewards():
    zengjia = tables("zengjia")

    games = row(zengjia["Deductions"], "第二条第4项")
    assert games[1:] == ("6 points", "each time", "person", "第二条第4项 上班玩游戏炒股")
    truancy = [each for each in zengjia["Deductions"] if each[2] == "each half day"]
    assert [each[1] for each in truancy] == ["5 points"]
    both = row(zengjia["Deductions"], "第四条第4项")
    assert both[1] == "2 points"
    assert set(both[3].split("; ")) == {"window", "person"}
    assert row(zengjia["Bonuses"], "第六条第2项")[1] == "5 points"
    assert row(zengjia["Bonuses"], "第六条第1项")[1] == "preference at awards"
    assert len(zengjia["What must be public"]) == 5
    assert [each[0] for each in zengjia["Accountability"]] == ["1", "2", "3"]
    handling = {each[0]: each[1] for each in zengjia["Handling"]}
    assert handling["Extension"].startswith("at most 10 ")
    assert handling["Agency cases"] == "inside the hall 7 working days; free of charge"


def test_taihu_counts_in_yuan_and_has_no_bonuses():
    taihu = tables("taihu")

    assert "Fines" in taihu
    assert {"Deductions", "Bonuses"}.isdisjoint(taihu)
    assert any(each[1] == "20 yuan; when grave 50 yuan" for each in taihu["Fines"])
    assert len(taihu["What must be public"]) == 6
    assert len(taihu["Kinds of cases"]) == 6
    assert [each[0] for each in taihu["Leave route"]][:2] == ["≤ 1", "> 1, ≤ 3"]


def test_names_are_chinese_for_who_reads_chinese():
    names = [each[0] for each in tables("taihu", "zh-hans").values() for each in each]

    assert "即办件" in names
    assert not any("instant" in name for name in names)


@pytest.mark.parametrize("code", pack_codes())
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_pack_reads_well(code, language):
    for title, rows in tables(code, language).items():
        for each in rows:
            assert each[0], title
            assert "None" not in "".join(each), (title, each)
            assert "%(" not in "".join(each), (title, each)


@pytest.mark.django_db
def test_the_page_of_a_version_shows_tables_and_articles(dan, east):
    with inside(east):
        version = RegulationVersion.objects.get()

    page = dan.get(f"/console/regulations/regulationversion/{version.pk}/change/").content.decode()

    assert "10-01 – 04-30" in page
    assert "08:00–12:00, 14:30–17:30" in page
    assert "按公布的时间对外服务。" in page


@pytest.mark.django_db
def test_a_draft_that_cannot_be_read_says_where(bo, east):
    with inside(east):
        draft = RegulationVersion.objects.create(
            number="2027-1",
            title="草案",
            effective_on="2027-01-01",
            tables={"number": "2027-1", "title": "草案", "effective_on": "2027-01-01", "kinds": [{}]},
        )

    answer = bo.get(f"/console/regulations/regulationversion/{draft.pk}/change/")

    assert answer.status_code == 200
    assert "kinds[0].code" in answer.content.decode()
