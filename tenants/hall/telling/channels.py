"""The ways a message may go: a channel is anything with `send`; settings name one for each kind of address."""

import json
import secrets
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from django.conf import settings
from django.core.mail import send_mail
from django.utils.module_loading import import_string

from county.halls import current_schema


class Channel(Protocol):
    """Sends one text to one address, or raises: then it is tried again."""

    def send(self, to: str, subject: str, words: str) -> None: ...


@cache
def channel(kind: str) -> Channel:
    """The channel that settings.TELLING_CHANNELS names for this kind of address."""
    return cast(Channel, import_string(settings.TELLING_CHANNELS[kind])())


class SmsFolder:
    """Text messages as files, one each, for whoever carries them on: a modem, a gateway's own program."""

    def send(self, to: str, subject: str, words: str) -> None:
        """Written whole or not at all, readable by the owner alone: it holds a phone number."""
        folder = Path(settings.VAR_DIR) / "outbox" / "sms" / current_schema()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = secrets.token_hex(16)
        unfinished = folder / f".{name}"
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps({"to": to, "words": words}, ensure_ascii=False), encoding="utf-8")
        unfinished.rename(folder / f"{name}.json")


class Email:
    """E-mail by Django's own settings (EMAIL_HOST and its neighbours)."""

    def send(self, to: str, subject: str, words: str) -> None:
        send_mail(subject, words, None, [to])
