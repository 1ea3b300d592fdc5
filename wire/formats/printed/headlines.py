"""A headline for copy that came without one: an alert, a flash, a kill."""

from collections.abc import Iterable

from articles import markup

MADE_UP = "headline-made-up"
_LONGEST = 120


def made_up(*candidates: str | Iterable[str]) -> str:
    """The beginning of the first of the texts that says anything."""
    for candidate in candidates:
        texts = [candidate] if isinstance(candidate, str) else candidate
        for text in texts:
            line = markup.one_line(text)
            if any(map(str.isalnum, line)):
                return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rsplit(' ', 1)[0]} …"
    return ""
