"""The intake form: each field is checked where it stands, and what was typed stays."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hall.cases.intake import Application
from hall.cases.keyed import KeyedForm
from hall.cases.wording import sentence_of
from hall.people import identity
from rules.errors import RuleError

# Where an error of the intake shows: its field in the API → the field of this form.
FIELDS = {
    "matterCode": "matter",
    "applicantName": "applicant_name",
    "idNumber": "id_number",
    "phone": "phone",
    "address": "address",
    "email": "email",
}


class IntakeForm(KeyedForm):
    """Matter and applicant, and the first contact the visit began with, if there was one."""

    matter = forms.CharField(
        label=_("Matter"), max_length=40, error_messages={"required": _("Choose a matter.")}
    )
    applicant_name = forms.CharField(label=_("Name of the applicant"), max_length=100)
    id_number = forms.CharField(label=_("ID number"), max_length=40, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40)
    address = forms.CharField(label=_("Address"), max_length=300, required=False)
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    contact = forms.UUIDField(widget=forms.HiddenInput, required=False)  # the first contact it comes from

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name in ("applicant_name", "id_number", "phone", "address", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"  # the clerk's browser keeps no citizens
        self.fields["id_number"].widget.attrs.update(spellcheck="false")
        self.fields["phone"].widget.attrs.update(inputmode="tel")
        self.fields["email"].widget.attrs.update(inputmode="email")

    def clean_applicant_name(self) -> str:
        return self._checked("applicant_name", identity.normal_name)

    def clean_id_number(self) -> str:
        return self._checked("id_number", lambda text: identity.normal_id_number(text, on=self.on))

    def clean_phone(self) -> str:
        return self._checked("phone", identity.normal_phone)

    def clean_email(self) -> str:
        return self._checked("email", identity.normal_email)

    def application(self) -> Application:
        """What was typed, as the verb takes it. Only after `is_valid`."""
        given = self.cleaned_data
        return Application(
            matter_code=given["matter"],
            applicant_name=given["applicant_name"],
            phone=given["phone"],
            id_number=given["id_number"],
            address=given["address"],
            email=given["email"],
        )

    def refuse(self, error: RuleError) -> None:
        """Show what the verb found wrong, at the field it names."""
        self.add_error(FIELDS.get(error.field or ""), sentence_of(error))

    def _checked(self, field: str, check: Callable[[str], str]) -> str:
        text: str = self.cleaned_data[field]
        if not text:
            return text
        try:
            return check(text)
        except RuleError as error:
            raise forms.ValidationError(sentence_of(error), code=error.code) from None
