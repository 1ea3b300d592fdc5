"""What the tests of the desk share."""

import pytest


@pytest.fixture(autouse=True)
def empty_static_root(settings, tmp_path):
    """WhiteNoise warns of a folder that is not there, and warnings are errors."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A safe hash takes a second by design; no test of the desk is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
