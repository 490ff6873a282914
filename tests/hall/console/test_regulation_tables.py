"""A regulation in readable tables: points or yuan, articles by number, and nothing where the rules are silent."""

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from county.halls import inside
from hall.console.tables import tables_of
from hall.packs.read import pack_codes, read_pack
from hall.regulations.models import RegulationVersion
from rules.errors import RuleError
from rules.rulebook import Rulebook

ROOT = Path(__file__).parents[3]
REGULATIONS = [
    ROOT / "tests" / "rules" / "full_rulebook.toml",
    *[ROOT / "tenants" / "packs" / code / "regulation.toml" for code in ("zengjia", "taihu", "jingshi")],
]


def tables(code: str, language: str = "en") -> dict[str, list[tuple[str, ...]]]:
    with override(language):
        return {table.title: list(table.rows) for table in tables_of(read_pack(code).rulebook)}


def row(rows: list[tuple[str, ...]], article: str) -> tuple[str, ...]:
    return next(each for each in rows if article in each[-1])


def test_zengjia_counts_in_points_and_rewards():
    zengjia = tables("zengjia")

    games = row(zengjia["Deductions"], "第二条第4项")
    assert games[1:] == ("6 points", "", "each time", "person", "", "考核管理办法 第二条第4项 上班玩游戏炒股")
    truancy = [each for each in zengjia["Deductions"] if each[3] == "each half day"]
    assert [each[1] for each in truancy] == ["5 points"]
    both = row(zengjia["Deductions"], "第四条第4项")
    assert both[1] == "2 points"
    assert set(both[4].split("; ")) == {"window", "person"}
    assert row(zengjia["Bonuses"], "第六条第2项")[1] == "5 points"
    assert row(zengjia["Bonuses"], "第六条第1项")[1] == "Preferred at the yearly award"
    costly = row(zengjia["Deductions"], "第五条第2项")
    assert costly[5] == "Loses all award eligibility; Reported to the department concerned"
    assert len(zengjia["What must be public"]) == 5
    rungs = [each[0] for each in zengjia["Accountability"]]
    assert (rungs, len(rungs)) == (sorted(rungs), 18)
    led = [each[2] for each in zengjia["Accountability"] if "(" in each[2]]
    assert led == [
        "Missed the limit but finished within the first urge's limit (finished within the first urge's limit)",
        "Unrepentant after rung 1 (after rung 1)",
        "Poor attitude complained of 3 times or more (from 3 times on)",
    ]
    assert zengjia["Handling"] == [
        ("Extension", "at most 10 calendar days", "限时办结制 第四条 延期上限"),
        ("Extension", "with a notice", "限时办结制 第三条 延期办结通知书"),
        ("Missing documents", "told once, all of them", "首问负责制 第三条 分情况处理"),
        (
            "Agency cases",
            "inside the hall 7 working days; called Forwarded case",
            "全程代办制 中心内流转时限",
        ),
        ("Agency cases", "free of charge", "全程代办制 自愿和免费"),
        ("Joint cases", "led by the integrated window", "并联审批制 一口受理"),
        ("Complaints", "major ones in writing", "效能投诉制 第二条 投诉方式"),
        ("Complaints", "confidential", "效能投诉制 第三条 登记和保密"),
    ]
    assert [each[0] for each in zengjia["What must be public of joint cases"]] == [
        "Grounds", "Conditions", "Parallel procedure", "Limits", "Results"
    ]  # fmt: skip
    late = row(zengjia["Deductions"], "第四条第4项")
    assert late[0].endswith(
        "; when all were missed: Inform the party, Report a refusal to the department head and the centre"
    )
    assert zengjia["Accountability"][-1][4:6] == (
        "构成犯罪",
        "Party or administrative sanction; when grave: Handed to the judiciary",
    )
    assert [each[:2] for each in zengjia["Limits"]] == [
        ("Inform the party", "3 calendar days"),
        ("Report a refusal to the department head and the centre", "7 calendar days"),
    ]
    assert zengjia["Limits"][1][3] == "Head of the department; The centre"
    assert [each[:4] for each in zengjia["Leave route"]] == [
        ("staff", "≥ 0.5", "Head of the centre", "told of it: Party-government office"),
        ("Village agent", "any length", "Village head", "the post is covered first"),
    ]
    assert zengjia["Replies to complaints"][2][:5] == (
        "written",
        "major",
        "",
        "answered in writing",
        "at once: Leaders of the centre; The upper discipline body",
    )
    assert [each[:3] for each in zengjia["Awards"]] == [
        ("Excellent window", "1–2", "window"),
        ("Excellent member of staff", "1–2", "person"),
    ]


def test_taihu_counts_in_yuan_and_has_no_bonuses():
    taihu = tables("taihu")

    assert "Fines" in taihu
    assert {"Deductions", "Bonuses"}.isdisjoint(taihu)
    assert any(each[1] == "20 yuan; when grave 50 yuan" for each in taihu["Fines"])
    assert len(taihu["What must be public"]) == 6
    assert len(taihu["Kinds of cases"]) == 6
    assert [each[1] for each in taihu["Leave route"]] == ["≤ 1", "> 1, ≤ 3", "> 3, ≤ 7", "> 7"]
    assert [each[2] for each in taihu["Leave: what else holds"]] == ["请假", "擅自离岗"]
    truancy = next(each for each in taihu["Fines"] if "Truancy" in each[0])
    assert truancy[1:4] == ("20 yuan", "", "each day; only whole days count")
    corruption = row(taihu["Fines"], "第二十条")
    assert corruption[5] == "when grave: Administrative sanction"
    assert taihu["Limits"][0][:3] == ("Instant cases the same day", "the same day", "Instant case")
    assert taihu["Reports"][0][1:3] == ("on day 1 of the month", "General window")
    assert taihu["Who settles problems"][2][:2] == ("Major problems", "Township party committee")


def test_jingshi_shows_its_floor_and_its_staff():
    assert [each[1] for each in tables("jingshi")["Establishment"]] == [
        "7 windows",
        "4–6 people",
        "about 140 m²",
    ]


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


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*path, key))
    else:
        yield path, data


def put(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    copied = copy.deepcopy(data)
    place = copied
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return copied


@pytest.mark.parametrize("regulation", REGULATIONS, ids=lambda path: path.parent.name)
def test_whatever_figure_or_flag_of_a_regulation_changes_the_reader_sees_it(regulation):
    """Every number and every flag, one by one: what the console shows is all there is."""
    data = tomllib.loads(regulation.read_text("utf-8"))
    before, tried = tables_of(Rulebook.parse(data)), 0
    for path, value in leaves(data):
        if not isinstance(value, int | float):
            continue
        try:
            book = Rulebook.parse(put(data, path, (not value) if isinstance(value, bool) else value + 1))
        except RuleError:
            continue  # a figure that may not have this value
        assert tables_of(book) != before, path
        tried += 1
    assert tried


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
            drafted_at="2026-03-04T10:00+08:00",
            tables={"number": "2027-1", "title": "草案", "effective_on": "2027-01-01", "kinds": [{}]},
        )

    answer = bo.get(f"/console/regulations/regulationversion/{draft.pk}/change/")

    assert answer.status_code == 200
    assert "kinds[0].code" in answer.content.decode()
