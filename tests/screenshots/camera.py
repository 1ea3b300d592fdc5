"""Takes the pictures: every page on two screens in two schemes, and on paper."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SCREENS = {"phone": (375, 812), "desktop": (1440, 900)}
SCHEMES = ("light", "dark")
PRINTED = ("story", "story-arabic")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def photograph(site: str, pages: dict[str, str], folder: Path, *, prefix: str = "") -> int:
    """How many were taken: as PNG, each page in full; what is printed as PDF besides."""
    folder.mkdir(parents=True, exist_ok=True)
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    taken = 0
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # chromium's sandbox refuses root
        browser = playwright.chromium.launch(executable_path=executable, args=sandbox)
        for screen, (width, height) in SCREENS.items():
            for scheme in SCHEMES:
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    bypass_csp=True,  # of waiting, not of the page, which has nothing that it forbids
                )
                page = context.new_page()
                for name, path in pages.items():
                    page.goto(site + path)
                    _show_everything(page)
                    page.screenshot(path=folder / f"{prefix}{name}-{screen}-{scheme}.png", full_page=True)
                    taken += 1
                    if name in PRINTED and (screen, scheme) == ("desktop", "dark"):  # paper is white all the same
                        page.emulate_media(media="print")
                        page.pdf(path=folder / f"{prefix}{name}-print.pdf", format="A4")
                        page.emulate_media(media="screen")
                        taken += 1
                context.close()
        browser.close()
    return taken


def _show_everything(page: Page) -> None:
    """Pictures below the fold are only fetched when somebody comes near."""
    page.evaluate("document.querySelectorAll('img[loading=lazy]').forEach(image => image.loading = 'eager')")
    page.evaluate("Promise.all(Array.from(document.images).map(image => image.decode()))")
