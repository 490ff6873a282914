"""The Chinese of every string people read: complete, faithful to its placeholders, and shown."""

import re
from collections import Counter
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from config import catalogue

# As gettext's formatting reads them; "100 %" in a sentence is none.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def messages() -> list[Message]:
    return [message for message in catalogue.stored() if message.id]


def forms(text: Any) -> tuple[str, ...]:
    """The singular and plural of a message, or its only form."""
    return (text,) if isinstance(text, str) else tuple(text)


def compiled() -> bytes:
    file = BytesIO()
    write_mo(file, catalogue.stored())
    return file.getvalue()


@pytest.fixture
def chinese(tmp_path: Path, settings: Any) -> None:
    """The catalogue of this tree, compiled here: what lies next to it may be older, or missing."""
    folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.mo").write_bytes(compiled())
    settings.LOCALE_PATHS = [tmp_path]


@pytest.fixture(scope="module")
def wanted() -> set[tuple[str | None, Any]]:
    """What stands in code and templates."""
    return {(message.context, message.id) for message in catalogue.updated() if message.id}


def test_nothing_that_people_read_is_missing_from_the_catalogue(wanted: set[tuple[str | None, Any]]) -> None:
    stands = {(message.context, message.id) for message in messages()}
    assert sorted(map(str, wanted - stands)) == []


def test_nothing_in_the_catalogue_is_no_longer_read_by_anybody(wanted: set[tuple[str | None, Any]]) -> None:
    stands = {(message.context, message.id) for message in messages()}
    assert sorted(map(str, stands - wanted)) == []


def test_every_message_has_its_chinese() -> None:
    assert catalogue.untranslated(catalogue.stored()) == []


def test_a_translation_has_exactly_the_placeholders_of_its_message() -> None:
    differing = [
        (original, chinese)
        for message in messages()
        # Chinese has one form only; it says what the plural says.
        for original in forms(message.id)[-1:]
        for chinese in forms(message.string)
        if Counter(PLACEHOLDER.findall(original)) != Counter(PLACEHOLDER.findall(chinese))
    ]
    assert differing == []


def test_a_translation_ends_as_its_message_ends() -> None:
    """A sentence stays a sentence, and a label stays a label."""
    differing = [
        (original, chinese)
        for message in messages()
        for original, chinese in zip(forms(message.id)[-1:], forms(message.string), strict=True)
        if original.endswith(".") != chinese.endswith("。")
    ]
    assert differing == []


def test_the_catalogue_compiles_to_what_gettext_reads() -> None:
    read = GNUTranslations(BytesIO(compiled()))
    assert read.gettext("Promised limit") == "承诺时限"
    assert (
        read.ngettext("%(days)s working day late", "%(days)s working days late", 3)
        == "超时 %(days)s 个工作日"
    )


def test_the_check_passes_and_says_what_a_catalogue_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("messages", "--check")
    lacking = tmp_path / "django.po"
    lacking.write_text(catalogue.PO.read_text(encoding="utf-8").replace('"退出"', '""'), encoding="utf-8")
    monkeypatch.setattr(catalogue, "PO", lacking)
    with pytest.raises(CommandError) as refused:
        call_command("messages", "--check")
    assert str(refused.value) == "Run `make messages` and translate:\n  untranslated: Sign out"


def test_the_sign_in_page_is_in_the_language_one_chose(client: Client, db: None, chinese: None) -> None:
    page = client.get("/login/", headers={"host": "east.localhost"})
    assert page["Content-Language"] == "zh-hans"
    assert "<h1>登录</h1>" in page.content.decode()

    client.post("/language/", {"language": "en"}, headers={"host": "east.localhost"})
    page = client.get("/login/", headers={"host": "east.localhost"})
    assert page["Content-Language"] == "en"
    assert "<h1>Sign in</h1>" in page.content.decode()

    client.post("/language/", {"language": "zh-hans"}, headers={"host": "east.localhost"})
    assert "<h1>登录</h1>" in client.get("/login/", headers={"host": "east.localhost"}).content.decode()
