"""How a complaint is answered: by channel and gravity, within which limit, in which form, told to whom."""

from dataclasses import dataclass
from enum import StrEnum

from rules.limits import MOST, Limit, LimitUnit
from rules.tables.reading import Row


class Channel(StrEnum):
    ORAL = "oral"
    PHONE = "phone"
    WRITTEN = "written"


class Gravity(StrEnum):
    ORDINARY = "ordinary"
    MAJOR = "major"


class Answer(StrEnum):
    """The form of the answer."""

    ORAL = "oral"
    WRITTEN = "written"


@dataclass(frozen=True)
class Complaints:
    """What holds for every complaint."""

    article: str
    is_confidential: bool = False
    major_in_writing: bool = False  # a major complaint must be made in writing
    in_writing_article: str | None = None


@dataclass(frozen=True)
class ComplaintReply:
    """How complaints of these channels and this gravity are answered.

    `on_the_spot_first`: at once, if that is possible; `aim_days`: else after that many days (0: the same day);
    `within`: at the latest; all three by `when_article`. `reported_to` must hear of it, at once if
    `is_reported_at_once`. The form of the answer is by `answer_article`.
    """

    channels: tuple[Channel, ...]
    gravity: Gravity
    article: str
    answer: Answer
    answer_article: str
    when_article: str
    within: Limit | None = None
    aim_days: int | None = None
    on_the_spot_first: bool = False
    reported_to: tuple[str, ...] = ()
    is_reported_at_once: bool = False


def read_complaints(row: Row) -> Complaints:
    """`[complaints]` article; is_confidential? major_in_writing? major_in_writing_article?"""
    article = row.article()
    return Complaints(
        article,
        row.flag("is_confidential"),
        row.flag("major_in_writing"),
        row.article_of("major_in_writing", article),
    )


def read_complaint_reply(row: Row) -> ComplaintReply:
    """`[[complaint_replies]]` channels (of "oral", "phone", "written") gravity ("ordinary" or "major") answer
    ("oral" or "written") article; within_days? unit? ("calendar_days") aim_days? (0: the same day)
    on_the_spot_first? reported_to? reported_at_once? answer_article? when_article?"""
    article = row.article()
    answer_article, when_article = (row.article_of(field, article) or article for field in ("answer", "when"))
    days = row.optional_number("within_days", at_most=MOST[LimitUnit.CALENDAR_DAYS], at_least=0)
    unit = row.optional_choice("unit", LimitUnit) or LimitUnit.CALENDAR_DAYS
    if unit is LimitUnit.WORKING_MINUTES:
        raise row.refuse("unit", "%(where)s must be working_days or calendar_days.")
    reply = ComplaintReply(
        channels=row.choices("channels", Channel),
        gravity=row.choice("gravity", Gravity),
        article=article,
        answer=row.choice("answer", Answer),
        answer_article=answer_article,
        when_article=when_article,
        within=None if days is None else Limit(days, unit, when_article),
        aim_days=row.optional_number("aim_days", at_least=0),
        on_the_spot_first=row.flag("on_the_spot_first"),
        reported_to=row.codes("reported_to"),
        is_reported_at_once=row.flag("reported_at_once"),
    )
    if not reply.channels:
        raise row.refuse("channels", "%(where)s is missing.")
    if reply.aim_days is not None and (days is None or reply.aim_days >= days):
        raise row.refuse("aim_days", "%(where)s must be less than within_days.")
    if reply.is_reported_at_once and not reply.reported_to:
        raise row.refuse("reported_to", "%(where)s is missing.")
    return reply


def check_replies(book: Row, complaints: Complaints | None, replies: tuple[ComplaintReply, ...]) -> None:
    """Each channel and gravity is answered in one way; a major complaint only in the form that is allowed."""
    seen: set[tuple[Channel, Gravity]] = set()
    for at, reply in enumerate(replies):
        where = f"complaint_replies[{at}].channels"
        for channel in reply.channels:
            if (channel, reply.gravity) in seen:
                raise book.refuse(
                    where,
                    "%(where)s repeats %(channel)s complaints that are %(gravity)s.",
                    channel=str(channel),
                    gravity=str(reply.gravity),
                )
            seen.add((channel, reply.gravity))
            is_major = reply.gravity is Gravity.MAJOR
            if complaints and complaints.major_in_writing and is_major and channel is not Channel.WRITTEN:
                raise book.refuse(where, "%(where)s must be written alone: major complaints are in writing.")
