"""DATABASE_URL: every form that is taken, and what is said to the others."""

from pathlib import Path

import pytest

from newsroom import environment
from newsroom.environment import SettingError

DEFAULT = Path("/data/newsroom.sqlite3")


@pytest.fixture
def read(monkeypatch):
    def read(url):
        monkeypatch.setenv("DATABASE_URL", url)
        return environment.database("DATABASE_URL", DEFAULT)

    return read


def parts(database):
    return tuple(database[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME"))


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "/data/newsroom.sqlite3"),
        ("sqlite:////srv/news/site.sqlite3", "/srv/news/site.sqlite3"),
        ("sqlite:///site.sqlite3", "/data/site.sqlite3"),
        ("sqlite:////srv/the%20news/100%25.sqlite3", "/srv/the news/100%.sqlite3"),
    ],
)
def test_sqlite_is_a_whole_path_or_a_file_beside_the_default(read, url, path):
    database = read(url)

    assert (database["ENGINE"], database["NAME"]) == ("django.db.backends.sqlite3", path)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgres://ana:secret@db.example:5433/news", ("ana", "secret", "db.example", 5433, "news")),
        ("postgresql://ana@db.example/news", ("ana", "", "db.example", "", "news")),
        ("postgres://ana:p%40ss%2Fw%23rd%25@db.example/news", ("ana", "p@ss/w#rd%", "db.example", "", "news")),
        ("postgres://ana@/news?host=/run/postgresql", ("ana", "", "/run/postgresql", "", "news")),
        ("postgres://ana@%2Frun%2Fpostgresql/news", ("ana", "", "/run/postgresql", "", "news")),
        ("postgres://ana:secret@[::1]:5432/news", ("ana", "secret", "::1", 5432, "news")),
        ("postgres:///news", ("", "", "", "", "news")),
    ],
)
def test_postgres_in_every_usual_form(read, url, expected):
    database = read(url)

    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert parts(database) == expected


def test_postgres_takes_options_and_never_waits_for_ever(read):
    assert read("postgres://h/news")["OPTIONS"] == {"connect_timeout": "5"}
    assert read("postgres://h/news?sslmode=require&connect_timeout=1")["OPTIONS"] == {
        "sslmode": "require",
        "connect_timeout": "1",
    }


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root@localhost/news",
        "news",
        "/srv/news.sqlite3",
        "sqlite://",
        "sqlite:///",
        "sqlite:news.sqlite3",
        "sqlite://srv/news.sqlite3",
        "postgres://ana:secret@db.example",
        "postgres://ana:secret@db.example/",
        "postgres://ana:secret@db.example:port/news",
        "postgres://ana:se#cret@db.example/news",
        "postgres://ana:se/cret@db.example/news",
    ],
)
def test_anything_else_is_refused_without_printing_the_password(read, url):
    with pytest.raises(SettingError) as refused:
        read(url)

    message = str(refused.value)
    assert message.startswith("DATABASE_URL cannot be read: write postgres://")
    assert "cret" not in message
