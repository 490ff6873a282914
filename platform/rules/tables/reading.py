"""Reads one table of a rule book strictly: types, known keys, articles that exist; or says where not."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from rules.errors import RuleError

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LONGEST = 200  # characters of a text that is no summary
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}  # control characters, line breaks, marks that turn the reading order


class Row:
    """One table under its path, e.g. `penalties[3]`. Reading takes a key away; `close` refuses the rest."""

    def __init__(self, data: object, path: str = "", articles: Iterable[str] = ()) -> None:
        self.path = path
        if not isinstance(data, Mapping):
            raise self.refuse("", "%(where)s must be a table.")
        self._left: dict[str, Any] = dict(data)
        self.articles = frozenset(articles)

    def where(self, key: str) -> str:
        return f"{self.path}.{key}".strip(".")

    def refuse(self, key: str, message: str, **values: object) -> RuleError:
        """The error to raise for `key`; the message may use %(where)s besides its own values."""
        where = self.where(key)
        return RuleError("bad_rulebook", message, where or None, where=where or "rulebook", **values)

    def has(self, key: str) -> bool:
        return self._left.get(key) is not None

    def close(self) -> None:
        for key in self._left:
            raise self.refuse(key, "%(where)s is not a field of this table.")

    # A missing value is None here; `required` turns that into a refusal.
    def text(self, key: str, at_most: int = LONGEST) -> str:
        return self._required(key, self.optional_text(key, at_most))

    def optional_text(self, key: str, at_most: int = LONGEST, *, in_lines: bool = False) -> str | None:
        """One line of text, or several."""
        value = self._left.pop(key, None)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(key, "%(where)s must be text.")
        if len(value) > at_most:
            raise self.refuse(key, "%(where)s has more than %(at_most)s characters.", at_most=at_most)
        seen = value.replace("\n", "") if in_lines else value
        if any(unicodedata.category(each) in UNSEEN for each in seen):
            raise self.refuse(key, "%(where)s has a line break or a character that nobody can see.")
        return value

    def code(self, key: str) -> str:
        value = self.text(key)
        if not CODE.fullmatch(value):
            raise self.refuse(
                key, "%(where)s must be a code: at most 40 small letters, digits and underscores."
            )
        return value

    def optional_code(self, key: str) -> str | None:
        return self.code(key) if self.has(key) else None

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of codes, each once; empty when the key is missing."""
        values = self._left.pop(key, ())
        if not isinstance(values, list | tuple) or not all(
            isinstance(value, str) and CODE.fullmatch(value) for value in values
        ):
            raise self.refuse(key, "%(where)s must be a list of codes.")
        if len(set(values)) != len(values):
            raise self.refuse(key, "%(where)s names something twice.")
        return tuple(values)

    def number(self, key: str, at_most: int = 100_000, at_least: int = 1) -> int:
        return self._required(key, self.optional_number(key, at_most, at_least))

    def optional_number(self, key: str, at_most: int = 100_000, at_least: int = 1) -> int | None:
        value = self._left.pop(key, None)
        # bool is an int in Python, but `true` is no amount.
        if value is not None and (type(value) is not int or not at_least <= value <= at_most):
            raise self.refuse(
                key,
                "%(where)s must be a whole number from %(at_least)s to %(at_most)s.",
                at_least=at_least,
                at_most=at_most,
            )
        return value

    def optional_length(self, key: str) -> Decimal | None:
        """A number of days that may be 0 or a fraction such as 0.5."""
        value = self._left.pop(key, None)
        if value is not None and (type(value) not in (int, float) or not 0 <= value <= 3660):
            raise self.refuse(key, "%(where)s must be a number of days, 0 or more.")
        return None if value is None else Decimal(str(value))

    def flag(self, key: str) -> bool:
        """True or false; false when missing."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.refuse(key, "%(where)s must be true or false.")
        return value

    def choice(self, key: str, options: type[E]) -> E:
        return self._required(key, self.optional_choice(key, options))

    def optional_choice(self, key: str, options: type[E]) -> E | None:
        value = self._left.pop(key, None)
        return None if value is None else self._option(key, value, options)

    def one_or_more(self, key: str, options: type[E]) -> tuple[E, ...]:
        """One of the options as text, or a list of some."""
        if isinstance(self._left.get(key), str):
            return (self.choice(key, options),)
        chosen = self.choices(key, options)
        if not chosen:
            raise self.refuse(key, "%(where)s is missing.")
        return chosen

    def choices(self, key: str, options: type[E]) -> tuple[E, ...]:
        return tuple(self._option(key, value, options) for value in self.codes(key))

    def day(self, key: str) -> date:
        """A date, as TOML gives it or as the text JSON keeps."""
        value = self._required(key, self._left.pop(key, None))
        if type(value) is date:
            return value
        # Python also reads 20130601 and 2013-W22-6, which nobody else does.
        if isinstance(value, str) and DATE.fullmatch(value):
            with suppress(ValueError):
                return date.fromisoformat(value)
        raise self.refuse(key, "%(where)s must be a date (YYYY-MM-DD).")

    def article(self) -> str:
        return self._required("article", self.optional_article())

    def optional_article(self, key: str = "article") -> str | None:
        path = self.optional_text(key)
        if path is not None and path not in self.articles:
            raise self.refuse(key, "%(where)s names article %(article)s, which does not exist.", article=path)
        return path

    def article_of(self, field: str, otherwise: str | None) -> str | None:
        """The article under `<field>_article`, where one field rests on another one than the rest of its table."""
        return self.optional_article(f"{field}_article") or otherwise

    def raw(self, key: str) -> Any:
        return self._left.pop(key, None)

    def table(self, key: str, read: Callable[["Row"], T]) -> T | None:
        """The table under `key`, read to its end; None when the rule book has none."""
        data = self._left.pop(key, None)
        return None if data is None else _read(Row(data, self.where(key), self.articles), read)

    def rows(self, key: str, read: Callable[["Row"], T]) -> tuple[T, ...]:
        """Each table of the list under `key`; none when missing."""
        data = self._left.pop(key, ())
        if not isinstance(data, list | tuple):
            raise self.refuse(key, "%(where)s must be a list of tables.")
        return tuple(
            _read(Row(row, f"{self.where(key)}[{at}]", self.articles), read) for at, row in enumerate(data)
        )

    def _required(self, key: str, value: T | None) -> T:
        if value is None:
            raise self.refuse(key, "%(where)s is missing.")
        return value

    def _option(self, key: str, value: Any, options: type[E]) -> E:
        try:
            return options(value)
        except ValueError:
            raise self.refuse(
                key, "%(where)s must be one of: %(options)s.", options=", ".join(options)
            ) from None


def _read(row: Row, read: Callable[[Row], T]) -> T:
    value = read(row)
    row.close()
    return value
