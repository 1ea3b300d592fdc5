"""The readers of the environment: what each takes, and what it says to a value that it cannot use."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import environment
from newsroom.environment import SettingError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def setting(monkeypatch):
    """Give the variable X a value."""
    return lambda value: monkeypatch.setenv("X", value)


# -- A language ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "meaning"), [("", "en"), ("ar", "ar"), ("en_GB", "en-gb"), ("ES-mx", "es-mx")])
def test_a_language_is_one_of_ours_or_a_country_s_way_to_write_it(setting, value, meaning):
    setting(value)

    assert environment.language("X", "en", known={"ar", "en", "en-gb", "es-mx", "nl"}) == meaning


@pytest.mark.parametrize("value", ["nl", "xx", "en-zz", "english", "../en"])
def test_a_language_without_words_of_ours_is_refused(setting, value):
    setting(value)

    with pytest.raises(SettingError, match="write one of ar, de, en, es, fr"):
        environment.language("X", "en", known={"ar", "en", "nl"})


# -- Words, numbers, yes and no -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["", "  "])
def test_set_but_empty_counts_as_not_set(setting, value):
    setting(value)

    assert environment.text("X", "default") == "default"
    assert environment.boolean("X", default=True) is True
    assert environment.integer("X", 7) == 7
    assert environment.words("X", ["default"]) == ["default"]
    assert environment.address("X", "http://localhost") == "http://localhost"
    assert environment.time_zone("X", "UTC") == "UTC"


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        ("1", True),
        ("true", True),
        ("YES", True),
        ("on", True),
        ("0", False),
        ("False", False),
        ("no", False),
        ("off", False),
    ],
)
def test_yes_and_no_in_the_words_people_use(setting, value, meaning):
    setting(value)

    assert environment.boolean("X", default=not meaning) is meaning


@pytest.mark.parametrize("value", ["maybe", "2", "y e s"])
def test_neither_yes_nor_no_is_refused(setting, value):
    setting(value)

    with pytest.raises(SettingError) as refused:
        environment.boolean("X")
    assert str(refused.value) == f"X is {value!r}: write 1 for yes or 0 for no."


def test_a_number(setting):
    setting(" 42 ")

    assert environment.integer("X", 7) == 42


@pytest.mark.parametrize("value", ["4.2", "many", "0x10"])
def test_no_number_is_refused(setting, value):
    setting(value)

    with pytest.raises(SettingError, match=r"^X is .*: write a whole number.$"):
        environment.integer("X", 7)


@pytest.mark.parametrize("value", ["a.example,b.example", "a.example b.example", " a.example , b.example,"])
def test_a_list_is_separated_by_commas_or_spaces(setting, value):
    setting(value)

    assert environment.words("X", []) == ["a.example", "b.example"]


# -- Addresses and zones ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://news.example", "https://news.example"),
        ("https://news.example/", "https://news.example"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_scheme_and_host(setting, value, address):
    setting(value)

    assert environment.address("X", "http://localhost") == address


@pytest.mark.parametrize(
    "value",
    [
        "news.example",
        "//news.example",
        "ftp://news.example",
        "https://",
        "https://news.example/paper",
        "https://news.example?a=1",
        "https://user@news.example",
        "https://news.example:port",
        "https://news.example:99999",
        "https://[::1",
        "news.example:8000",
    ],
)
def test_anything_else_is_no_address(setting, value):
    setting(value)

    with pytest.raises(SettingError, match=r"^X is .*: write what readers type"):
        environment.address("X", "http://localhost")


@pytest.mark.parametrize("value", ["10.0.0.7:8080", "[fd00::7]:8080", "feeds.agency.example:8443", ""])
def test_hosts_with_their_ports(setting, value):
    setting(value)

    assert environment.endpoints("X") == value.split()


@pytest.mark.parametrize(
    "value",
    ["10.0.0.7", "10.0.0.7:", ":80", "10.0.0.7:0", "10.0.0.7:99999", "http://a.example:80", "fd00::7", "[x", "a@b:1"],
)
def test_anything_else_is_no_host_with_a_port(setting, value):
    setting(value)

    with pytest.raises(SettingError, match=r"^X holds .*: write host:port"):
        environment.endpoints("X")


@pytest.mark.parametrize("value", ["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"])
def test_a_time_zone(setting, value):
    setting(value)

    assert environment.time_zone("X", "UTC") == value


@pytest.mark.parametrize("value", ["Berlin", "Europe", "../../etc/passwd", "/etc/localtime", "UTC+2"])
def test_no_time_zone_is_refused(setting, value):
    setting(value)

    with pytest.raises(SettingError, match=r"^X is .*, which is no time zone"):
        environment.time_zone("X", "UTC")


# -- Folders ------------------------------------------------------------------------------------------------------


def test_a_folder_is_made_and_closed_to_others(setting, tmp_path):
    setting(str(tmp_path / "a" / "b"))

    folder = environment.folder("X", tmp_path)

    assert folder == tmp_path / "a" / "b"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_is_there_stays_as_it_is(setting, tmp_path):
    tmp_path.chmod(0o755)
    setting(str(tmp_path))

    assert environment.folder("X", tmp_path / "default") == tmp_path
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_is_refused(setting, tmp_path):
    (tmp_path / "file").touch()
    setting(str(tmp_path / "file" / "folder"))

    with pytest.raises(SettingError, match=r"^X is .*, which cannot be made: Not a directory.$"):
        environment.folder("X", tmp_path)


# -- The secret ---------------------------------------------------------------------------------------------------


def test_a_secret_from_the_environment_is_kept_nowhere(setting, tmp_path):
    setting("from the environment")

    assert environment.secret("X", tmp_path / "secret") == "from the environment"
    assert list(tmp_path.iterdir()) == []


def test_a_secret_is_made_once_and_is_private(tmp_path):
    first = environment.secret("X", tmp_path / "secret")

    assert len(first) == 96
    assert environment.secret("X", tmp_path / "secret") == first
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_two_places_have_two_secrets(tmp_path):
    assert environment.secret("X", tmp_path / "one") != environment.secret("X", tmp_path / "two")


@pytest.mark.processes
def test_processes_that_start_at_once_share_one_secret(tmp_path):
    """They wait for a starting shot, so that all of them find no file."""
    program = """
import sys, time
from pathlib import Path
from newsroom import environment
folder = Path(sys.argv[1])
print(flush=True)
while not (folder / "start").exists():
    pass
print(environment.secret("X", folder / "kept" / "secret"))
"""
    (tmp_path / "kept").mkdir()
    processes = [
        subprocess.Popen([sys.executable, "-c", program, tmp_path], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    for process in processes:
        process.stdout.readline()
    (tmp_path / "start").touch()
    secrets = {process.communicate()[0].strip() for process in processes}

    assert secrets == {(tmp_path / "kept" / "secret").read_text()}
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["secret"]


def test_a_secret_that_cannot_be_kept_is_asked_for(tmp_path):
    with pytest.raises(SettingError, match=r"^X is not set, and none can be kept in .*: No such file or directory.$"):
        environment.secret("X", tmp_path / "nowhere" / "secret")
