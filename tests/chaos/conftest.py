"""What the tests that kill things share."""

import uuid

import pytest
from django.db import connection


def fresh_database():
    """The address of an empty database on the server that the other tests use; SQLite has one in the data folder."""
    if connection.vendor == "sqlite":
        yield ""
        return
    import psycopg

    settings, name = connection.settings_dict, f"chaos_{uuid.uuid4().hex}"
    server = {"host": settings["HOST"], "user": settings["USER"], "dbname": "postgres", "autocommit": True}
    with psycopg.connect(**server) as postgres:
        postgres.execute(f"CREATE DATABASE {name}")
        yield f"postgres://{settings['USER']}@/{name}?host={settings['HOST']}"
        postgres.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def database(django_db_setup):
    yield from fresh_database()


@pytest.fixture
def own_database(django_db_setup):
    """For one test, which may spoil it."""
    yield from fresh_database()
