"""What personal data and secrets look like inside one plain line of text, and the words that name them.

Every pattern is a chain of bounded pieces, or a class that always matches to its end: the time it takes
grows with the text and not faster.
"""

import re
import unicodedata
from collections.abc import Callable

FILTERED = "[filtered]"

# Words that name personal data or a secret, without separators: `idNumber`, `id_number` and `ID-Number` are one.
NAMING = re.compile(
    "idnumber|idcard|identitycard|identityno|cardno|certificateno|passport|birthdate|birthday"
    "|phone|mobile|telephone|address|applicant|collector|complainant|email"
    "|password|passwd|pwd|secret|token|authorization|credential|cookie|csrf|xsrf|session|sessid|connectsid"
    "|apikey|privatekey|datakey|signingkey|jwt|dsn|forwarded|remoteaddr|realip|symfony"
    "|身份证|证件号|手机|电话|地址|住址|姓名|申请人|领件人|取件人|密码"
)
# Too short to be looked for inside longer words (`author`, `hotel`): only as the whole key. What a task or a
# statement was called with may be anything.
NAMING_ALONE = frozenset({"auth", "tel", "sid", "args", "kwargs", "argsrepr", "kwargsrepr"})

# What stands between two digits of a number that people group: 110105 19491231 002X, 110105·1949-1231.
# (No dot: the decimals of a measured time would be read on into the next number.)
_GAP = r"[ \t\u00a0_+\-\u2010-\u2015\u2212·]{0,2}"
_ONE_GAP = r"[ \t_+\-\u2010-\u2015\u2212]?"


def _digits(count: int, gap: str) -> str:
    return rf"(?:{gap}[0-9]){{{count}}}"


def _month_and_day(gap: str) -> str:
    """Possible ones only, so that an order number of 18 digits is rarely taken for an ID number."""
    month = rf"{gap}(?:0{gap}[1-9]|1{gap}[0-2])"
    return rf"{month}{gap}(?:0{gap}[1-9]|[12]{gap}[0-9]|3{gap}[01])"


_BOUND, _END = r"(?<![0-9])", r"(?![0-9])"
# The last of the 18 may be missing, and letters may touch on either side: both happen in file names.
_ID_NUMBER = (
    rf"{_BOUND}[1-9]{_digits(5, _GAP)}{_GAP}(?:1{_GAP}[89]|2{_GAP}0){_digits(2, _GAP)}"
    rf"{_month_and_day(_GAP)}{_digits(3, _GAP)}(?:{_GAP}[Xx](?![A-Za-z])|(?:{_GAP}[0-9])?{_END})"
)
_ID_NUMBER_WITH_DOTS = (
    rf"{_BOUND}[1-9][0-9]{{5}}\.(?:18|19|20)[0-9]{{2}}\.?{_month_and_day('')}\.[0-9]{{3}}[0-9Xx]{_END}"
)
_OLD_ID_NUMBER = rf"{_BOUND}[1-9]{_digits(7, _ONE_GAP)}{_month_and_day(_ONE_GAP)}{_digits(3, _ONE_GAP)}{_END}"
_MOBILE = rf"{_BOUND}(?:\+?(?:00)?86{_GAP})?1{_ONE_GAP}[3-9]{_digits(9, _ONE_GAP)}{_END}"
_MOBILE_WITH_DOTS = rf"{_BOUND}1[3-9][0-9]\.[0-9]{{4}}\.[0-9]{{4}}{_END}"
_LANDLINE = (
    r"(?<![0-9.])\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[ \-\u2010-\u2015]{0,2}"
    rf"[2-9][0-9]{{2,3}}[ \-]?[0-9]{{4}}{_END}"
)
_CARD = (
    rf"{_BOUND}(?<![0-9]\.)[3-69][0-9]{{3}}([ \-]?)(?:[0-9]{{4}}\1){{2}}[0-9]{{4}}(?:\1[0-9]{{1,3}})?{_END}"
)
# Hong Kong, Macau, Taiwan permits; passports; residence cards of Taiwan and of foreigners; Hong Kong ID cards.
_PERMIT = (
    r"(?<![0-9A-Za-z])(?:[HMC][0-9]{8,10}|[EGDSP][0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|[A-Z][1289][0-9]{8}"
    r"|[A-Z]{3}[0-9]{12}|[A-Z]{1,2}[0-9]{6}\([0-9A]\))(?![0-9A-Za-z])"
)
_EMAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"


def _unless_no_card(match: re.Match[str]) -> str:
    """[card] when the digits, or those before a gap, are 16 to 19 with a right check digit (Luhn)."""
    digits: list[int] = []
    for position, character in enumerate(match[0], 1):
        if character.isdigit():
            digits.append(int(character))
        if len(digits) >= 16 and not match[0][position : position + 1].isdigit():
            doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
            if (sum(digits[-1::-2]) + doubled) % 10 == 0:
                return "[card]"
    return match[0]


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
# Known by what stands before it, whatever it is.
_BY_PLACE: tuple[_Rule, ...] = (
    # What PostgreSQL repeats of a row, a key, a value or a statement when it refuses it.
    (re.compile(r"(Failing row contains \().*?(?:\)\.(?=\s|\Z)|\Z)", re.DOTALL), rf"\1{FILTERED})."),
    (
        re.compile(r"(?m)(Key \([^)\n]{0,400}\)=\()[^\n]*?(?=\) (?:already|is |conflicts)|$)"),
        rf"\1{FILTERED}",
    ),
    (
        re.compile(r"(?m)^([ \t]*(?:LINE [0-9]{1,9}|CONTEXT|STATEMENT|PARAMETERS|QUERY): ).*$"),
        rf"\1{FILTERED}",
    ),
    (
        re.compile(r"(?i)((?:invalid input|out of range|malformed)[^:\n]{0,80}: )\"[^\n]*"),
        rf"\1{FILTERED}",
    ),
    (re.compile(r"(value )\"[^\"\n]{0,400}\"(?= is out of range)"), rf"\1{FILTERED}"),
    # Secrets.
    (re.compile(r"(?i)(\b(?:(?:set-)?cookie|authorization)[\"']?: ?)[^\n]+"), rf"\1{FILTERED}"),
    (re.compile(r"(?i)\b(bearer)[ \t]{1,9}[a-z0-9._~+/=\-]{8,}"), r"\1 [secret]"),
    (re.compile(r"(?<=://)[^\s/@:]{0,100}:[^\s/@]{1,200}(?=@)"), "[secret]"),
)
# Known by its own shape.
_BY_SHAPE: tuple[_Rule, ...] = (
    (re.compile(_ID_NUMBER), "[id number]"),
    (re.compile(_ID_NUMBER_WITH_DOTS), "[id number]"),
    (re.compile(_CARD), _unless_no_card),
    (re.compile(r"[0-9]{20,}"), "[digits]"),  # numbers run together: nothing worth keeping is that long
    (re.compile(_OLD_ID_NUMBER), "[id number]"),
    (re.compile(_MOBILE), "[phone]"),
    (re.compile(_MOBILE_WITH_DOTS), "[phone]"),
    (re.compile(_LANDLINE), "[phone]"),
    (re.compile(_PERMIT, re.IGNORECASE), "[permit]"),
    (re.compile(_EMAIL), "[email]"),
)
# `phone=`, `"phone": `, `phone number: `, `input[phone]=`: one or two words and what announces a value.
_NAME = re.compile(
    r"(?<![\w\-])((?:[\w\-]{1,100}+ )?+[\w\-]{1,100}+)[\"'\]\\]{0,4}+[ \t]{0,4}+(?:=>?|:)[ \t]{0,4}+"
)
_VALUE = re.compile(
    r"""(\\+)([\"'])[\s\S]*?(?:\1\2|\Z)|[bru]?"(?:[^"\\]|\\[\s\S]?)*+"?|[bru]?'(?:[^'\\]|\\[\s\S]?)*+'?|[(\[{][^\n]*|[^\s,;&)}\]"']+"""
)
# Ids of things, not of people: they stay, or no report could be joined to its log line.
_ID_OF_A_THING = re.compile(
    r"(?<![0-9A-Za-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    r"|(?=(?:[0-9]{0,60}[a-f]){3})(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{16}))(?![0-9A-Za-z])"
)


def is_personal(key: str) -> bool:
    """Whether what stands under this key is personal or secret, whatever it looks like."""
    letters = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", key).lower()))
    return letters in NAMING_ALONE or NAMING.search(letters) is not None


def without_personal_data(text: str) -> str:
    """The text with every match replaced by what it was: [id number], [phone], [filtered] …"""
    text = _without_named(_apply(_BY_PLACE, text))
    pieces: list[str] = []
    end = 0
    for thing in _ID_OF_A_THING.finditer(text):
        pieces += (_apply(_BY_SHAPE, text[end : thing.start()]), thing[0])
        end = thing.end()
    return "".join((*pieces, _apply(_BY_SHAPE, text[end:])))


def _apply(rules: tuple[_Rule, ...], text: str) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text


def _without_named(text: str) -> str:
    pieces: list[str] = []
    end = 0
    for name in _NAME.finditer(text):
        if name.start() < end or not any(map(is_personal, (name[1], name[1].rpartition(" ")[2]))):
            continue
        value = _VALUE.match(text, name.end())
        if value and not text.startswith(FILTERED, name.end()):
            pieces += (text[end : name.end()], FILTERED)
            end = value.end()
    return "".join((*pieces, text[end:]))
