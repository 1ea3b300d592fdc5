"""Bringing about what the outbox holds: a plain function for each kind of effect.

A handler gets the effect and the moment. It reads what it needs from the database and gives back what has to be done
outside, as a function that touches the network and no database: that is called beside others, so that one that does not
answer keeps nobody waiting. Both may raise the errors of `articles.outbox`. The site's other apps add their kinds to
`HANDLERS` in their `AppConfig.ready`.
"""

from collections.abc import Callable
from datetime import datetime

from articles.delivery import mail, webhook, websub
from articles.models import Effect
from articles.outbox import Undelivered

__all__ = ["HANDLERS", "Handler", "prepared"]

type Handler = Callable[[Effect, datetime], Callable[[], None]]

HANDLERS: dict[str, Handler] = {"mail": mail.prepare, "webhook": webhook.prepare, "websub": websub.prepare}


def prepared(effect: Effect, now: datetime) -> Callable[[], None]:
    """What has to be done outside."""
    if (handler := HANDLERS.get(effect.kind)) is None:
        raise Undelivered(f"Nothing here knows how to do “{effect.kind}”.", is_hopeless=True)
    return handler(effect, now)
