"""Finding matters as one types: by a part of the name, by code, or by the first letters of the pinyin (lsjz)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from hall.catalogue.models import Matter, Window


def offered_matters() -> list[Matter]:
    """Everything one can apply for now: active matters of open windows, each with its window."""
    matters = Matter.objects.select_related("window").filter(is_active=True, window__is_open=True)
    return list(matters.order_by("window__place", "code"))


def matching(matters: Iterable[Matter], words: str) -> Sequence[Matter]:
    """The matters in which every word is found, those that begin with it first."""
    asked = words.casefold().split()
    found = [matter for matter in matters if all(finds(texts_of_matter(matter), word) for word in asked)]
    if not asked:
        return found
    return sorted(found, key=lambda matter: not texts_of_matter(matter)[0].startswith(asked[0]))


def finds(texts: Iterable[str], word: str) -> bool:
    """Is the case-folded word a part of one of the texts?"""
    return any(word in text for text in texts)


def texts_of_matter(matter: Matter) -> tuple[str, ...]:
    name, letters = _readings(matter.name)
    return name, letters, matter.code.casefold(), matter.english.casefold()


def texts_of_window(window: Window) -> tuple[str, ...]:
    """Without the number: "1" would be found in half of the numbers there are."""
    return *_readings(window.name), window.english.casefold()


@lru_cache(maxsize=10_000)
def _readings(name: str) -> tuple[str, str]:
    return name.casefold(), first_letters(name)


def first_letters(name: str) -> str:
    """The first letters of the pinyin: lsjz of 临时救助. What is not Chinese stays as it is."""
    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()
