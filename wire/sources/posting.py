"""The guarded way out, as the paper's outbox asks for it (settings.POST_WITH)."""

from collections.abc import Mapping

from articles.outbox import Undelivered
from wire.sources import fetching
from wire.sources.addresses import FetchError, NotAllowed


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str]]:
    """Status and headers of the answer. An address that the newsroom does not go to will not become a better one."""
    try:
        answer = fetching.post(url, body, headers)
    except FetchError as exc:
        raise Undelivered(str(exc), is_hopeless=isinstance(exc, NotAllowed)) from None
    return answer.status, answer.headers
