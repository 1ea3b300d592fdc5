"""A browser for the tests that look at the site as readers do."""

import os
import shutil

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session", autouse=True)
def database_before_server(django_db_setup):
    """A server started earlier would not share the tests' database in memory, and leave connections to it open."""


@pytest.fixture(scope="session")
def browser():
    """Debian's chromium. Without one the test is skipped; in CI it fails, or nobody would notice."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("There is no chromium: apt-get install chromium.")
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop on this thread
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # chromium's sandbox refuses root
        chromium = playwright.chromium.launch(executable_path=executable, args=sandbox)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before
