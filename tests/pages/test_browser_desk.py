"""The whole way of a case in a real Chromium, by keyboard, and nothing serious for axe to find on any page."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect
from support import build

pytestmark = pytest.mark.browser


@pytest.fixture
def page(served: str, chromium: Any) -> Page:
    context = chromium.new_context(base_url=served, locale="en-GB", viewport={"width": 1366, "height": 768})
    page: Page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: pytest.fail(f"the page's script failed: {error}"))
    return page


def type_on(page: Page, *keys: str) -> None:
    """What a person without a mouse does: text is typed, names of keys are pressed."""
    for key in keys:
        if re.fullmatch(r"Tab|Enter|Space|ArrowDown", key):
            page.keyboard.press(key)
        else:
            page.keyboard.insert_text(key)


def sign_in(page: Page) -> None:
    page.goto("/desk/")
    expect(page.get_by_label("Sign-in name")).to_be_focused()
    type_on(page, "mei", "Tab", build.PASSWORD, "Enter")
    expect(page.get_by_role("heading", name="Worklist")).to_be_visible()


def take_in(page: Page) -> str:
    """By keyboard alone, from the search to the button; returns the number on the receipt."""
    page.goto("/desk/intake/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("lsjz")
    expect(page.get_by_role("radio")).to_have_count(1)
    type_on(page, "Tab", "Tab", "Space")
    expect(page.locator("#guide")).to_contain_text("10 working days")
    type_on(page, "Tab", "李小明", "Tab", "13800138000", "Tab", "11010519491231002X", "Tab", "东街1号")
    type_on(page, "Tab", "Enter")
    expect(page.get_by_role("status")).to_contain_text("20260304-0001 is on record.")
    return "20260304-0001"


def test_a_clerk_takes_a_case_its_whole_way_and_the_applicant_sees_it(page: Page) -> None:
    sign_in(page)
    number = take_in(page)
    expect(page.locator(".card.due")).to_contain_text("2026-03-18")
    page.get_by_text("Why this date").press("Enter")
    expect(page.get_by_text("Day 0, 2026-03-04, is not counted")).to_be_visible()

    page.get_by_role("button", name="Complete").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Completed. The clock has stopped.")
    page.get_by_label("Name of the collector").focus()
    type_on(page, "李大明", "Tab")
    type_on(page, "11010519491231002X", "Enter")
    expect(page.get_by_role("status")).to_contain_text("Handed out.")
    page.get_by_role("link", name="Ledger").press("Enter")
    expect(page.get_by_role("row", name=number)).to_contain_text("李大明")

    page.goto("/progress/")
    page.get_by_label("Number on the receipt").fill(number)
    page.get_by_label("Last four digits of the phone number").fill("8000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("collected")
    expect(page.get_by_text("李小明")).to_have_count(0)


def test_a_wrong_entry_is_focused_and_what_was_typed_stays(page: Page) -> None:
    sign_in(page)
    page.goto("/desk/intake/?matter=M-10")
    page.get_by_label("Name of the applicant").fill("李小明")
    page.get_by_label("Phone").fill("123")
    page.get_by_role("button", name="Receive only").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Nothing has been saved yet.")
    expect(page.get_by_label("Phone")).to_be_focused()
    expect(page.get_by_label("Name of the applicant")).to_have_value("李小明")
    expect(page.get_by_role("radio", checked=True)).to_have_value("M-10")


def test_an_answer_that_comes_late_takes_no_choice_away(page: Page) -> None:
    held: list[Route] = []
    sign_in(page)
    page.goto("/desk/intake/")
    page.keyboard.type("ls")
    expect(page.get_by_role("radio")).to_have_count(1)
    page.route("**/intake/matters/**", lambda route: held.append(route))
    with page.expect_request("**/intake/matters/**"):
        page.keyboard.type("j")
    page.get_by_role("radio").press("Space")
    expect(page.locator("#guide")).to_contain_text("10 working days")

    with page.expect_response("**/intake/matters/**"):
        held[0].continue_()

    expect(page.get_by_role("radio")).to_be_checked()
    expect(page.get_by_role("radio")).to_be_focused()


def test_axe_finds_nothing_serious_on_any_page(page: Page) -> None:
    def check(address: str, *, is_phone: bool = False) -> None:
        page.set_viewport_size({"width": 390, "height": 844} if is_phone else {"width": 1366, "height": 768})
        if address:
            page.goto(address)
        found = Axe().run(page).response["violations"]
        serious = [
            (found_one["id"], [node["html"][:120] for node in found_one["nodes"]])
            for found_one in found
            if found_one["impact"] in ("serious", "critical")
        ]
        assert serious == [], f"{page.url}: {serious}"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.evaluate("innerWidth"), f"{page.url} is wider than the screen"

    for address in (
        "/",
        "/matters/M-10/",
        "/regulation/",
        "/ledger/",
        "/progress/",
        "/login/",
        "/no/such/page/",
    ):
        check(address)
        check(address, is_phone=True)
    sign_in(page)
    take_in(page)
    check("")
    page.get_by_role("button", name="Show in full").press("Enter")
    page.get_by_text("Return…").press("Enter")
    check("")
    for address in ("/desk/", "/desk/intake/?matter=M-10", "/desk/ledger/"):
        check(address)
    page.get_by_label("Number, name or its initials").fill("nobody")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No case fits.")).to_be_visible()
    check("")
