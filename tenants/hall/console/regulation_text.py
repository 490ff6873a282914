"""The form in which a draft is edited: its tables as one text, and the revision that was read."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextareaWidget

LONGEST = 200_000  # characters; the longest rule book we know has 12,000


class RegulationText(forms.Form):
    text = forms.CharField(
        label=_("Rules"),
        max_length=LONGEST,
        strip=False,
        widget=UnfoldAdminTextareaWidget(
            attrs={
                "rows": 40,
                "wrap": "off",
                "spellcheck": "false",
                "class": "rules-text",
                "aria-describedby": "rules-problem",
            }
        ),
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)
