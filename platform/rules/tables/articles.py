"""The articles of a regulation: what every figure, penalty and decision cites."""

from dataclasses import dataclass

from rules.tables.reading import Row

LONGEST_SUMMARY = 2_000  # characters


@dataclass(frozen=True)
class Article:
    """One article, clause or item. `path` places it in the tree ("A6/4.4" lies under "A6").

    `number` is the hall's own numbering, `summary` our own words, never the regulation's prose. Both may be
    empty, because a regulation may be a list of titles only.
    """

    path: str
    title: str
    number: str = ""
    summary: str = ""

    @property
    def parent(self) -> str | None:
        return self.path.rpartition("/")[0] or None


def read_article(row: Row) -> Article:
    """`[[articles]]` path title number? summary?"""
    path = row.text("path")
    if "" in path.split("/"):
        raise row.refuse("path", "%(where)s must be names separated by single slashes.")
    return Article(
        path,
        row.text("title"),
        row.optional_text("number") or "",
        row.optional_text("summary", LONGEST_SUMMARY, in_lines=True) or "",
    )


def check_parents(book: Row, articles: tuple[Article, ...]) -> None:
    """Whatever lies under an article needs that article: "A6/4.4" cannot stand without "A6"."""
    paths = {article.path for article in articles}
    for at, article in enumerate(articles):
        if article.parent is not None and article.parent not in paths:
            raise book.refuse(
                f"articles[{at}].path",
                "%(where)s lies under article %(parent)s, which does not exist.",
                parent=article.parent,
            )
