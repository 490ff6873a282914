"""The form of a new calendar: the version in force as text, to be carried on; what is wrong is said with its line."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from county.standards.calendars import LONGEST_REASON
from county.standards.lines import Lines, read_lines, write_lines
from rules.errors import RuleError
from rules.workdays import WorkCalendar

LONGEST = 20_000  # characters; ten years of notices have about 6,000


def _text_area() -> UnfoldAdminTextareaWidget:
    return UnfoldAdminTextareaWidget(attrs={"rows": 16, "spellcheck": "false", "class": "rules-text"})


class CalendarForm(forms.Form):
    holidays = forms.CharField(
        label=_("Holidays"),
        max_length=LONGEST,
        strip=False,
        widget=_text_area(),
        help_text=_("One line a holiday: first day, last day, name. Add the new year at the end."),
    )
    makeup_days = forms.CharField(
        label=_("Make-up working days"),
        max_length=LONGEST,
        strip=False,
        required=False,
        widget=_text_area(),
        help_text=_("One line a day: the Saturday or Sunday that is worked, and for which holiday."),
    )
    last_on = forms.DateField(
        label=_("last published day"), widget=UnfoldAdminDateWidget(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(
        label=_("reason"),
        max_length=LONGEST_REASON,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Which notice, or what was wrong. Every case that moves keeps it."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=1_000_000)

    @classmethod
    def after(cls, old: WorkCalendar) -> "CalendarForm":
        """The form as it is first shown."""
        return cls(
            initial={
                "holidays": write_lines(old.holidays),
                "makeup_days": write_lines(old.makeup_days),
                "last_on": old.last_on.replace(year=old.last_on.year + 1, month=12, day=31),
                "number": old.version + 1,
            }
        )

    def calendar(self, old: WorkCalendar) -> WorkCalendar | None:
        """What was typed, as a calendar; None when it is none, with the reasons among the errors of the form."""
        if not self.is_valid():
            return None
        typed = self.cleaned_data
        read: dict[str, Lines] = {}
        for name in ("holidays", "makeup_days"):
            try:
                read[name] = read_lines(typed[name])
            except RuleError as error:
                self.refuse(error, name)
        if self.errors:
            return None
        self.lines = read
        try:
            return WorkCalendar(
                typed["number"],
                old.first_on,
                typed["last_on"],
                read["holidays"].days,
                read["makeup_days"].days,
            )
        except RuleError as error:
            self.refuse(error)
            return None

    def refuse(self, error: RuleError, name: str | None = None) -> None:
        """The error beside its table; one that names a day also says in which line that was typed."""
        table, _dot, day = (error.field or "").partition(".")
        said = gettext(error.message) % error.values
        numbers: Any = {str(on): line for on, line in self.lines[table].line_of.items()} if day else {}
        if day in numbers:
            said = gettext("Line %(line)s: %(problem)s") % {"line": numbers[day], "problem": said}
        self.add_error(name or (table if table in self.fields and table != "number" else None), said)
