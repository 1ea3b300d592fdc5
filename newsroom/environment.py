"""Typed readers for the environment, so that settings.py reads like a list of what can be set.

A variable that is set but empty counts as not set: that is what `docker run -e NAME=` and a blank line in an
env file mean. A value that cannot be read raises `SettingError`, which names the variable and what it takes.
"""

import os
import tempfile
from collections.abc import Container
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo

# What the words of readers' pages are written in: English, and what lies in newsroom/locale/.
WRITTEN_IN = ("ar", "de", "en", "es", "fr")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class SettingError(Exception):
    """An environment variable holds something the newsroom cannot use."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool = False) -> bool:
    value = text(name).lower()
    if value not in TRUE | FALSE | {""}:
        raise SettingError(f"{name} is {value!r}: write 1 for yes or 0 for no.")
    return value in TRUE if value else default


def integer(name: str, default: int) -> int:
    value = text(name)
    try:
        return int(value) if value else default
    except ValueError:
        raise SettingError(f"{name} is {value!r}: write a whole number.") from None


def words(name: str, default: list[str]) -> list[str]:
    """A list, separated by commas or spaces."""
    return text(name).replace(",", " ").split() or default


def address(name: str, default: str) -> str:
    """Where a site is found: scheme and host, perhaps a port, and nothing behind it."""
    value = text(name, default).rstrip("/")
    try:
        url = urlsplit(value)
        is_whole = url.scheme in {"http", "https"} and url.hostname and value == f"{url.scheme}://{url.netloc}"
        is_whole = is_whole and "@" not in url.netloc and url.port != 0
    except ValueError:
        is_whole = False
    if not is_whole:
        raise SettingError(f"{name} is {value!r}: write what readers type, such as https://news.example.")
    return value


def endpoints(name: str) -> list[str]:
    """A list of host:port, with an IPv6 address in brackets."""
    found = []
    for value in words(name, []):
        try:
            url = urlsplit(f"//{value}")
            is_whole = url.hostname and url.port and url.netloc == value and "@" not in value
        except ValueError:
            is_whole = False
        if not is_whole:
            raise SettingError(f"{name} holds {value!r}: write host:port, such as 10.0.0.7:8080 or [fd00::7]:8080.")
        found.append(value.lower())
    return found


def web_page(name: str) -> str:
    """An address with all that belongs to it; empty where nothing is set."""
    value = text(name)
    try:
        url = urlsplit(value)
        is_whole = not value or (url.scheme in {"http", "https"} and bool(url.hostname) and "@" not in url.netloc)
    except ValueError:
        is_whole = False
    if not is_whole:
        raise SettingError(f"{name} is {value!r}: write a whole address, such as https://hub.example/.")
    return value


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):
        raise SettingError(f"{name} is {value!r}, which is no time zone: write a name such as Europe/Berlin.") from None


def language(name: str, default: str, known: Container[str]) -> str:
    """One of ours, or a country's known way to write one: its dates and numbers are then that country's."""
    value = text(name, default).lower().replace("_", "-")
    if value not in known or value.partition("-")[0] not in WRITTEN_IN:
        ours = ", ".join(WRITTEN_IN)
        raise SettingError(f"{name} is {value!r}: write one of {ours}, or a country's such as en-gb or es-mx.")
    return value


def folder(name: str, default: Path) -> Path:
    """A folder that is there: one that is made now is closed to other people on the machine."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        raise SettingError(f"{name} is {str(path)!r}, which cannot be made: {exc.strerror}.") from None
    return path


def database(name: str, default: Path) -> dict[str, Any]:
    """One entry of DATABASES from a URL.

    `postgres://user:password@host:5432/name?option=value`, or `sqlite:////whole/path`, or `sqlite:///file`, which is
    kept in the folder of the default.
    """
    value = text(name)
    if not value:
        return _sqlite(default)
    url = urlsplit(value)
    if url.scheme in {"postgres", "postgresql"}:
        return _postgres(name, url)
    path = unquote(url.path)
    if url.scheme == "sqlite" and not url.netloc and path.startswith("/") and path != "/":
        return _sqlite(default.parent / path[1:])
    raise SettingError(f"{name} cannot be read: write postgres://user:password@host/name or sqlite:////whole/path.")


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        # WAL lets readers read while an editor saves; IMMEDIATE queues writers instead of failing them;
        # FULL makes every acknowledged save durable (NORMAL may lose the last ones with the power).
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
        },
        # Opening the file and setting it up takes longer than most queries; closing it after a save syncs once more.
        "CONN_MAX_AGE": 60,
    }


def _postgres(name: str, url: SplitResult) -> dict[str, Any]:
    try:
        port = url.port or ""
    except ValueError:
        port = None
    database_name = unquote(url.path).strip("/")
    # An unquoted / or # in the password cuts the URL short, and would otherwise be reported as an unknown host.
    if port is None or not database_name or url.fragment:
        raise SettingError(
            f"{name} cannot be read: write postgres://user:password@host:5432/name, with %23 for # and %2F for / "
            "in the password."
        )
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        # A socket folder cannot stand in the host's place of a URL, so it comes as ?host=/folder.
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": port,
        # Without a limit, a database that is gone but not refusing would hold every thread for minutes.
        "OPTIONS": {"connect_timeout": "5"} | options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mailer(name: str, default: str, *, kept_in: Path) -> dict[str, Any]:
    """How mail is sent, from a URL: `smtp://user:password@host:587`, encrypted by STARTTLS where the port is 587, and
    `smtps://` where it is encrypted from the start. Without one, mails become files in a folder, to be looked at."""
    value = text(name, default)
    if not value:
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(kept_in)}}
    try:
        url = urlsplit(value)
        port = url.port or {"smtp": 25, "smtps": 465}[url.scheme]
        is_whole = bool(url.hostname) and url.path in {"", "/"} and not url.fragment
    except (KeyError, ValueError):
        is_whole = False
    if not is_whole:
        raise SettingError(f"{name} cannot be read: write smtp://user:password@host:587 or smtps://user:password@host.")
    options = {
        "host": url.hostname,
        "port": port,
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp" and port == 587,
        "use_ssl": url.scheme == "smtps",
        "timeout": 20,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def secret(name: str, kept_in: Path) -> str:
    """The secret from the environment; without one, a random one that is made once and kept in a private file.

    A laptop needs no set-up, and two nodes that forgot to share a key are found by the check newsroom.E002.
    """
    if value := text(name):
        return value
    try:
        if not kept_in.exists():
            _make_secret(kept_in)
        return kept_in.read_text().strip()
    except OSError as exc:
        raise SettingError(f"{name} is not set, and none can be kept in {str(kept_in)!r}: {exc.strerror}.") from None


def _make_secret(path: Path) -> None:
    # A draft of its own, private from the start and whole on the disk before it gets its name: a machine that stops
    # here leaves no secret rather than half of one.
    handle, draft = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(48).hex())
            file.flush()
            os.fsync(file.fileno())
        # link, not rename: when several processes start at once, the first one's key wins and all use it
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
