"""Numbers that stand in words: each is in texts.toml, and what an article says is what the tables hold."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from support.numerals import numerals

from hall.packs.read import pack_codes
from hall.packs.shape import Pack
from rules.rulebook import Rulebook

TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
WORDS = ("code", "name", "english", "occurrence", "text", "grave_when")

# A figure of a table that its article does not say in numerals, and why.
SAID_OTHERWISE = {
    ("zengjia", "A6/4.4", 7): "a week",
    ("taihu", "B/leave/4", 7): "a week",
}


def test_every_hall_has_its_texts() -> None:
    assert tuple(sorted(TEXTS)) == pack_codes()


def test_no_number_in_an_article_is_another_than_in_the_table(all_packs: dict[str, Pack]) -> None:
    for code, pack in all_packs.items():
        articles = pack.rulebook.articles
        said = {each.path: [*numerals(f"{each.number} {each.title} {each.summary}")] for each in articles}
        assert said == TEXTS[code]["articles"], code
        assert [*said] == [*TEXTS[code]["articles"]], code


def test_no_number_in_the_words_of_a_rule_is_another_than_in_the_table(all_packs: dict[str, Pack]) -> None:
    for code, pack in all_packs.items():
        tables = {table: rows for table, rows in pack.regulation.items() if table != "articles"}
        found = {place: [*said] for place, text in _words(tables) if (said := numerals(text))}
        assert found == TEXTS[code].get("words", {}), code


def test_what_an_article_says_in_numbers_is_what_the_tables_hold(all_packs: dict[str, Pack]) -> None:
    for code, pack in all_packs.items():
        silent = {
            (code, path, figure)
            for path, figure in _figures(pack.rulebook)
            if path is None or figure not in TEXTS[code]["articles"][path]
        }
        assert silent == {key for key in SAID_OTHERWISE if key[0] == code}, code


def _words(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Where words stand, by the codes of the rows: `penalties.late.occurrence`."""
    if isinstance(value, list):
        for at, row in enumerate(value):
            key = row.get("code", at) if isinstance(row, dict) else at
            yield from _words(row, f"{place}.{key}")
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _words(each, f"{place}.{key}")
    elif isinstance(value, str) and place.rpartition(".")[2] in WORDS:
        yield place.lstrip("."), value


def _figures(book: Rulebook) -> Iterator[tuple[str | None, float]]:
    """Each figure of the tables with the article it cites; 0 is `at once`, which no article writes as a number."""
    for path, figures in _rows(book):
        yield from ((path, float(figure)) for figure in figures if figure)


def _rows(book: Rulebook) -> Iterator[tuple[str | None, tuple[Any, ...]]]:
    for breach in book.penalties:
        yield breach.article, (breach.amount, breach.grave_amount)
    for merit in book.merits:
        yield merit.article, (merit.amount,)
    for award in book.awards:
        yield award.article, (award.minimum, award.maximum)
    for quantity in book.establishment:
        yield quantity.article, (quantity.minimum, quantity.maximum)
    for duty in book.duties:
        yield duty.article, (duty.minimum, duty.maximum)
    for limit in book.limits:
        yield limit.article, (limit.limit.amount,)
    for step in book.leave_steps:
        yield step.article, (step.lower, step.upper)
    for report in book.reporting:
        yield report.article, (report.day,)
    for reply in book.complaint_replies:
        yield reply.when_article, (reply.within and reply.within.amount, reply.aim_days)
    for rung in book.accountability:
        yield rung.article, tuple(trigger.times for trigger in rung.triggers)
    for item in book.disclosures if len(book.disclosures) > 1 else ():
        yield item.article, (len(book.disclosures),)
    yield from _single(book)


def _single(book: Rulebook) -> Iterator[tuple[str | None, tuple[Any, ...]]]:
    if book.extension:
        yield book.extension.article, (book.extension.max_days,)
    if book.supplement and book.supplement.notice_within:
        yield book.supplement.article, (book.supplement.notice_within.amount,)
    if book.joint:
        yield book.joint.article, (book.joint.minimum,)
    for limit in (book.agency.inside, book.agency.upward) if book.agency else ():
        if limit:
            yield limit.article, (limit.amount,)
    if book.leave and book.leave.noted:
        yield book.leave.noted.article, (book.leave.noted.below_days,)
    if book.hours:
        edges = [edge for season in book.hours.seasons for span in season.spans for edge in span]
        yield book.hours.article, tuple(n for edge in edges for n in (edge.hour, edge.minute))
