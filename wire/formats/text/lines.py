"""The printed lines of a dump, and what each looks like by itself."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

from wire.formats.text.words import fold

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_WIDE = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।۔｡][\"'”“’»«›\)\]）」』】〉*†]*(?:\s[»”›])?$")
_SIGNED_OFF = re.compile(r"[.!?…][\"'”’»]*\s*[(\[][^()\[\]]{1,25}[)\]]$")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)$")
_QUESTION = re.compile(r"[?？؟][\"'”“’»«›)]*$")
_CLAUSE_END = re.compile(r"[:;,：；，、]$")
_BULLET = re.compile(r"^(?:[•◦▪●■◆▶►‣⁃·*\-–—・]\s+|[•◦▪●■▶►‣・])")
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+\S")
_SENTENCES = re.compile(r"\w{3}[.!?…][\"'”’»)]*\s+[\"'“‘«(\[]?\w|[。！？]")
_CLOSING_URL = re.compile(r"(?:https?://|www\.)\S+$")


def tidy(text: str) -> str:
    """One line as a reader sees it: single spaces, no invisible or control characters."""
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text))
    return " ".join(unicodedata.normalize("NFC", text).split())


@dataclass(eq=False)
class Line:
    """One printed line. `part` is what it was found to be; empty while nobody has claimed it. `breaks` says that its
    sentence goes on in the next line."""

    number: int
    text: str
    gap: bool
    part: str = field(default="")
    breaks: bool = field(default=False)

    @cached_property
    def key(self) -> str:
        """The text for finding it printed again."""
        return fold(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())

    @cached_property
    def is_wide(self) -> bool:
        """Written without spaces between words (Chinese, Japanese) or nearly so."""
        return len(_WIDE.findall(self.text)) * 3 > len(self.text)

    @cached_property
    def weight(self) -> int:
        """The length in Latin letters: a wide character says more than two of them."""
        return len(self.text) + (len(_WIDE.findall(self.text)) * 3) // 2

    @cached_property
    def ends(self) -> bool:
        """Closed as a sentence is."""
        if self.weight < 90 and _CUT_OFF.search(self.text):
            return False
        return bool(_SENTENCE_END.search(self.text) or _SIGNED_OFF.search(self.text)) or (
            self.weight > 60 and bool(_CLOSING_URL.search(self.text))
        )

    @cached_property
    def hangs(self) -> bool:
        """Closed with a colon or comma, as a line that announces the next."""
        return bool(_CLAUSE_END.search(self.text))

    @cached_property
    def is_bullet(self) -> bool:
        return bool(_BULLET.match(self.text) or _NUMBERED.match(self.text))

    @cached_property
    def is_prose(self) -> bool:
        """Running text: a sentence of some length, or more text than any heading has."""
        if self.ends or self.breaks:
            return self.weight >= 60 or (self.weight >= 36 and self.count >= 6)
        return self.weight >= 190 or (self.weight >= 100 and (self.hangs or bool(_SENTENCES.search(self.text))))

    @cached_property
    def asks(self) -> bool:
        """A short question: as likely a heading or a link as it is text."""
        return self.weight <= 110 and bool(_QUESTION.search(self.text))

    @cached_property
    def resumes(self) -> bool:
        """Text beyond doubt, so that a list of links is over."""
        return self.is_prose and (self.ends or self.breaks) and not self.asks

    @cached_property
    def is_sentence(self) -> bool:
        """Short or long, something said and finished."""
        return self.ends and (self.count >= 3 or (self.is_wide and self.weight >= 15))

    @cached_property
    def count(self) -> int:
        """How many words, also where none are parted."""
        return max(len(self.words), self.weight // 6 if self.is_wide else 0)


def split(text: str) -> list[Line]:
    """The printed lines of a text, empty ones left out but remembered in `gap`."""
    lines: list[Line] = []
    gap = False
    for raw in text.splitlines():
        clean = tidy(raw)
        if clean:
            if lines and not gap and clean[0].islower() and lines[-1].weight >= 60 and not lines[-1].ends:
                lines[-1].breaks = True
            lines.append(Line(number=len(lines), text=clean, gap=gap))
            gap = False
        else:
            gap = True
    return lines


def unbulleted(text: str) -> str:
    """A list item without its mark; a number stays, for other lines may speak of it."""
    return _BULLET.sub("", text).strip()
