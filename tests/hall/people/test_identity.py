"""Personal data as typed: what is taken, in which form it is kept, what is refused and in which words."""

from datetime import date

import pytest

from hall.people.identity import (
    mask_id_number,
    mask_phone,
    normal_id_number,
    normal_name,
    normal_phone,
    plain_text,
)
from rules.errors import RuleError

ON = date(2026, 3, 4)


def id_number(seventeen: str) -> str:
    """The number with the check character that belongs to it."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, seventeen, strict=True))
    return seventeen + "10X98765432"[total % 11]


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("11010519491231002X", "11010519491231002X"),  # the sample of GB 11643
        ("11010519491231002x", "11010519491231002X"),
        (" 110105 19491231 002x ", "11010519491231002X"),
        ("110105-19491231-002X", "11010519491231002X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
        ("110105\u200b19491231\u00a0002X", "11010519491231002X"),
        ("810000199408230021", "810000199408230021"),  # the sample of the Hong Kong residence permit
        (id_number("82000019900101001"), id_number("82000019900101001")),  # Macau
        (id_number("83000019900101001"), id_number("83000019900101001")),  # Taiwan
        (id_number("52222820000229001"), id_number("52222820000229001")),  # a leap day
        (id_number("52222820260304001"), id_number("52222820260304001")),  # born today
        (id_number("52222818960304001"), id_number("52222818960304001")),  # 130 today
    ],
)
def test_an_id_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_id_number(typed, ON) == kept


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "id_number_length"),
        ("110105491231002", "id_number_length"),  # the 15 digits before 1999
        ("1101051949123100", "id_number_length"),
        ("11010519491231002X1", "id_number_length"),
        ("X1010519491231002X", "id_number_length"),
        ("01010519491231002X", "id_number_length"),
        ("1101051949123100٢X", "id_number_length"),  # an Arabic 2
        ("11010519491231002\x00", "id_number_length"),
        ("110105194912310021", "id_number_checksum"),
        ("110105194912310020", "id_number_checksum"),
        ("11010519491213002X", "id_number_checksum"),  # two digits swapped
        ("110105194913310020", "id_number_birth_date"),
        (id_number("52222820010229001"), "id_number_birth_date"),  # no leap year
        (id_number("52222820260305001"), "id_number_birth_date"),  # tomorrow
        (id_number("52222818950303001"), "id_number_birth_date"),  # 131
    ],
)
def test_a_wrong_id_number_is_refused_without_repeating_it(typed: str, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        normal_id_number(typed, ON)
    assert (refused.value.code, refused.value.field, refused.value.values) == (code, "idNumber", {})
    assert typed == "" or typed not in str(refused.value)


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("13800138000", "13800138000"),
        ("19912345678", "19912345678"),
        (" 138 0013 8000 ", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("138—0013—8000", "13800138000"),
        ("+86 138 0013 8000", "13800138000"),
        ("0086-13800138000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("0839-5221234", "0839-5221234"),
        ("(0839) 522 1234", "0839-5221234"),
        ("（０８３９）５２２１２３４", "0839-5221234"),
        ("010-62221234", "010-62221234"),
        ("02862221234", "028-62221234"),
        ("+86 839 5221234", "0839-5221234"),
    ],
)
def test_a_phone_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert normal_phone(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1380013800",
        "138001380001",
        "12800138000",
        "5221234",  # no area code: whose town?
        "00138001380",
        "+1 202 555 0100",
        "+86+8613800138000",
        "1380013800O",
        "138٠0138000",
        "13800138000\x00",
        "手机",
    ],
)
def test_what_is_no_phone_is_refused_in_words_a_clerk_understands(typed: str) -> None:
    with pytest.raises(RuleError) as refused:
        normal_phone(typed)
    assert (refused.value.code, refused.value.field) == ("phone_malformed", "phone")
    assert str(refused.value) == (
        "This is not a phone number: write the 11 digits of a mobile number, or area code and number."
    )


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("李小明", "李小明"),
        (" 李小明\u3000", "李小明"),
        ("㛃", "㛃"),  # extension A
        ("王𠅤", "王𠅤"),  # extension B
        ("李\U0002ceb2", "李\U0002ceb2"),  # extension E
        ("赵\U000323af", "赵\U000323af"),  # extension H, younger than Python 3.11's tables
        ("李〇", "李〇"),
        ("买买提·吐尔逊", "买买提·吐尔逊"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提・吐尔逊", "买买提·吐尔逊"),
        ("⼩明", "小明"),  # a Kangxi radical out of a PDF file
        ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
        ("Jose\u0301 O'Neil-Garci\u0301a", "José O'Neil-García"),
        ("曾家镇种植专业合作社（普通合伙）", "曾家镇种植专业合作社（普通合伙）"),
        ("李" * 60, "李" * 60),
    ],
)
def test_a_name_is_kept_as_an_id_card_prints_it(typed: str, kept: str) -> None:
    assert normal_name(typed) == kept


@pytest.mark.parametrize(
    "typed, code",
    [
        ("", "name_length"),
        (" \u3000 ", "name_length"),
        ("李" * 61, "name_length"),
        ("李\x00明", "text_control_characters"),
        ("李\x1b明", "text_control_characters"),
        ("李\x7f明", "text_control_characters"),
        ("李\ud840明", "text_control_characters"),
        ("李\u202e明", "text_control_characters"),
        ("李小明😀", "name_characters"),
        ("李👨‍👩‍👧", "name_characters"),
        ("李\ufe0f明", "name_characters"),
        ("李\u200b明", "name_characters"),
        ("13800138000", "name_characters"),
        ("李小明1", "name_characters"),
        ("<b>李</b>", "name_characters"),
        ("Дмитрий", "name_characters"),
        ("·", "name_characters"),
        ("（）", "name_characters"),
        ("\ue863", "name_characters"),  # the private use area: another character in every font
    ],
)
def test_what_no_id_card_prints_is_refused_as_a_name(typed: str, code: str) -> None:
    with pytest.raises(RuleError) as refused:
        normal_name(typed, field="collectorName")
    assert (refused.value.code, refused.value.field) == (code, "collectorName")
    assert not typed.strip() or typed not in str(refused.value)


def test_the_length_of_a_name_is_said_in_the_message() -> None:
    with pytest.raises(RuleError) as refused:
        normal_name("李" * 61)
    assert str(refused.value) == "A name has between 1 and 60 characters."


def test_free_text_keeps_emoji_rare_characters_and_its_lines() -> None:
    assert plain_text(" 东街1号\r\n𠅤家😀\t后门 \n", "address", at_most=200) == "东街1号\n𠅤家😀\t后门"
    assert plain_text("e\u0301", "reason", at_most=1) == "é"
    assert plain_text("", "reason", at_most=1) == ""


@pytest.mark.parametrize(
    "typed, code, sentence",
    [
        ("东街\x001号", "text_control_characters", "The text holds characters that cannot be printed."),
        ("东街\ud8001号", "text_control_characters", "The text holds characters that cannot be printed."),
        ("东" * 11, "text_too_long", "The text is too long: at most 10 characters."),
    ],
)
def test_free_text_that_cannot_be_kept_is_refused(typed: str, code: str, sentence: str) -> None:
    with pytest.raises(RuleError) as refused:
        plain_text(typed, "address", at_most=10)
    assert (refused.value.code, refused.value.field, str(refused.value)) == (code, "address", sentence)


def test_masks_hide_all_but_what_tells_two_people_apart() -> None:
    assert mask_id_number("11010519491231002X") == "110***********002X"
    assert mask_phone("13800138000") == "138****8000"
    assert mask_phone("0839-5221234") == "083****1234"


@pytest.mark.parametrize("short", ["", "1", "1234567", "123456789"])
def test_a_mask_of_something_short_shows_nothing_of_it(short: str) -> None:
    assert mask_id_number(short) == "*" * len(short)
    assert mask_phone(short) == "*" * len(short)
