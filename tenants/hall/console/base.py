"""The base of a hall console's pages: every change becomes a line of the hall's audit trail, in its transaction."""

from typing import Any

from django import forms
from django.db.models import Model

from county.console.base import ConsoleAdmin
from county.registry.request import PlacedRequest
from hall.office.audit import note


class RowForm(forms.ModelForm):
    """A new row has no key until the database gives it one; Django would take the promise of one for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.instance.pk = None


class HallAdmin(ConsoleAdmin):
    form = RowForm

    def subject(self, obj: Model) -> str:
        """What a line of the audit trail calls the row: never a person's name."""
        return str(getattr(obj, "code", obj.pk))

    def note_change(self, request: PlacedRequest, obj: Model, action: str, fields: list[str]) -> None:
        model = obj._meta.model_name
        note(
            f"{model}.{action}",
            f"{model} {self.subject(obj)}",
            actor=request.actor,
            now=request.now,
            **({"fields": fields} if fields else {}),
        )
