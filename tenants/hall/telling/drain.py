"""Sends what waits in the outbox of one hall. A message is held by its lock while it is sent, so two workers do not
send it twice; a worker killed between the sending and the mark sends it again: better twice than not at all."""

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from hall.cases.intake import EMAIL, PHONE
from hall.people.sealed import unseal
from hall.telling.channels import channel
from hall.telling.models import Message
from hall.telling.wording import title_of, words_of

AT_MOST = 500  # messages a run
TRIES = 6
IN_A_ROW = 3  # failures of one channel in a run: it is down, and its other messages wait for the next run
LONGEST = 100  # characters of a failure
FIRST_WAIT = timedelta(minutes=1)  # then twice as long each time


def send_waiting(*, now: datetime) -> int:
    """Send every message that is due; returns how many went out. One that fails waits, and never stops the others; a
    channel that is down stops none of the other channel, and keeps no worker busy with waiting for it."""
    sent, failed = 0, Counter[str]()
    for _ in range(AT_MOST):
        is_down = [kind for kind, times in failed.items() if times >= IN_A_ROW]
        with transaction.atomic():
            waiting = Message.objects.filter(sent_at=None, next_try_at__lte=now).exclude(channel__in=is_down)
            held = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("case")
            message = held.order_by("next_try_at", "pk").first()
            if message is None:
                return sent
            was_sent = _send(message, now)
            sent += was_sent
            failed[message.channel] = 0 if was_sent else failed[message.channel] + 1
    return sent


def _send(message: Message, now: datetime) -> bool:
    message.tries += 1
    try:
        channel(message.channel).send(_address(message), title_of(message), words_of(message))
    except Exception as error:  # a gateway's own class may raise anything; what it is stands on the message
        # The kind of failure only: its text may hold the address.
        logging.getLogger(__name__).warning("a message was not sent: %s", type(error).__name__)
        is_last = message.tries >= TRIES
        message.failure = type(error).__name__[:LONGEST]
        message.next_try_at = None if is_last else now + FIRST_WAIT * 2 ** (message.tries - 1)
        message.save(update_fields=["tries", "failure", "next_try_at"])
        return False
    message.sent_at, message.next_try_at, message.failure = now, None, ""
    message.save(update_fields=["tries", "sent_at", "next_try_at", "failure"])
    return True


def _address(message: Message) -> str:
    if message.channel == Message.Channel.EMAIL:
        return unseal(message.case.email_sealed, EMAIL)
    return unseal(message.case.phone_sealed, PHONE)
