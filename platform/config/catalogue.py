"""The message catalogue: every string of code and templates that people read, found without gettext's programs."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

PO = Path(__file__).with_name("locale") / "zh_Hans" / "LC_MESSAGES" / "django.po"
HEADER = "# The Chinese of every string people read. Written by `make messages`; translations by hand."
# Lines of the file's head that say nothing, or something else on each run.
HOUSEKEEPING = (
    '"POT-Creation',
    '"PO-Revision',
    '"Report-Msgid',
    '"Last-Trans',
    '"Language-Team',
    '"Generated-By',
)
SOURCES = ("platform", "tenants", "graphql")
# The law raises, refuses and traces in English templates; they stand as a literal second argument.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "RuleError": (2,),
    "refuse": (2,),
    "Sentence": (2,),
}


def updated() -> Catalog:
    """The catalogue as it should be: what stands in the sources, with the translations there are."""
    old = stored()
    fresh = Catalog(
        locale="zh_Hans", project="county-halls", charset="utf-8", header_comment=HEADER, fuzzy=False
    )
    for text, comments, context in _messages():
        known = old.get(text if isinstance(text, str) else text[0], context=context)
        fresh.add(text, known.string if known else None, auto_comments=comments, context=context)
    return fresh


def stored() -> Catalog:
    """The catalogue in git."""
    if not PO.exists():
        return Catalog(locale="zh_Hans")
    with PO.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def write(catalogue: Catalog) -> None:
    """Write it sorted, without line numbers and dates, so that a change shows only what changed."""
    text = BytesIO()
    write_po(text, catalogue, sort_output=True, no_location=True, omit_header=False, width=110)
    lines = [line for line in text.getvalue().decode().splitlines() if not line.startswith(HOUSEKEEPING)]
    PO.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")


def untranslated(catalogue: Catalog) -> list[str]:
    """Messages without Chinese."""
    return [str(message.id) for message in catalogue if message.id and not _is_full(message.string)]


def _is_full(string: Any) -> bool:
    """A plural has a tuple of strings, none of which may be empty."""
    return bool(string) and (isinstance(string, str) or all(string))


def _messages() -> Iterator[tuple[str | tuple[str, ...], list[str], str | None]]:
    for root in SOURCES:
        for path in sorted((settings.BASE_DIR / root).rglob("*")):
            place = str(path.relative_to(settings.BASE_DIR))
            if path.suffix == ".py" and "migrations" not in path.parts:
                source = path.read_bytes()
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                lines = templatize(path.read_text(encoding="utf-8"), origin=place).splitlines()
                # What HTML indents freely is no Python block.
                source = "\n".join(line.strip() for line in lines).encode()
            else:
                continue
            for _, text, comments, context in extract("python", BytesIO(source), KEYWORDS):
                yield text, comments, context
