"""A form that counts once however often it is sent: a double click, a second try after a lost connection."""

import secrets
from typing import Any

from django import forms


class KeyedForm(forms.Form):
    """`key` is made once per rendering; the verb it is given to answers the same key with the same row."""

    key = forms.CharField(max_length=100, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", new_key())

    def clean_key(self) -> str | None:
        return self.cleaned_data["key"] or None

    def renew_key(self) -> None:
        """What is sent next is something else: the first key has been used."""
        self.data = {**dict(self.data.items()), "key": new_key()}


def new_key() -> str:
    return secrets.token_hex(16)
