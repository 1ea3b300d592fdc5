"""Mails (RFC 5322) as stories: press releases, copy of reporters, wire files sent along.

The stdlib takes the mail apart; its headers are read by our own hands, because what senders write breaks the parsers of
`email.policy.default`, or takes them minutes. Who a mail says it is from proves nothing: whose copy it is, the
provider it was delivered for decides.
"""

import email
import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import Message
from email.utils import parseaddr

from articles import markup
from wire.formats import body as body_of
from wire.formats.agency_text import dateline
from wire.formats.errors import MalformedStory, NotAStory
from wire.formats.habits import Habits
from wire.formats.html import hypertext
from wire.formats.html.addresses import REFUSED
from wire.formats.identity import MADE_UP, derived_guid
from wire.formats.mail import charsets, cutting
from wire.formats.mail.mailbox import first_line, is_mailbox, mails
from wire.formats.mail.parts import File, Parts, Text, gather
from wire.formats.meaning import signals, verdict
from wire.formats.moments import Clock
from wire.formats.opened import Opened
from wire.formats.printed import headlines
from wire.formats.story import Attachment, Block, Related, WirePicture, WireStory
from wire.formats.writing import language, languages

__all__ = ["NAME", "Mail", "cover", "documents", "is_mailbox", "mails", "parse", "sniff"]

NAME = "email"
ENCODING = "encoding-guessed"
_MAX_PARTS, _MAX_BOUNDARIES, _MAX_TEXT, _MAX_HEAD = 2_000, 100, 2_000_000, 200_000
# The stdlib takes minutes to read the parameters of such a one.
_HUGE_HEADER = re.compile(
    rb"^content-[a-z-]{1,40}:(?:[^\n]{8000}|[^\n]*\n(?:[ \t][^\n]*\n){200})", re.MULTILINE | re.IGNORECASE
)
_LONGEST_COVER = 80  # words; longer ones are stories of their own
_HEADER = re.compile(rb"^([!-9;-~]{1,70}):[ \t]*(?=\S|\r?\n[ \t])", re.MULTILINE)
_SENDERS = {b"from", b"sender", b"return-path", b"delivered-to"}
_OTHERS = {b"subject", b"date", b"message-id", b"mime-version", b"received", b"to", b"content-type"}
_REPLY = re.compile(r"^\s*(?:(?:re|aw|sv|antw|ref|odp|vs|rif)\s?(?:\[\d+\])?\s?:\s*)", re.IGNORECASE)
_FORWARD = re.compile(r"^\s*(?:\[?(?:fwd?|wg|tr|vb|vl|rv|enc|i|doorst|pd)\s?(?:\[\d+\])?\s?:\s*)", re.IGNORECASE)


def sniff(document: Opened) -> bool:
    """Whether it begins with the headers of a mail: a sender, and something else that only mails have."""
    head = document.raw[first_line(document.raw) :][:40_000].lstrip()
    if not _HEADER.match(head):
        return False
    head = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    names = {found[1].lower() for found in _HEADER.finditer(head)}
    return bool(names & _SENDERS) and bool(names & _OTHERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail taken apart."""

    message: Message
    parts: Parts

    @classmethod
    def of(cls, document: Opened) -> "Mail":
        """Raises MalformedStory for mails in mails in mails."""
        raw = document.raw[first_line(document.raw) :].lstrip()
        if _HUGE_HEADER.search(raw) or len(re.split(rb"\r?\n\r?\n", raw[:_MAX_HEAD], maxsplit=1)[0]) >= _MAX_HEAD:
            raise MalformedStory("The headers of this mail are longer than those of any mail. It is not read.")
        lower = raw.lower()
        if (
            lower.count(b"boundary") > _MAX_BOUNDARIES
            or lower.count(b"message/rfc822") > _MAX_BOUNDARIES
            or lower.count(b"\n--") > _MAX_PARTS
        ):
            raise MalformedStory("This mail holds too many parts, or mails inside of mails. Ask for it in pieces.")
        try:
            message = email.message_from_bytes(raw)
            mail = cls(message=message, parts=gather(message))
        except (RecursionError, UnicodeError, LookupError, ValueError, TypeError, AttributeError) as exc:
            raise MalformedStory(f"This mail is broken ({type(exc).__name__}). Ask the sender for it again.") from exc
        if sum(len(text.text) for text in (*mail.parts.texts, *mail.parts.plain)) > _MAX_TEXT:
            raise MalformedStory("The text of this mail is longer than a novel. It is not read.")
        return mail

    def header(self, name: str) -> str:
        """The first header of a name, on one line."""
        raw = next((value for key, value in self.message.raw_items() if key.lower() == name), "")
        return markup.one_line(charsets.header(str(raw)))

    @property
    def documents(self) -> list[File]:
        """What is sent along and may be copy in a format of its own."""
        return [file for file in self.parts.files if file.is_document]

    @property
    def subject(self) -> tuple[str, bool]:
        """The subject without its marks, and whether it was forwarded."""
        subject, is_forward = self.header("subject"), False
        for _ in range(6):
            if found := _FORWARD.match(subject):
                is_forward = True
            elif not (found := _REPLY.match(subject)):
                break
            subject = (
                subject[found.end() :].removesuffix("]") if found[0].strip().startswith("[") else subject[found.end() :]
            )
        return subject.strip(), is_forward


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    body: tuple[Block, ...] = ()
    pictures: tuple[WirePicture, ...] = ()
    notes: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def parse(document: Opened, habits: Habits) -> tuple[WireStory, ...]:
    """The one story of a mail. A few words around wire files are no story: they are said with the files' stories."""
    mail = Mail.of(document)
    _refuse(mail)
    headline, is_forward = mail.subject
    copy = _copy(mail, headline, is_forward)
    clock = Clock(habits.timezone)
    sent = clock.read(mail.header("date"))
    copy, embargoes = _without_embargo(copy, habits, sent)
    if mail.documents and _count(copy.body) < _LONGEST_COVER:
        raise NotAStory("This mail only brings files. Each of them is read by itself.")
    files = [file for file in mail.parts.files if not file.is_picture]
    pictures = (*(_picture(file) for file in mail.parts.files if file.is_picture), *copy.pictures)
    if not headline:
        clock.flags.add(headlines.MADE_UP)
        headline = headlines.made_up((block.text for block in copy.body), (picture.filename for picture in pictures))
    if not headline or not (copy.body or pictures or files or mail.header("subject")):
        raise NotAStory("This mail is empty: there is nothing to import.")
    judged = verdict.reach(headline, embargoes, status="usable", sent=sent, timezone=habits.timezone)
    name, address = parseaddr(mail.header("from")[:1000])
    guid = mail.header("message-id")
    if not guid:
        clock.flags.add(MADE_UP)
        guid = derived_guid(address, headline, sent.isoformat() if sent else "")
    if copy.refused:
        clock.flags.add(REFUSED)
    if mail.parts.is_guessed:
        clock.flags.add(ENCODING)
    return (
        WireStory(
            guid=guid,
            pub_status=judged.pub_status,
            signals=judged.signals,
            replaces=_ids(mail.header("supersedes")),
            headline=judged.headline,
            body=copy.body,
            sender=name or address,
            dateline_city=dateline.city_of(copy.body),
            language=languages.read(mail.header("content-language").split(",")[0])
            or language.guess(f"{headline} {body_of.to_text(copy.body)}"),
            published=sent,
            embargoed_until=judged.embargoed_until,
            expires_at=clock.read(mail.header("expires") or mail.header("expiry-date")),
            priority=_priority(mail),
            keywords=_keywords(mail),
            pictures=pictures,
            attachments=tuple(
                Attachment(filename=file.filename, mimetype=file.mimetype, size=len(file.raw)) for file in files
            ),
            related=tuple(Related(guid=guid, rel="in-reply-to") for guid in _ids(mail.header("in-reply-to"))),
            editor_note="\n".join([*embargoes, *copy.notes]),
            private_notes=copy.private,
            set_aside=(*copy.aside, *(f"Address refused: {href}" for href in copy.refused)),
            flags=tuple(sorted({*clock.flags, *judged.flags})),
        ),
    )


def documents(document: Opened) -> list[File]:
    """What a mail brings that may be copy in a format of its own."""
    return Mail.of(document).documents


def cover(story: WireStory, document: Opened, habits: Habits) -> WireStory:
    """A story that was sent along, with what the mail around it says to the desk. Its embargo binds the story too."""
    mail = Mail.of(document)
    subject, is_forward = mail.subject
    copy = _copy(mail, subject, is_forward)
    if _count(copy.body) >= _LONGEST_COVER:
        return story
    note = markup.one_line(" ".join([subject, *(block.text for block in copy.body)]))
    sent = Clock(habits.timezone).read(mail.header("date"))
    judged = verdict.reach(
        story.headline,
        [note],
        status=story.pub_status,
        embargo=story.embargoed_until,
        sent=sent,
        timezone=habits.timezone,
    )
    return replace(
        story,
        pub_status=judged.pub_status,
        embargoed_until=judged.embargoed_until,
        signals=signals.merged(story.signals, judged.signals),
        editor_note="\n".join(text for text in (story.editor_note, note) if text),
        flags=tuple(sorted({*story.flags, *judged.flags})),
    )


def _refuse(mail: Mail) -> None:
    if mail.parts.is_sealed:
        raise MalformedStory("This mail is encrypted. Ask the sender for it in the clear.")
    automatic = mail.header("auto-submitted").lower()
    if mail.parts.is_report or automatic.startswith(("auto-replied", "auto-generated; type=bounce")):
        raise NotAStory("This mail is an automatic reply or a report of a mail server.")


def _copy(mail: Mail, headline: str, is_forward: bool) -> _Copy:
    try:
        return _joined([_read(text, headline, is_forward) for text in mail.parts.texts])
    except (markup.MarkupError, MalformedStory):
        if not mail.parts.plain:
            raise MalformedStory("The HTML of this mail is more than any letter needs. It is not read.") from None
        return _joined([_read(text, headline, is_forward) for text in mail.parts.plain])


def _read(text: Text, headline: str, is_forward: bool) -> _Copy:
    cut = cutting.cut(text, is_forward=is_forward)
    shown = hypertext.read(cut.text, headline=headline, is_plain=not cut.is_html)
    body = cutting.trimmed(shown.body, cut, is_forward=is_forward)
    return _Copy(
        body=body,
        pictures=shown.pictures,
        notes=tuple(cut.note),
        private=tuple(cut.signature),
        aside=tuple(cut.aside),
        refused=shown.refused,
    )


def _joined(copies: list[_Copy]) -> _Copy:
    return _Copy(
        **{name: tuple(part for copy in copies for part in getattr(copy, name)) for name in _Copy.__dataclass_fields__}
    )


def _without_embargo(copy: _Copy, habits: Habits, sent: datetime | None) -> tuple[_Copy, tuple[str, ...]]:
    """Short lines over the text that speak of an embargo are for the desk."""
    said: list[str] = []
    kept: list[Block] = []
    for place, block in enumerate(copy.body):
        is_head = place < 6 and len(block.text) < 200
        if is_head and signals.embargo_in(block.text, timezone=habits.timezone, near=sent):
            said.append(markup.one_line(block.text))
        else:
            kept.append(block)
    return (replace(copy, body=tuple(kept)), tuple(said)) if said and kept else (copy, tuple(said))


def _count(body: tuple[Block, ...]) -> int:
    return sum(markup.count_words(block.text) for block in body)


def _picture(file: File) -> WirePicture:
    return WirePicture(filename=file.filename, mimetype=file.mimetype, caption=file.description)


def _ids(printed: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r"<[^<>\s]{1,500}>", printed)))


def _priority(mail: Mail) -> int | None:
    """X-Priority: 1 is the highest."""
    found = re.match(r"[1-5]", mail.header("x-priority"))
    words = {"high": 1, "urgent": 1, "normal": 3, "low": 5}
    return int(found[0]) if found else words.get(mail.header("importance").lower())


def _keywords(mail: Mail) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in mail.header("keywords").split(",") if (word := part.strip())))
