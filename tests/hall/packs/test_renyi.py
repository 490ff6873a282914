"""The hospital's service desk: 17 titles, and not one rule, window or hour."""

from dataclasses import fields

from hall.packs.shape import Pack
from rules.tables.supervision import SILENT

TITLES = ["number", "title", "effective_on", "articles"]


def test_its_regulation_is_17_titles(renyi: Pack) -> None:
    articles = renyi.rulebook.articles
    assert [article.title for article in articles] == [
        "入院制度", "出院制度", "预约挂号制度", "门诊导诊制度", "急诊接诊制度", "转诊转院制度", "住院探视制度",
        "患者隐私保护制度", "知情同意制度", "病历查阅复印制度", "医患沟通制度", "投诉接待制度", "收费公示制度",
        "费用清单制度", "健康教育制度", "满意度调查制度", "服务台值班制度",
    ]  # fmt: skip
    assert [article.path for article in articles] == [f"F{n}" for n in range(1, 18)]
    assert (articles[0].number, articles[16].number) == ("一", "十七")
    assert {article.summary for article in articles} == {""}


def test_titles_yield_no_rules(renyi: Pack) -> None:
    ruled = {each.name: getattr(renyi.rulebook, each.name) for each in fields(renyi.rulebook)}
    assert {name for name, value in ruled.items() if value and value != SILENT} == set(TITLES)


def test_it_has_no_windows_and_two_people(renyi: Pack) -> None:
    assert renyi.windows == ()
    assert {person.username: [*person.roles] for person in renyi.staff} == {
        "renyi.admin": ["administrator"],
        "renyi.director": ["director"],
    }
