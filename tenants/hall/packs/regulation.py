"""Publishes the regulation of a pack in its hall, with its articles."""

from datetime import datetime

from hall.keys import uuid7
from hall.packs.read import PackError
from hall.packs.shape import Pack
from hall.regulations.models import Article, RegulationVersion


def add_regulation(pack: Pack, *, now: datetime) -> int:
    """Publish it unless its number is there already; returns how many articles came in. Call inside the hall.

    A published version is never edited: other rules under the same number, or another version of the same
    effective date, are refused with PackError.
    """
    book = pack.rulebook
    version = RegulationVersion.objects.filter(number=book.number).first()
    if version is not None:
        if version.tables != pack.regulation:
            raise PackError(
                f"Regulation {book.number} is there with other rules; a change needs a new number."
            )
        return 0
    published = RegulationVersion.Status.PUBLISHED
    if RegulationVersion.objects.filter(effective_on=book.effective_on, status=published).exists():
        raise PackError(f"Another regulation is already in force from {book.effective_on}.")
    version = RegulationVersion.objects.create(
        id=uuid7(now),
        number=book.number,
        title=book.title,
        effective_on=book.effective_on,
        status=published,
        tables=dict(pack.regulation),
        published_at=now,
        published_by=f"pack {pack.hall.code}",
    )
    articles = [
        Article(
            id=uuid7(now),
            version=version,
            path=article.path,
            position=position,
            number=article.number,
            title=article.title,
            summary=article.summary,
        )
        for position, article in enumerate(book.articles, 1)
    ]
    return len(Article.objects.bulk_create(articles))
