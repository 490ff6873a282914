"""Takes personal data and secrets out of anything on its way to a log or to Sentry; keeps what helps to repair.

Pure functions. When in doubt they take out more: a report without a detail is still a report.
"""

import html
import re
import unicodedata
from datetime import date, time, timedelta
from decimal import Decimal
from traceback import format_exception_only
from typing import Any
from urllib.parse import unquote
from uuid import UUID

from config.personal import FILTERED, is_personal, without_personal_data

LONGEST_TEXT = 50_000  # characters; what is longer is cut
# Dropped before a cut: what stands there may be the first half of a number, escaped twice.
LOOSE_END = 512
CUT = " … [cut]"
LAYERS = 5  # of escaping that are looked under: JSON in a URL in JSON is three
DEEPEST = 24
MOST_ITEMS = 2_000  # of one list or mapping
MOST_VALUES = 100_000  # of one call
SHORTEST_NUMBER = 10**10  # a mobile number; what is shorter is nobody's unless its name says so

# Under these keys Sentry puts ids of its own, which can look like a card number.
_IDS = frozenset(
    {"event_id", "trace_id", "span_id", "parent_span_id", "segment_id", "replay_id", "profile_id"}
)
_ID = re.compile(r"[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_AS_THEY_ARE = (bool, float, type(None), UUID, Decimal, date, time, timedelta)
_ONE_HARMLESS_WORD = re.compile(
    r"[A-Za-z_./\-]{0,500}"
)  # names of modules, functions, files: most of a report
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_ESCAPED = re.compile(r"((?:\\x[0-9A-Fa-f]{2})+)|((?:\\u[0-9A-Fa-f]{4})+)|\\([nrtbf\"'/\\])")
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " "}


def scrub_text(text: str) -> str:
    """The text without personal data; the very same text where there was none.

    Looks at it as it is, and under each layer of percent, JSON, Python or HTML escapes. Where something was
    found, the text comes back in the form in which it was found (full-width digits, for one, are then ASCII).
    """
    if _ONE_HARMLESS_WORD.fullmatch(text):
        return text
    best = layer = text
    is_cut = False
    for _ in range(LAYERS):
        # Cut on both sides of _plain: it may write one character as eighteen.
        is_cut = is_cut or len(layer) > LONGEST_TEXT
        layer = _plain(layer[:LONGEST_TEXT])
        is_cut = is_cut or len(layer) > LONGEST_TEXT
        layer = layer[:LONGEST_TEXT]
        clean = without_personal_data(layer)
        if clean != layer or is_cut:
            best = clean
        layer = _without_one_escape(clean)
        if layer == clean:
            break
    if is_cut:
        best = best[:-LOOSE_END] + CUT
    return best if best.isascii() else best.encode("utf-8", "backslashreplace").decode()


def scrub(value: Any) -> Any:
    """The value without personal data: text by pattern, mappings also by the names of their keys.

    Mappings, lists, tuples, sets and exceptions are walked; bytes become text; numbers that look personal
    become text; any other object becomes the name of its type, since its repr may hold (or fetch) anything.
    """
    return _Walk().walk(value, key="")


class _Walk:
    """One call of `scrub`: what it has seen, and how much it may still look at."""

    def __init__(self) -> None:
        self.left = MOST_VALUES
        self.above: list[int] = []  # ids of the containers we are inside of

    def walk(self, value: Any, key: str) -> Any:
        self.left -= 1
        if self.left < 0:
            return CUT.strip()
        if isinstance(value, _AS_THEY_ARE):
            return value
        if isinstance(value, str):
            return value if key in _IDS and _ID.fullmatch(value) else scrub_text(str(value))
        if isinstance(value, int):
            written = str(value) if abs(value) >= SHORTEST_NUMBER else ""
            return value if scrub_text(written) == written else scrub_text(written)
        if isinstance(value, bytes | bytearray | memoryview):
            return scrub_text(bytes(value[: LONGEST_TEXT + LOOSE_END]).decode("utf-8", "replace"))
        if isinstance(value, BaseException):
            return scrub_text("".join(format_exception_only(value)).strip())
        if isinstance(value, dict | list | tuple | set | frozenset):
            return self._container(value)
        return f"<{type(value).__module__}.{type(value).__qualname__}>"

    def _container(self, value: Any) -> Any:
        if id(value) in self.above or len(self.above) >= DEEPEST:
            return "[within itself]" if id(value) in self.above else "[too deep]"
        self.above.append(id(value))
        try:
            if isinstance(value, dict):
                return self._mapping(value)
            items = [self.walk(item, "") for item, _ in zip(value, range(MOST_ITEMS), strict=False)]
            if len(value) > MOST_ITEMS:
                items.append(CUT.strip())
            return tuple(items) if isinstance(value, tuple) else items
        finally:
            self.above.pop()

    def _mapping(self, value: dict[Any, Any]) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for (key, item), _ in zip(value.items(), range(MOST_ITEMS), strict=False):
            name = key if isinstance(key, str) else str(self.walk(key, ""))
            # Nothing, yes and no say something useful under such a name, and nothing personal.
            is_told = item is None or isinstance(item, bool)
            hidden = isinstance(key, str) and is_personal(key) and not is_told
            result[scrub_text(name)] = FILTERED if hidden else self.walk(item, name)
        if len(value) > MOST_ITEMS:
            result[CUT.strip()] = len(value) - MOST_ITEMS
        return result


def _plain(text: str) -> str:
    """The one form the patterns know: NFKC, ASCII digits, nothing invisible between them."""
    if text.isascii():
        return text
    visible = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    return "".join(
        str(unicodedata.decimal(character)) if character > "\x7f" and character.isdecimal() else character
        for character in visible
    )


def _without_one_escape(text: str) -> str:
    if "%" in text:
        text = unquote(text, errors="replace")
    if "\\" in text:
        text = _ESCAPED.sub(_unescape, text)
    return html.unescape(text) if "&" in text else text


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        code = bytes.fromhex(match[1].replace("\\x", ""))
        try:
            return code.decode()  # the repr of bytes
        except UnicodeDecodeError:
            return code.decode("latin-1")  # the repr of text: \xad is a soft hyphen
    if match[2]:
        return bytes.fromhex(match[2].replace("\\u", "")).decode("utf-16-be", "replace")
    return _UNESCAPED.get(match[3], match[3])
