"""How a regulation assesses and rewards, as tables: dimensions, views, what follows, awards."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext

from county.registry.templatetags.wording import named
from hall.console.table import LIABLE, Table, cited, from_to, percent, table
from rules.rulebook import Rulebook


def evaluation_tables(book: Rulebook) -> Iterator[Table]:
    yield _evaluation(book)
    yield _views(book)
    yield _evaluation_terms(book)
    yield _awards(book)


def _evaluation(book: Rulebook) -> Table:
    rows = [(named(each), percent(each.weight), cited(book, each.article)) for each in book.evaluation]
    return table(gettext("Assessed by"), [gettext("Subject"), gettext("Weight")], rows)


def _views(book: Rulebook) -> Table:
    rows = [(named(each), percent(each.weight), cited(book, each.article)) for each in book.evaluation_views]
    return table(gettext("Who assesses"), [gettext("View"), gettext("Weight")], rows)


def _evaluation_terms(book: Rulebook) -> Table:
    terms = book.evaluation_terms
    if terms is None:
        return table("", [], [])
    article = cited(book, terms.article)
    rows: list[tuple[str, Any, str]] = [(gettext("Best mark"), terms.full_mark, article)]
    if terms.bottom:
        rows.append((gettext("Lowest places that must be put right"), terms.bottom, article))
    if terms.bad_influence_is_rectified:
        rows.append((gettext("Bad influence"), gettext("must be put right"), article))
    if terms.is_held_accountable:
        rows.append((gettext("Who must put right"), gettext("is held accountable besides"), article))
    return table(gettext("What an evaluation leads to"), [gettext("Subject"), gettext("Rule")], rows)


def _awards(book: Rulebook) -> Table:
    rows = [
        (
            named(award),
            from_to(award.minimum, award.maximum),
            LIABLE[award.applies_to],
            cited(book, award.article),
        )
        for award in book.awards
    ]
    return table(gettext("Awards"), [gettext("Award"), gettext("Each time"), gettext("Given to")], rows)
