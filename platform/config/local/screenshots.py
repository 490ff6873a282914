"""`make screenshots`: pictures of the running demo for the README, in Chinese, at the size of a desk's screen."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PORT = os.environ.get("PORT", "8000")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FOLDER = Path("docs/screenshots")
SIGN_IN = "demo-county"
# name, host, sign-in ("" for the public), path, width, height
PICTURES = [
    ("board", "county", "county.supervisor", "/", 1366, 900),
    ("county-console", "county", "county.admin", "/console/", 1366, 768),
    ("desk", "zengjia", "zengjia.admin", "/desk/", 1366, 900),
    ("intake", "zengjia", "zengjia.admin", "/desk/intake/", 1366, 900),
    ("ledger", "zengjia", "zengjia.admin", "/desk/ledger/", 1366, 768),
    ("hall-console", "zengjia", "zengjia.admin", "/console/", 1366, 768),
    ("public", "taihu", "", "/", 1366, 900),
    ("progress", "jingshi", "", "/progress/", 390, 844),
]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def main() -> int:
    """Take every picture; 1 with a sentence when there is no browser or nothing runs."""
    if not Path(CHROMIUM).exists():
        print(
            f"There is no Chromium at {CHROMIUM} (Debian: apt install chromium; or set CHROMIUM).",
            file=sys.stderr,
        )
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for name, host, username, path, width, height in PICTURES:
            page = _signed_in(browser, host, username, width, height)
            page.goto(_url(host, path), wait_until="networkidle")
            page.screenshot(path=FOLDER / f"{name}.png")
            page.context.close()
            print(f"docs/screenshots/{name}.png")
        browser.close()
    return 0


def _signed_in(browser: Browser, host: str, username: str, width: int, height: int) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN").new_page()
    if username:
        page.goto(_url(host, "/login/"))
        page.fill("[name=username]", username)
        page.fill("[name=password]", SIGN_IN)
        page.press("[name=password]", "Enter")
        page.wait_for_load_state("networkidle")
    return page


def _url(host: str, path: str) -> str:
    return f"http://{host}.localhost:{PORT}{path}"


if __name__ == "__main__":
    sys.exit(main())
