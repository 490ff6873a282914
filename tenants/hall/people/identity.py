"""Names, phones and ID numbers as people type them: checked, written in one form, masked for display.

Nothing here repeats what was typed: a message names what is wrong, never the value.
"""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from rules.errors import RuleError

LONGEST_NAME = 60  # code points; the longest names on ID cards (Uyghur, Dai) have about 25
OLDEST_AGE = 130  # years
ID_NUMBER = re.compile(r"[1-9][0-9]{16}[0-9X]")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})([2-9][0-9]{6,7})")
COUNTRY_CODE = re.compile(r"(?:\+|00)86|86(?=1[3-9][0-9]{9}$)")
# Between the groups of a number as people write it: spaces, hyphens and dashes of every kind, brackets.
BETWEEN_GROUPS = re.compile(r"[\s()\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufeff_.-]+")
CHECK_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# The dot between the parts of a name (买买提·吐尔逊) is typed in seven ways; ID cards print U+00B7.
MIDDLE_DOTS = dict.fromkeys(map(ord, "•‧∙⋅・･᛫"), "·")
# Controls that turn the reading order: a name or address could be made to look like another.
TURNS_READING_ORDER = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain_text(text: str, field: str, *, at_most: int) -> str:
    """Free text of at most so many code points: NFC, outer blanks off, line breaks as \\n.

    Emoji and rare Han characters are welcome. Raises `text_control_characters` (NUL, control characters,
    broken surrogates, reading-order controls), `text_too_long`.
    """
    written = _printable(text, field)
    if len(written) > at_most:
        raise RuleError(
            "text_too_long", "The text is too long: at most %(most)s characters.", field, most=at_most
        )
    return written


def normal_name(text: str, field: str = "applicantName") -> str:
    """The name of a person or an organisation, 1 to 60 code points, as an ID card or a seal prints it.

    Han characters of every extension (also 〇), Latin letters with accents, the middle dot, spaces, hyphen,
    apostrophe and brackets. No digits and no emoji: either is a slip of the keyboard or of the paste.
    Raises `text_control_characters`, `name_length`, `name_characters`.
    """
    printed = "".join(map(_as_printed, _printable(text, field).translate(MIDDLE_DOTS)))
    name = " ".join(printed.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise RuleError(
            "name_length", "A name has between 1 and %(most)s characters.", field, most=LONGEST_NAME
        )
    if not all(_is_in_names(character) for character in name) or not any(map(_is_letter, name)):
        raise RuleError(
            "name_characters", "A name is written in Chinese characters or Latin letters only.", field
        )
    return name


def normal_phone(text: str, field: str = "phone") -> str:
    """A mobile number as 13800138000, a landline with its area code as 0839-5221234. Raises `phone_malformed`.

    Numbering changes faster than programs: any mobile number 13… to 19… is taken as one.
    """
    digits = BETWEEN_GROUPS.sub("", unicodedata.normalize("NFKC", text))
    without_country = COUNTRY_CODE.sub("", digits, count=1) if COUNTRY_CODE.match(digits) else digits
    if MOBILE.fullmatch(without_country):
        return without_country
    # Abroad, the 0 of the area code is left out: +86 839 5221234.
    if without_country != digits and not without_country.startswith("0"):
        without_country = f"0{without_country}"
    landline = LANDLINE.fullmatch(without_country)
    if landline is None:
        raise RuleError(
            "phone_malformed",
            "This is not a phone number: write the 11 digits of a mobile number, or area code and number.",
            field,
        )
    return f"{landline[1]}-{landline[2]}"


def normal_id_number(text: str, on: date, field: str = "idNumber") -> str:
    """An 18-character ID number (GB 11643), also of a residence permit (81, 82, 83 and 9 in front).

    `on` is the day it is handed in. The place code is not checked: codes are abolished while cards stay
    valid. Raises `id_number_length`, `id_number_birth_date`, `id_number_checksum`.
    """
    number = BETWEEN_GROUPS.sub("", unicodedata.normalize("NFKC", text)).upper()
    if not ID_NUMBER.fullmatch(number):
        raise RuleError(
            "id_number_length", "An ID number has 18 characters: 17 digits, then a digit or X.", field
        )
    if not _is_birth_date(number[6:14], on):
        raise RuleError(
            "id_number_birth_date", "The ID number holds no possible birth date: check digits 7 to 14.", field
        )
    total = sum(weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, number, strict=False))
    if number[17] != CHECK_CHARACTERS[total % 11]:
        raise RuleError(
            "id_number_checksum", "The ID number has a typing error: its last character does not fit.", field
        )
    return number


def normal_email(text: str, field: str = "email") -> str:
    """An e-mail address as mail servers take it. Raises `email_malformed`."""
    address = unicodedata.normalize("NFKC", text).strip()
    try:
        validate_email(address)
    except ValidationError:
        raise RuleError("email_malformed", "This is not an e-mail address.", field) from None
    return address


def mask_email(address: str) -> str:
    """l***@example.com: the first letter and the place stay."""
    name, _, place = address.rpartition("@")
    return f"{name[:1]}***@{place}"[:60]


def mask_id_number(number: str) -> str:
    """110***********002X: the province and city stay, and the four characters people identify it by."""
    return _masked(number, first=3, last=4)


def mask_phone(phone: str) -> str:
    """138****8000, 083****1234 for 0839-5221234."""
    return _masked(phone.replace("-", ""), first=3, last=4)


def _printable(text: str, field: str) -> str:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    written = unicodedata.normalize("NFC", unix).strip(" \n\t\u3000")
    if any(_is_control(character) for character in written):
        raise RuleError("text_control_characters", "The text holds characters that cannot be printed.", field)
    return written


def _masked(text: str, *, first: int, last: int) -> str:
    hidden = len(text) - first - last
    return f"{text[:first]}{'*' * hidden}{text[-last:]}" if hidden >= 3 else "*" * len(text)


def _is_control(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in TURNS_READING_ORDER


def _as_printed(character: str) -> str:
    """Full-width letters, and the radicals that PDF files paste in place of characters (⼩ for 小)."""
    if "\u2e80" <= character <= "\u2fd5" or "Ａ" <= character <= "ｚ":
        return unicodedata.normalize("NFKC", character)
    return character


def _is_in_names(character: str) -> bool:
    return _is_letter(character) or character in "· -'’()（）"


def _is_letter(character: str) -> bool:
    point = ord(character)
    if point < 0x3000:
        return character.isalpha() and unicodedata.name(character, "").startswith("LATIN")
    # By block, not by Python's Unicode tables: extensions younger than them are on ID cards already.
    return (
        character == "〇"
        or 0x3400 <= point <= 0x4DBF
        or 0x4E00 <= point <= 0x9FFF
        or 0xF900 <= point <= 0xFAFF
        or 0x20000 <= point <= 0x3FFFD
    )


def _is_birth_date(digits: str, on: date) -> bool:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return born <= on and age <= OLDEST_AGE
