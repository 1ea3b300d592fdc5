"""Typed readers for the environment, so that settings.py reads like a list of what can be set.

A variable that is set but empty counts as not set: that is what `docker run -e NAME=` and a blank line in an
env file mean. A value that cannot be read raises `SettingError`, which names the variable and what it takes.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

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


def database(name: str, default: Path) -> dict[str, Any]:
    """One entry of DATABASES from a URL: `postgres://user:password@host:5432/name?option=value`, or `sqlite:///path`."""
    url = urlsplit(text(name, f"sqlite:///{default}"))
    if url.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(url.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.lstrip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            # A socket folder cannot stand in the host's place of a URL, so it comes as ?host=/folder.
            "HOST": options.pop("host", unquote(url.hostname or "")),
            "PORT": url.port or "",
            "OPTIONS": options,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path[1:] if url.path.startswith("//") else url.path),
            # WAL lets readers read while an editor saves; IMMEDIATE queues writers instead of failing them;
            # FULL makes every acknowledged save durable (NORMAL may lose the last ones with the power).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;",
            },
        }
    raise SettingError(f"{name} begins with {url.scheme!r}: write postgres://user:password@host/name or sqlite:///path.")


def secret(name: str, kept_in: Path) -> str:
    """The secret from the environment; without one, a random one that is made once and kept in a private file.

    A laptop needs no set-up, and two nodes that forgot to share a key are found by the check newsroom.E002.
    """
    if value := text(name):
        return value
    if not kept_in.exists():
        kept_in.parent.mkdir(parents=True, exist_ok=True)
        draft = kept_in.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(os.urandom(48).hex())
        # link, not rename: when two processes start at once, the first one's key wins and both use it
        try:
            os.link(draft, kept_in)
        except FileExistsError:
            pass
        draft.unlink()
    return kept_in.read_text().strip()
