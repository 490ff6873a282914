"""Invented applicants: plausible, deterministic, and nobody's."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董"
GIVEN = [
    "秀英",
    "建国",
    "桂兰",
    "志强",
    "玉梅",
    "国庆",
    "淑珍",
    "海燕",
    "建军",
    "春花",
    "文斌",
    "晓东",
    "丽华",
    "德明",
    "凤霞",
    "永福",
    "雪梅",
    "子轩",
    "雨桐",
    "浩然",
]
STREETS = ["东街", "西街", "河坎村一组", "新桥村三组", "石板沟村二组", "幸福路", "太平巷", "大坪村五组"]
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: weights of the check digit
CHECKS = "10X98765432"
AREA = "990100"  # no area of the People's Republic has this code: nobody can hold such a number
FIRST_BIRTH = date(1945, 1, 1)
BIRTH_SPAN = 21_500  # days: to the end of 2003


@dataclass(frozen=True)
class Citizen:
    """What an applicant writes on the form."""

    name: str
    id_number: str
    phone: str
    address: str


def citizen(dice: Random) -> Citizen:
    """An invented person with a well-formed ID number of no existing area."""
    born = FIRST_BIRTH + timedelta(days=dice.randrange(BIRTH_SPAN))
    digits = f"{AREA}{born:%Y%m%d}{dice.randrange(1000):03d}"
    check = CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11]
    return Citizen(
        name=dice.choice(SURNAMES) + dice.choice(GIVEN),
        id_number=digits + check,
        phone=f"1{dice.choice('3579')}{dice.randrange(10**9):09d}",
        address=f"{dice.choice(STREETS)}{dice.randrange(1, 200)}号",
    )
