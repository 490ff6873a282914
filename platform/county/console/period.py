"""Which days the board is asked for: this month, the last one, the last 30 or 60 days, or from one day to another."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from county.now import TIMEZONE

LONGEST = timedelta(days=366)
CHOICES: list[tuple[str, Promise]] = [
    ("30", _("Last 30 days")),
    ("60", _("Last 60 days")),
    ("month", _("This month")),
    ("last_month", _("Last month")),
    ("custom", _("From … to …")),
]
DEFAULT = "30"


class PeriodForm(forms.Form):
    """Dates count only for `custom`. A shorter address is a valid one: everything may be missing."""

    period = forms.ChoiceField(choices=CHOICES, required=False)
    first = forms.DateField(label=_("From"), required=False)
    last = forms.DateField(label=_("To"), required=False)

    def clean_period(self) -> str:
        return self.cleaned_data["period"] or DEFAULT

    def clean(self) -> dict:
        fields = super().clean() or {}
        if self.errors or fields["period"] != "custom":
            return fields
        first, last = fields.get("first"), fields.get("last")
        if not first or not last:
            raise forms.ValidationError(_("Give both days."), code="period_incomplete")
        if last < first:
            raise forms.ValidationError(_("The period ends before it begins."), code="period_reversed")
        if last - first >= LONGEST:
            raise forms.ValidationError(
                _("Ask for %(most)s days at most."), code="period_too_long", params={"most": LONGEST.days}
            )
        return fields


@dataclass(frozen=True)
class Period:
    """From `first_on` to `last_on`, both included, in local days."""

    choice: str
    first_on: date
    last_on: date


def period_of(query: QueryDict, *, now: datetime) -> tuple[Period, PeriodForm]:
    """The period asked for, or the usual one together with a form that says what was wrong."""
    today = now.astimezone(TIMEZONE).date()
    form = PeriodForm(query)
    choice = form.cleaned_data["period"] if form.is_valid() else DEFAULT
    match choice:
        case "month":
            return Period(choice, today.replace(day=1), today), form
        case "last_month":
            last_on = today.replace(day=1) - timedelta(days=1)
            return Period(choice, last_on.replace(day=1), last_on), form
        case "custom":
            return Period(choice, form.cleaned_data["first"], form.cleaned_data["last"]), form
        case days:
            return Period(choice, today - timedelta(days=int(days) - 1), today), form
