"""Writing the trail: each verb adds its line in its own transaction, so that nothing is done without it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from articles import markup
from articles.models import Article, TrailEntry

Act = TrailEntry.Act


@dataclass(frozen=True, slots=True)
class Actor:
    """At whose request something is done, and where that came from."""

    user: AbstractBaseUser | None = None
    network: str = ""


_actor: ContextVar[Callable[[], Actor]] = ContextVar("actor", default=Actor)


@contextmanager
def acting(actor: Callable[[], Actor]) -> Iterator[None]:
    """What is done in here is done by them, where the verb is not told of somebody else. They are asked for when
    something is done: a page that only shows something need not know who looks at it."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def note(
    act: Act,
    *,
    at: datetime,
    by: AbstractBaseUser | None = None,
    article: Article | None = None,
    about: str = "",
    was: str | datetime | None = "",
    became: str | datetime | None = "",
    reason: str = "",
) -> None:
    """Add a line. What people wrote is kept without line ends and other controls, which could pass for another line."""
    actor = _actor.get()()
    by = by or actor.user
    TrailEntry.objects.create(
        at=at,
        act=act,
        by=by,
        who=markup.one_line(by.get_username())[:150] if by else "",
        network=actor.network,
        article=article,
        about=markup.one_line(about or str(article))[:300],
        version=article.working.number if article and article.working else None,
        was=_said(was),
        became=_said(became),
        reason=markup.one_line(reason)[:1000],
    )


def _said(value: str | datetime | None) -> str:
    return value.isoformat() if isinstance(value, datetime) else markup.one_line(value or "")[:300]
