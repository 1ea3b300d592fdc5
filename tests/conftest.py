"""What every test may ask for."""

import os
import shutil
from datetime import UTC, datetime

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, leave out what says the same on every database: the run on SQLite has said it."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return
    left_out = [item for item in items if item.get_closest_marker("any_database") or not _asks_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _asks_a_database(item):
    if item.get_closest_marker("django_db") or item.get_closest_marker("processes"):
        return True
    return bool({"db", "transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(autouse=True, scope="session")
def uncollected_static_files():
    """Set before the first server starts: WhiteNoise then looks for a file when asked, and does not miss the folder."""
    from django.conf import settings

    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Templates name static files without `collectstatic` having run."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """No test writes a picture into the newsroom's own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def patient_pictures(monkeypatch):
    """A machine that runs two suites and a browser makes a picture late, which is not what any test is about."""
    monkeypatch.setattr("images.making.PATIENCE", 120.0)


@pytest.fixture(autouse=True)
def unlimited_api(settings):
    """All tests ask from one address."""
    settings.API_LIMIT = 0


@pytest.fixture
def noon():
    """A moment that tests pass as now."""
    return datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


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
