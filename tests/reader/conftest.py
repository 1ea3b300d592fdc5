"""What the tests that look at the site as readers do share."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def database_before_server(django_db_setup):
    """A server started earlier would not share the tests' database in memory, and leave connections to it open."""
