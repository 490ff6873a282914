"""The form by which a brush-off is reported, on the public page and at the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from county.registry.templatetags.wording import named
from hall.cases.keyed import KeyedForm
from hall.catalogue.models import Window
from rules.tables.named import NamedRule


class BrushOffForm(KeyedForm):
    """What was said, by whom, where. Nobody is asked who they are."""

    code = forms.ChoiceField(
        label=_("What you were told"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes closest.")},
    )
    words = forms.CharField(
        label=_("What happened, and when"),
        max_length=500,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Say what happened.")},
    )
    of_whom = forms.CharField(label=_("Name or badge, if you know it"), max_length=60, required=False)
    window_code = forms.ChoiceField(label=_("Window, if you know it"), required=False)
    contact_number = forms.CharField(
        label=_("Number of the first contact, if you have one"), max_length=20, required=False
    )

    def __init__(self, *args: Any, forbidden: tuple[NamedRule, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(rule.code, named(rule)) for rule in forbidden]
        windows = [(window.code, str(window)) for window in Window.objects.all()]
        for field, choices in (("code", names), ("window_code", [("", _("I don't know")), *windows])):
            choice = self.fields[field]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = choices
