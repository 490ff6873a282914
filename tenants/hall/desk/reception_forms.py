"""The forms of reception: what each verb asks for, as fields; the verb itself checks the rest."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.cases.keyed import KeyedForm
from hall.cases.wording import sentence_of
from hall.catalogue.models import Matter, Window
from hall.desk.step_forms import moment_field, words_field
from hall.reception.end import BY_HAND
from hall.reception.hand_over import receivers
from hall.reception.models import FirstContact
from rules.errors import RuleError

CHOOSE = ("", _("choose…"))


class ContactForm(KeyedForm):
    """Who comes with what."""

    asked = words_field(_("What the visitor asks"), rows=2)
    matter_code = forms.ChoiceField(label=_("Matter, if it is one of ours"), required=False)
    visitor_name = forms.CharField(label=_("Name of the visitor, if given"), required=False)
    phone = forms.CharField(label=_("Phone, if given"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        matters = Matter.objects.filter(is_active=True).order_by("code").values_list("code", "name")
        _choices(self, "matter_code", [(code, f"{name} · {code}") for code, name in matters])
        for name in ("visitor_name", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the clerk's browser keeps no citizens


class VerbForm(forms.Form):
    """What a verb asks for. `arguments` are the keywords it takes."""

    def __init__(self, *args: Any, contact: FirstContact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.prepare()

    def prepare(self) -> None:
        """Fit the fields to the contact."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class HandOverForm(VerbForm):
    """To a window, and to somebody there by name."""

    to = forms.ChoiceField(label=_("Window and receiver"), required=False)
    note = forms.CharField(label=_("Note"), required=False)

    def prepare(self) -> None:
        pairs = [
            (f"{window.code}|{staff.user_id}", f"{window} · {staff.name}")
            for staff in receivers()
            if staff.user_id != self.contact.holder_id
            for window in staff.windows.all()
            if window.is_open
        ]
        _choices(self, "to", sorted(pairs, key=lambda pair: pair[1]))

    def arguments(self) -> dict[str, Any]:
        window, _bar, receiver = self.cleaned_data["to"].rpartition("|")
        return {
            "window_code": window,
            "receiver_id": int(receiver) if receiver else 0,
            "note": self.cleaned_data["note"],
        }


class AbsenceForm(VerbForm):
    """Nobody is at the window: who was reached, and what is promised."""

    window_code = forms.ChoiceField(label=_("Window"), required=False)
    contacted = forms.CharField(label=_("Who of the window was reached"), required=False)
    promised_at = moment_field(_("Time promised to the visitor"), required=True)
    requirements = words_field(_("What the visitor has to bring or know"), rows=2)
    phone = forms.CharField(label=_("Phone, unless it is on record"), required=False)

    def prepare(self) -> None:
        _choices(self, "window_code", [(window.code, f"{window}") for window in Window.objects.all()])
        for name in ("contacted", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class ToldForm(VerbForm):
    items = words_field(_("Everything that is missing, one paper a line"), rows=4)

    def arguments(self) -> dict[str, Any]:
        return {"items": self.cleaned_data["items"].splitlines()}


class CaseForm(VerbForm):
    case_number = forms.CharField(label=_("Number of the case"), required=False)


class EndForm(VerbForm):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(each.value, each.label) for each in BY_HAND],
        widget=forms.RadioSelect,
        required=False,
    )
    words = forms.CharField(label=_("Note"), required=False)


def show_at_its_field(form: forms.Form, error: RuleError) -> bool:
    """Mark the field that the verb found wrong, if the form has it."""
    name = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", error.field or "")
    if "to" in form.fields and name in ("window_code", "receiver_id"):
        name = "to"  # window and receiver are chosen as one
    if name not in form.fields:
        return False
    form.add_error(name, sentence_of(error))
    return True


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [CHOOSE, *choices]
