"""What the page of a joint case asks for: to whom it is copied, a decision, a survey, a joint review."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from county.now import TIMEZONE
from hall.catalogue.models import Window
from hall.desk.step_forms import DAYS
from hall.joint.copying import PartWanted
from hall.joint.models import Part
from rules.limits import MOST, Limit, LimitUnit

AT_ONCE = 6  # departments that one copy goes to; a second copy adds others


class PartForm(forms.Form):
    """One department; left empty it is none."""

    department = forms.ChoiceField(label=_("Department"), required=False)
    responsible = forms.CharField(label=_("Person responsible"), required=False, max_length=60)
    limit = forms.IntegerField(
        label=_("Limit"), required=False, min_value=0, max_value=MOST[LimitUnit.WORKING_DAYS]
    )
    unit = forms.ChoiceField(label=_("Counted in"), choices=DAYS, required=False)
    window_code = forms.ChoiceField(label=_("Window, if another one"), required=False)

    def __init__(self, *args: Any, departments: dict[str, str], windows: list[Window], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(
            self.fields["department"], [("", "—"), *sorted(departments.items(), key=lambda item: item[1])]
        )
        _choose(self.fields["window_code"], [("", "—"), *((each.code, str(each)) for each in windows)])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("department") and data.get("limit") is None and "limit" not in self.errors:
            self.add_error("limit", forms.ValidationError(_("Give the department a limit.")))
        return data

    @property
    def wanted(self) -> PartWanted | None:
        said = self.cleaned_data
        if not said.get("department"):
            return None
        unit = LimitUnit(said["unit"] or LimitUnit.WORKING_DAYS)
        return PartWanted(
            said["department"], Limit(said["limit"], unit), said["responsible"], said["window_code"]
        )


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=Part.Outcome.choices, widget=forms.RadioSelect)
    opinion = forms.CharField(label=_("Opinion"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ReviewForm(forms.Form):
    held_at = forms.DateTimeField(
        label=_("Held at"),
        input_formats=["%Y-%m-%dT%H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    attendees = forms.CharField(
        label=_("Who came, one a line"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4_000
    )
    opinion = forms.CharField(label=_("Opinion"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def arguments(self) -> dict[str, Any]:
        said = dict(self.cleaned_data)
        said["attendees"] = said["attendees"].splitlines()
        said["held_at"] = said["held_at"].astimezone(TIMEZONE)
        return said


class SurveyForm(ReviewForm):
    place = forms.CharField(label=_("Place"), max_length=200)
    field_order = ("held_at", "place", "attendees", "opinion")


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
