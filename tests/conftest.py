"""What every test may ask for."""

from datetime import UTC, datetime

import pytest


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


@pytest.fixture
def noon():
    """A moment that tests pass as now."""
    return datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
