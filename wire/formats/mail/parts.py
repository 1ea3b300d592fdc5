"""The parts of a mail: which of them is its text, what is shown with it, and what is only sent along."""

import mimetypes
import posixpath
import re
from dataclasses import dataclass, field
from email.message import Message

from articles import markup
from wire.formats.archive import is_archive
from wire.formats.mail import charsets

# Without the machine's own list, so that a mail means the same everywhere.
_TYPES = mimetypes.MimeTypes(filenames=())
_SEALS = {"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}
_MACHINE_PARTS = _SEALS | {"text/calendar", "text/vcard", "text/x-vcard", "application/ics", "message/delivery-status"}
_DOCUMENT_ENDINGS = (".xml", ".json", ".nitf", ".newsml", ".txt", ".eml", ".rss", ".atom", ".htm", ".html", ".zip")
_MIN_INLINE = 5000  # smaller pictures inside the text are logos and icons of signatures


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of the mail; `is_flowed` and `deletes_space` are of RFC 3676."""

    text: str
    is_html: bool = False
    is_flowed: bool = False
    deletes_space: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file in the mail."""

    filename: str
    mimetype: str
    raw: bytes
    is_inline: bool = False
    description: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is one, whatever the mail program called it."""
        return self.mimetype.startswith("image/") and self.mimetype != "image/svg+xml"

    @property
    def is_document(self) -> bool:
        """Whether it may be copy in a format of its own. Office documents are none that can be read."""
        ending = posixpath.splitext(self.filename.lower())[1]
        if self.mimetype in _MACHINE_PARTS or (ending and ending not in _DOCUMENT_ENDINGS):
            return False
        if is_archive(self.raw):
            return ending == ".zip" or "zip" in self.mimetype or not ending
        is_named = bool(ending) or self.mimetype == "message/rfc822"
        return is_named or self.raw.lstrip()[:1] in (b"<", b"{", b"[", b"\x01", b"\x16")


@dataclass(kw_only=True)
class Parts:
    """`texts` are read one after the other: a mail may have more than one."""

    texts: list[Text] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    plain: list[Text] = field(default_factory=list)  # what stands for an HTML text that cannot be read
    is_guessed: bool = False
    is_sealed: bool = False  # encrypted
    is_report: bool = False  # of a mail server


def gather(message: Message) -> Parts:
    """Everything in a mail, in its order. A mail inside the mail is a file."""
    found = Parts()
    _take(message, found, is_inline=False)
    return found


def _take(part: Message, found: Parts, *, is_inline: bool) -> None:
    kind = part.get_content_type()
    payload = part.get_payload()
    children = [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []
    if kind == "message/rfc822" or not isinstance(payload, list):
        _take_leaf(part, kind, found, is_inline=is_inline)
    elif kind == "multipart/alternative":
        _take_best(children, found)
    elif kind == "multipart/related":
        for number, child in enumerate(children):
            _take(child, found, is_inline=number > 0)
    else:
        found.is_sealed |= kind == "multipart/encrypted"
        found.is_report |= kind == "multipart/report"
        for child in children:
            _take(child, found, is_inline=False)


def _take_best(choices: list[Message], found: Parts) -> None:
    """The same text in several forms: HTML, unless it is empty, else the last that says something."""
    read = []
    for choice in choices:
        parts = Parts()
        _take(choice, parts, is_inline=False)
        found.is_guessed |= parts.is_guessed
        found.files += parts.files
        if any(_says(text) for text in parts.texts):
            read.append(parts.texts)
    html = [texts for texts in read if any(text.is_html for text in texts)]
    plain = [texts for texts in read if texts not in html]
    if html or plain:
        found.texts += (html or plain)[-1]
    if html and plain:
        found.plain += plain[-1]


def _says(text: Text) -> bool:
    return any(map(str.isalnum, re.sub(r"<[^<>]*>|&nbsp;", " ", text.text) if text.is_html else text.text))


def _take_leaf(part: Message, kind: str, found: Parts, *, is_inline: bool) -> None:
    disposition = (part.get_content_disposition() or "").lower()
    filename = _filename(part)
    is_text = kind in ("text/plain", "text/html") or (part.get_content_maintype() == "multipart")
    is_sent_along = disposition == "attachment" or bool(filename) or is_inline
    if is_text and not (is_sent_along and (disposition == "attachment" or found.texts or is_inline)):
        raw = part.get_payload(decode=True)
        text, is_guess = charsets.decoded(raw if isinstance(raw, bytes) else b"", _parameter(part, "charset"))
        found.is_guessed |= is_guess
        found.texts.append(
            Text(
                text=text,
                is_html=kind == "text/html",
                is_flowed=_parameter(part, "format").lower() == "flowed",
                deletes_space=_parameter(part, "delsp").lower() == "yes",
            )
        )
        return
    raw = _bytes(part, kind)
    guessed = _TYPES.guess_type(filename)[0] or ""
    mimetype = guessed if kind in ("application/octet-stream", "text/plain") and guessed else kind
    if kind in _SEALS or (is_inline and mimetype.startswith("image/") and len(raw) < _MIN_INLINE):
        return
    if not filename:
        filename = f"unnamed{'.eml' if kind == 'message/rfc822' else _TYPES.guess_extension(mimetype) or ''}"
    description = markup.one_line(charsets.header(str(part.get("content-description", ""))))
    found.files.append(
        File(filename=filename, mimetype=mimetype, raw=raw, is_inline=is_inline, description=description)
    )


def _bytes(part: Message, kind: str) -> bytes:
    inner = part.get_payload()
    if kind == "message/rfc822" and isinstance(inner, list):
        try:
            return inner[0].as_bytes() if inner and isinstance(inner[0], Message) else b""
        except (UnicodeError, KeyError, ValueError, AttributeError, TypeError):  # a mail that nobody can print
            return b""
    raw = part.get_payload(decode=True)
    return raw if isinstance(raw, bytes) else b""


def _filename(part: Message) -> str:
    """The bare name, whatever path a mail program or an attacker put in front of it."""
    try:
        name = part.get_filename() or ""
    except (UnicodeError, LookupError, ValueError, TypeError):
        name = ""
    return markup.one_line(charsets.header(name)).replace("\\", "/").rpartition("/")[2].strip(". ")[:200]


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except (UnicodeError, LookupError, ValueError, TypeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")
