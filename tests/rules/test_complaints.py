"""How a complaint is answered: on the spot, the same day or within 3; in writing when written; major ones told up."""

import pytest

from rules.complaints import reply_to
from rules.errors import RuleError
from rules.limits import Limit, LimitUnit
from rules.tables.complaints import Answer, Channel, ComplaintReply, Complaints, Gravity

THREE = 3, LimitUnit.CALENDAR_DAYS


def reply(book, channel, gravity=Gravity.ORDINARY):
    return reply_to(channel, gravity, book.complaint_replies, book.complaints, book.offices)


@pytest.mark.parametrize(
    "channel, answer, article",
    [
        (Channel.ORAL, Answer.ORAL, "A8/6"),
        (Channel.PHONE, Answer.ORAL, "A8/6"),
        (Channel.WRITTEN, Answer.WRITTEN, "A8/7"),
    ],
)
def test_an_ordinary_complaint_is_answered_within_3_days_and_a_written_one_in_writing(
    zengjia, channel, answer, article
):
    rule = reply(zengjia, channel).rule
    assert (rule.within, rule.answer, rule.article) == (Limit(*THREE, "A8/6"), answer, article)
    assert (rule.when_article, rule.answer_article) == ("A8/6", "A8/7")
    assert (rule.on_the_spot_first, rule.aim_days) == (True, 0)


def test_the_reply_says_its_limits_in_order(zengjia):
    answer = reply(zengjia, Channel.PHONE)
    assert [str(line) for line in answer.trace] == [
        "It is answered at once, on the spot, if that is possible.",
        "If not, the same day.",
        "At the latest it is answered within 3 calendar days.",
        "The answer may be given orally.",
        "The complainant and the content are confidential.",
    ]
    assert [line.article for line in answer.trace] == ["A8/6"] * 3 + ["A8/7", "A8/3"]
    assert answer.is_confidential is True


def test_a_major_complaint_is_in_writing_and_reported_at_once(zengjia):
    answer = reply(zengjia, Channel.WRITTEN, Gravity.MAJOR)
    assert (answer.rule.reported_to, answer.rule.is_reported_at_once) == (
        ("centre_leaders", "upper_discipline_body"),
        True,
    )
    assert [str(line) for line in answer.trace][:2] == [
        "The answer must be in writing.",
        "It is reported at once to: 中心领导、上级纪检机关.",
    ]


@pytest.mark.parametrize("channel", [Channel.ORAL, Channel.PHONE])
def test_a_major_complaint_by_word_of_mouth_is_refused(zengjia, channel):
    with pytest.raises(RuleError) as refused:
        reply(zengjia, channel, Gravity.MAJOR)
    assert (refused.value.code, refused.value.field) == ("complaint_in_writing", "channel")
    assert str(refused.value) == "A major complaint must be made in writing."


@pytest.mark.parametrize("terms", [None, Complaints("1")])
def test_where_nothing_is_said_a_major_complaint_may_be_oral_and_nothing_is_confidential(terms):
    rule = ComplaintReply(
        (Channel.PHONE,),
        Gravity.MAJOR,
        "1",
        Answer.ORAL,
        answer_article="1",
        when_article="1",
        within=Limit(5, LimitUnit.WORKING_DAYS),
        aim_days=2,
    )
    answer = reply_to(Channel.PHONE, Gravity.MAJOR, (rule,), terms)
    assert answer.is_confidential is False
    assert [str(line) for line in answer.trace] == [
        "If not, within 2 days.",
        "At the latest it is answered within 5 working days.",
        "The answer may be given orally.",
    ]


def test_a_hall_without_replies_says_so(taihu):
    with pytest.raises(RuleError) as refused:
        reply(taihu, Channel.ORAL)
    assert (refused.value.code, refused.value.field) == ("no_complaint_reply", "channel")
