"""Sends what waits in the outbox of one hall. A message is held by its lock while it is sent, so two workers do not
send it twice; a worker killed between the sending and the mark sends it again: better twice than not at all."""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.db import transaction

from hall.cases.intake import EMAIL, PHONE
from hall.people.sealed import CannotOpen, unseal
from hall.telling.channels import channel
from hall.telling.models import Message
from hall.telling.wording import title_of, words_of

AT_MOST = 500  # messages a run
TRIES = 6
FIRST_WAIT = timedelta(minutes=1)  # then twice as long each time


def send_waiting(*, now: datetime) -> int:
    """Send every message that is due; returns how many went out. One that fails waits, and never stops the others."""
    sent = 0
    for _ in range(AT_MOST):
        with transaction.atomic():
            waiting = Message.objects.filter(sent_at=None, next_try_at__lte=now).order_by("next_try_at", "pk")
            message = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("case").first()
            if message is None:
                return sent
            sent += _send(message, now)
    return sent


def _send(message: Message, now: datetime) -> bool:
    message.tries += 1
    try:
        channel(message.channel).send(_address(message), title_of(message), words_of(message))
    except (OSError, SMTPException, CannotOpen) as error:
        # The kind of failure only: its text may hold the address.
        logging.getLogger(__name__).warning("a message was not sent: %s", type(error).__name__)
        is_last = message.tries >= TRIES
        message.failure = type(error).__name__
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
