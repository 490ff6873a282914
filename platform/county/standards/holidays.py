"""The names of holidays as people read them; the calendar itself keeps them as its source writes them."""

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Promise] = {
    "New Year's Day": _("New Year's Day"),
    "Spring Festival": _("Spring Festival"),
    "Tomb-sweeping Day": _("Tomb-sweeping Day"),
    "Labour Day": _("Labour Day"),
    "Dragon Boat Festival": _("Dragon Boat Festival"),
    "National Day": _("National Day"),
    "Mid-autumn Festival": _("Mid-autumn Festival"),
    "Anti-Fascist 70th Day": _("70th anniversary of the victory over fascism"),
}


def holiday_name(name: str) -> str:
    """The name in the language of the reader; one that no table knows (a county's own) as it is."""
    return str(NAMES.get(name, name))


def source_name(typed: str) -> str:
    """The opposite, for whoever types a name in either language, so that everybody reads it in their own."""
    return _sources().get(typed, typed)


@cache
def _sources() -> dict[str, str]:
    known: dict[str, str] = {}
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            known |= {str(shown): source for source, shown in NAMES.items()}
    return known
