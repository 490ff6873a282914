"""Numbers as they stand in a text, in Arabic or Chinese numerals: read in order, or raised by one where they stand."""

import re
from collections.abc import Iterator
from functools import lru_cache

# 半 is a figure too: half a day of leave, five points each half-day. Every other sign is a digit or a ten of tens.
NUMERAL = re.compile(r"[0-9]+|半|[零〇一二两三四五六七八九十百千]+")
DIGITS = "零一二三四五六七八九"
TENS = {"十": 10, "百": 100, "千": 1000}
HALF = 0.5


@lru_cache(maxsize=10_000)
def numerals(text: str) -> tuple[float, ...]:
    """Every number of the text in order: `第四条第4项` says 4 and 4, `每半天扣5分` says 0.5 and 5."""
    return tuple(value_of(found) for found in NUMERAL.findall(text))


def raised(text: str) -> Iterator[tuple[str, str]]:
    """For each number of the text: the number as it stands, and the text with that one number raised by one."""
    for found in NUMERAL.finditer(text):
        yield found[0], f"{text[: found.start()]}{_next(found[0])}{text[found.end() :]}"


def value_of(numeral: str) -> float:
    if numeral.isascii():
        return int(numeral)
    if numeral == "半":
        return HALF
    total = digit = 0
    for sign in numeral.replace("两", "二").replace("〇", "零"):
        if sign in TENS:
            total += (digit or 1) * TENS[sign]
            digit = 0
        else:
            digit = digit * 10 + DIGITS.index(sign)
    return total + digit


def in_chinese(number: int) -> str:
    """1 to 9999: `四十八`, `一千零七十六`."""
    said = ""
    for tens, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // tens % 10
        if digit:
            said += DIGITS[digit] + sign
        elif said and number % tens and not said.endswith("零"):
            said += "零"
    return said.removeprefix("一") if said.startswith("一十") else said


def _next(numeral: str) -> str:
    if numeral.isascii():
        return str(int(numeral) + 1).zfill(len(numeral))
    return "一" if numeral == "半" else in_chinese(int(value_of(numeral)) + 1)
