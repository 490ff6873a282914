"""Finding matters as one types: by a part of the name, by code, or by the first letters of the pinyin (lsjz)."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from hall.catalogue.models import Matter


def offered_matters() -> list[Matter]:
    """Everything one can apply for now: active matters of open windows, each with its window."""
    matters = Matter.objects.select_related("window").filter(is_active=True, window__is_open=True)
    return list(matters.order_by("window__number", "code"))


def matching(matters: Iterable[Matter], words: str) -> Sequence[Matter]:
    """The matters in which every word is found, those that begin with it first."""
    asked = words.casefold().split()
    found = [matter for matter in matters if all(_finds(matter, word) for word in asked)]
    if not asked:
        return found
    return sorted(found, key=lambda matter: not _texts(matter)[0].startswith(asked[0]))


def _finds(matter: Matter, word: str) -> bool:
    return any(word in text for text in _texts(matter))


def _texts(matter: Matter) -> tuple[str, ...]:
    name, letters = _readings(matter.name)
    return name, letters, matter.code.casefold(), matter.english.casefold()


@lru_cache(maxsize=10_000)
def _readings(name: str) -> tuple[str, str]:
    return name.casefold(), "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).casefold()
