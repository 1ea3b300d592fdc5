"""Which environments the newsroom starts in, and what it says to the others: in processes of their own."""

import pytest

from tests.newsroom.boot import PRODUCTION, command, manage

pytestmark = [pytest.mark.processes, pytest.mark.any_database]


def test_nothing_has_to_be_set(tmp_path):
    started = manage("check", data=tmp_path / "new")

    assert (started.returncode, started.stderr) == (0, "")


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        (
            {"SITE_URL": "news.example"},
            "SITE_URL is 'news.example': write what readers type, such as https://news.example.",
        ),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps': write 1 for yes or 0 for no."),
        ({"NEWSROOM_TIME_ZONE": "Berlin"}, "NEWSROOM_TIME_ZONE is 'Berlin', which is no time zone"),
        ({"DATABASE_URL": "mysql://h/n"}, "DATABASE_URL cannot be read: write postgres://"),
        ({"HSTS_SECONDS": "a year"}, "HSTS_SECONDS is 'a year': write a whole number."),
        ({"DATA_DIR": "/dev/null/data"}, "DATA_DIR is '/dev/null/data', which cannot be made: "),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path, variables, message):
    started = manage("check", data=tmp_path, **variables)

    assert started.returncode == 1
    assert started.stderr.startswith(message)
    assert len(started.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [("-m", "newsroom.server"), ("-c", "import newsroom.wsgi")])
def test_a_server_says_the_same_sentence(tmp_path, arguments):
    started = command(*arguments, data=tmp_path, SITE_URL="news.example")

    assert started.returncode == 1
    assert started.stderr == "SITE_URL is 'news.example': write what readers type, such as https://news.example.\n"


def test_production_settings_leave_no_check_with_anything_to_say(tmp_path):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **PRODUCTION)

    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.parametrize(
    ("variables", "finding"),
    [
        ({"SECRET_KEY": ""}, "newsroom.E002"),
        ({"SECRET_KEY": "short"}, "security.W009"),
        ({"SITE_URL": "http://news.example"}, "newsroom.E003"),
        ({"ALLOWED_HOSTS": "*"}, "newsroom.E004"),
        ({"DEBUG": "1"}, "newsroom.E001"),
        ({"HSTS_SECONDS": "0"}, "security.W004"),
    ],
)
def test_production_is_refused_while_one_thing_is_unsafe(tmp_path, variables, finding):
    checked = manage("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **PRODUCTION | variables)

    assert checked.returncode == 1
    assert f"({finding})" in checked.stderr
