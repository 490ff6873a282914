"""What a list of cases is narrowed to, read from the address of the page."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hall.cases.models import STATUSES
from hall.cases.selectors import Wanted
from hall.catalogue.models import Window


class CaseFilter(forms.Form):
    """Words, window, status and days. What cannot be understood is said at its field and narrows nothing."""

    words = forms.CharField(label=_("Number, name or its initials"), max_length=60, required=False)
    window = forms.TypedChoiceField(label=_("Window"), required=False, coerce=UUID, empty_value=None)
    status = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("all")), *STATUSES])
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    first_on = forms.DateField(
        label=_("Received from"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    last_on = forms.DateField(
        label=_("until"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def __init__(self, asked: Any, windows: list[Window]) -> None:
        super().__init__(asked)
        field = self.fields["window"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all"))]
        for floor, those in by_floor(windows):
            field.choices += [(floor, those)] if floor else those

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first_on, last_on = given.get("first_on"), given.get("last_on")
        if first_on and last_on and last_on < first_on:
            self.add_error("last_on", _("The last day lies before the first."))
        return given

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            words=given.get("words", ""),
            window=given.get("window"),
            status=given.get("status", ""),
            first_on=given.get("first_on"),
            last_on=given.get("last_on"),
        )


def windows() -> list[Window]:
    """Every window of the hall, also the closed ones: their old cases are still in the ledger."""
    return list(Window.objects.all())


def by_floor(windows: list[Window]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices of a select under their floors: (floor, [(id, name)]); the floor is "" where the hall says none."""
    floors = sorted({window.floor for window in windows}, key=lambda number: (number is None, number))
    return [
        (
            gettext("Floor %(n)s") % {"n": floor} if floor else "",
            [(str(window.pk), str(window)) for window in windows if window.floor == floor],
        )
        for floor in floors
    ]
