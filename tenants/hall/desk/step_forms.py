"""The forms of the steps on the page of a case: what a verb asks for, as fields; the verb itself checks the rest."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.cases.clock_stops import BY_HAND
from hall.cases.models import Case
from hall.cases.models.steps import STOP_REASONS
from hall.cases.steps import Steps
from hall.regulations.current import regulation
from rules.limits import Limit, LimitUnit

DAYS = (
    (LimitUnit.WORKING_DAYS.value, _("working days")),
    (LimitUnit.CALENDAR_DAYS.value, _("calendar days")),
)


class StepForm(forms.Form):
    """A step that asks for nothing. `arguments` are the keywords its verb takes."""

    def __init__(self, *args: Any, case: Case, steps: Steps, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.steps = case, steps
        self.prepare()
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def prepare(self) -> None:
        """Fit the fields to the case."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def words_field(label: Any, *, rows: int = 3) -> forms.CharField:
    """Free words, on several lines."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}))


def moment_field(label: Any, *, required: bool = False) -> forms.DateTimeField:
    """A local day and time, to the minute."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    formats = ["%Y-%m-%dT%H:%M"]
    return forms.DateTimeField(label=label, required=required, widget=widget, input_formats=formats)


class ReasonForm(StepForm):
    reason = words_field(_("Reason"))


class ReturnForm(ReasonForm):
    """With the hall's own list of reasons, where its regulation has one."""

    reason_code = forms.ChoiceField(label=_("Reason by the regulation"), required=False)
    field_order = ("reason_code", "reason")

    def prepare(self) -> None:
        reasons = regulation(self.case.regulation_id).rulebook.return_reasons
        choice = self.fields["reason_code"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("choose…")), *((each.code, each.name) for each in reasons)]
        if not reasons:
            del self.fields["reason_code"]


class ResultForm(StepForm):
    result = forms.ChoiceField(
        label=_("Result"),
        choices=Case.Result.choices,
        initial=Case.Result.GRANTED.value,
        widget=forms.RadioSelect,
        required=False,
    )


class CollectorForm(StepForm):
    collector_name = forms.CharField(label=_("Name of the collector"), required=False)
    collector_id_number = forms.CharField(label=_("ID number of the collector"), required=False)


class PapersForm(StepForm):
    items = words_field(_("Everything that is missing, one paper a line"), rows=4)
    amount = forms.IntegerField(label=_("Days to supply it"), required=False, min_value=1, max_value=365)
    unit = forms.ChoiceField(label=_("counted in"), choices=DAYS, required=False)
    why_new = forms.CharField(label=_("Why this could not be known before"), required=False)

    def prepare(self) -> None:
        rule = regulation(self.case.regulation_id).rulebook.supplement
        if rule and rule.within:  # the rules of the hall say how long
            del self.fields["amount"], self.fields["unit"]
        if not self.steps.supplements:
            del self.fields["why_new"]

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        within = Limit(given["amount"], LimitUnit(given["unit"])) if given.get("amount") else None
        return {
            "items": given["items"].splitlines(),
            "why_new": given.get("why_new", ""),
            "within": within,
        }


class StopForm(StepForm):
    reason = forms.ChoiceField(
        label=_("Reason"), choices=[(code, name) for code, name in STOP_REASONS if code in BY_HAND]
    )
    evidence = forms.CharField(label=_("What shows it (number of the notice, record)"), required=False)
    started_at = moment_field(_("From (now, if left empty)"))


class ResumeForm(StepForm):
    reason = forms.ChoiceField(label=_("What has ended"))
    ended_at = moment_field(_("Ended at (now, if left empty)"))

    def prepare(self) -> None:
        choice = self.fields["reason"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(stop.reason, stop.get_reason_display()) for stop in self.steps.running]


class ExtensionForm(StepForm):
    days = forms.IntegerField(label=_("Days"))
    reason = words_field(_("Reason"))


class FindingForm(StepForm):
    finding = words_field(_("Finding"))


class WordsForm(StepForm):
    words = words_field(_("Words"))


class UrgeForm(StepForm):
    words = words_field(_("Words"))
    amount = forms.IntegerField(
        label=_("Days it leaves (those of the rules, if left empty)"),
        required=False,
        min_value=1,
        max_value=365,
    )

    def arguments(self) -> dict[str, Any]:
        amount = self.cleaned_data["amount"]
        return {
            "words": self.cleaned_data["words"],
            "within": Limit(amount, LimitUnit.WORKING_DAYS) if amount else None,
        }
