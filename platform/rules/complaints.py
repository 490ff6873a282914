"""How one complaint must be answered: the row of the hall's table that fits it, and why."""

from dataclasses import dataclass, field

from rules.errors import RuleError
from rules.limits import LimitUnit
from rules.tables.complaints import Answer, Channel, ComplaintReply, Complaints, Gravity
from rules.tables.named import Office, names_of
from rules.trace import Sentence, TraceLine

ON_THE_SPOT = Sentence("complaint_on_the_spot", "It is answered at once, on the spot, if that is possible.")
SAME_DAY = Sentence("complaint_same_day", "If not, the same day.")
AIM = Sentence("complaint_aim", "If not, within %(days)s days.")
WITHIN_CALENDAR_DAYS = Sentence(
    "complaint_within_calendar_days", "At the latest it is answered within %(days)s calendar days."
)
WITHIN_WORKING_DAYS = Sentence(
    "complaint_within_working_days", "At the latest it is answered within %(days)s working days."
)
ANSWER = {
    Answer.ORAL: Sentence("complaint_answered_orally", "The answer may be given orally."),
    Answer.WRITTEN: Sentence("complaint_answered_in_writing", "The answer must be in writing."),
}
REPORTED = Sentence("complaint_reported", "It is reported to: %(offices)s.")
REPORTED_AT_ONCE = Sentence("complaint_reported_at_once", "It is reported at once to: %(offices)s.")
CONFIDENTIAL = Sentence("complaint_confidential", "The complainant and the content are confidential.")


@dataclass(frozen=True)
class Reply:
    """The rule a complaint is answered by. The due date is the clock's, by `rule.within`."""

    rule: ComplaintReply
    is_confidential: bool
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def reply_to(
    channel: Channel,
    gravity: Gravity,
    replies: tuple[ComplaintReply, ...],
    complaints: Complaints | None = None,
    offices: tuple[Office, ...] = (),
) -> Reply:
    """How a complaint of this channel and gravity is answered.

    RuleError: "complaint_in_writing" (this hall takes major complaints in writing only), "no_complaint_reply"
    (the regulation sets none).
    """
    is_written = channel is Channel.WRITTEN
    if complaints and complaints.major_in_writing and gravity is Gravity.MAJOR and not is_written:
        raise RuleError("complaint_in_writing", "A major complaint must be made in writing.", "channel")
    for rule in replies:
        if channel in rule.channels and gravity is rule.gravity:
            return Reply(
                rule, bool(complaints and complaints.is_confidential), _why(rule, complaints, offices)
            )
    raise RuleError(
        "no_complaint_reply",
        "This hall's regulation does not say how such a complaint is answered.",
        "channel",
    )


def _why(
    rule: ComplaintReply, complaints: Complaints | None, offices: tuple[Office, ...]
) -> tuple[TraceLine, ...]:
    lines = []
    if rule.on_the_spot_first:
        lines.append(ON_THE_SPOT.citing(rule.when_article))
    if rule.aim_days == 0:
        lines.append(SAME_DAY.citing(rule.when_article))
    elif rule.aim_days:
        lines.append(AIM.citing(rule.when_article, days=rule.aim_days))
    if rule.within:
        is_working = rule.within.unit is LimitUnit.WORKING_DAYS
        sentence = WITHIN_WORKING_DAYS if is_working else WITHIN_CALENDAR_DAYS
        lines.append(sentence.citing(rule.when_article, days=rule.within.amount))
    lines.append(ANSWER[rule.answer].citing(rule.answer_article))
    if rule.reported_to:
        sentence = REPORTED_AT_ONCE if rule.is_reported_at_once else REPORTED
        lines.append(sentence.citing(rule.article, offices=names_of(rule.reported_to, offices)))
    if complaints and complaints.is_confidential:
        lines.append(CONFIDENTIAL.citing(complaints.article))
    return tuple(lines)
