"""What visitors of the demo ask and think: first contacts of the last days, and ratings of finished cases."""

from datetime import datetime, timedelta
from random import Random

from county.registry.permissions import NOBODY, Actor
from hall.cases.models import Case
from hall.demo.citizens import citizen
from hall.demo.opening import MINUTE, Opening
from hall.feedback.rate import rate_case
from hall.reception.end import end_contact
from hall.reception.hand_over import hand_over, promise_time, receivers
from hall.reception.models import FirstContact
from hall.reception.record import record_contact
from hall.reception.told import tell_papers

VISITS = 12  # the newest of them are still open
OPEN = 4
QUESTIONS = [
    "低保申请需要什么条件",
    "养老保险中断了怎么补缴",
    "孩子落户要带哪些材料",
    "医保报销在哪个窗口办",
    "老人高龄津贴怎么领",
]
RATED = 0.3  # share of collected results that is rated
LEVELS = [5, 5, 5, 5, 4, 4, 3, 2, 1]
SAID = {5: "态度很好，办得快", 2: "来了三次才办好", 1: "等了很久，没人说明原因"}


def rate(case: Case, phone: str, fetched: datetime, now: datetime, dice: Random) -> None:
    """Some who have fetched their result say how it was, within two days."""
    at = fetched + timedelta(hours=dice.randrange(1, 48))
    if dice.random() < RATED and at < now:
        level = dice.choice(LEVELS)
        rate_case(case.number, phone[-4:], level=level, words=SAID.get(level, ""), actor=NOBODY, now=at)


def visits(code: str, clerks: list[Actor], opening: Opening, *, now: datetime) -> None:
    """The first contacts of the last days; of the newest some are handed over, promised a time or told of papers."""
    for nth in range(VISITS):
        dice = Random(f"{code} visit {nth}")  # noqa: S311 - a demo must come out the same every time
        came = opening.at_or_before(now - (VISITS - nth) * timedelta(hours=5))
        who, clerk = citizen(dice), dice.choice(clerks)
        contact = record_contact(
            asked=QUESTIONS[nth % len(QUESTIONS)],
            visitor_name=who.name,
            phone=who.phone,
            actor=clerk,
            now=came,
        )
        if nth < VISITS - OPEN:
            end_contact(contact.pk, outcome="answered", actor=clerk, now=came + 10 * MINUTE)
        else:
            _go_on(contact, clerk, nth % 3, opening, at=came + 5 * MINUTE, now=now)


def _go_on(
    contact: FirstContact, clerk: Actor, way: int, opening: Opening, *, at: datetime, now: datetime
) -> None:
    others = [each for each in receivers() if each.user_id != clerk.id]
    if way == 0:
        tell_papers(contact.pk, items=["户口簿", "近期免冠照片"], actor=clerk, now=at)
    elif others:
        receiver = others[0]
        window = receiver.windows.filter(is_open=True).first()
        assert window is not None
        if way == 1:
            hand_over(contact.pk, window_code=window.code, receiver_id=receiver.user_id, actor=clerk, now=at)
        else:
            promise_time(
                contact.pk,
                window_code=window.code,
                contacted=receiver.name,
                promised_at=opening.at_or_after(now + timedelta(hours=20)),
                requirements="带身份证原件",
                actor=clerk,
                now=at,
            )
