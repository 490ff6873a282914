"""The only maker of messages: queued in the transaction of the step they tell of."""

from datetime import datetime
from typing import Any

from hall.cases.models import Case
from hall.keys import uuid7
from hall.telling.models import Message


def tell(case: Case, subject: Message.Subject, *, now: datetime, **facts: Any) -> list[Message]:
    """The messages to the case's applicant, by every channel there is an address for; the caller inserts them.

    `facts`: codes, days and instants (as ISO text) the message speaks of; nothing personal.
    """
    channels = [Message.Channel.SMS] if case.phone_sealed else []
    channels += [Message.Channel.EMAIL] if case.email_sealed else []
    return [
        Message(
            id=uuid7(now),
            case=case,
            channel=channel.value,
            subject=subject.value,
            facts=facts,
            queued_at=now,
            next_try_at=now,
        )
        for channel in channels
    ]
