"""A mailbox file (mbox): several mails, one behind the other, parted by lines that begin with "From "."""

import re

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+[A-Z][a-z]{2}\s+\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?\s[^\r\n]{0,40}"
_FIRST_LINE = re.compile(rb"From [^\r\n]{0,200}?" + _DAY + rb"\r?\n")
_BETWEEN = re.compile(rb"(?<=\n)\r?\n(?=From [^\r\n]{0,200}?" + _DAY + rb"\r?\n)")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def first_line(raw: bytes) -> int:
    """The length of the line that a mailbox puts in front of a mail; 0 where there is none."""
    found = _FIRST_LINE.match(raw)
    return found.end() if found else 0


def is_mailbox(raw: bytes) -> bool:
    """Whether more than one mail is in it."""
    return first_line(raw) > 0 and _BETWEEN.search(raw) is not None


def mails(raw: bytes) -> list[tuple[str, bytes]]:
    """Each mail, under its number."""
    pieces = [piece for piece in _BETWEEN.split(raw) if piece.strip()]
    return [(str(number), _QUOTED.sub(rb"\1", piece)) for number, piece in enumerate(pieces, 1)]
