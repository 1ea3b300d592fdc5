"""What a mail's text holds besides copy: signatures, quoted mails, the head of a forwarded one, small print."""

import re
from dataclasses import dataclass, field
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it ships no types

from articles.markup.bombs import refuse_bombs
from articles.markup.characters import printable
from wire.formats.mail.parts import Text
from wire.formats.story import Block

_SIGNED = re.compile(r"^-- ?$", re.MULTILINE)
_SENT_FROM = re.compile(r"^(?:Sent from my|Von meinem|Envoyé de mon|Enviado desde mi|Get Outlook for)\b.{0,60}$", re.I)
_FORWARDED = re.compile(
    r"^[> \t]{0,20}(?:-{3,}\s?|Begin |Anfang der |Début du )(?:Forwarded|Original|Weitergeleitete|Ursprüngliche"
    r"|Message transféré|Mensaje reenviado|Doorgestuurd|Vidarebefordrat|Videresendt|message réexpédié)[^\n]{0,60}$",
    re.MULTILINE | re.IGNORECASE,
)
_QUOTE_OPENS = re.compile(
    r"^(?:On\b.{5,200}\bwrote|Am\b.{5,200}\bschrieb.{0,80}|Le\b.{5,200}\ba écrit|El\b.{5,200}\bescribió"
    r"|Den\b.{5,200}\bskrev.{0,80}|Op\b.{5,200}\bschreef.{0,80}|Il\b.{5,200}\bha scritto)\s?:$",
    re.IGNORECASE | re.DOTALL,
)
_ORIGINAL = re.compile(
    r"^(?:-{3,}\s?(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original"
    r"|Oorspronkelijk bericht)\s?-{3,}|_{20,})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD_LINE = re.compile(
    r"^[>\s*]*(?:From|To|Cc|Sent|Date|Subject|Reply-To|Von|An|Gesendet|Datum|Betreff|De|À|A|Envoyé|Objet|Para|Asunto"
    r"|Fecha|Enviado|Fra|Til|Emne|Från|Till|Ämne|Skickat|Van|Aan|Onderwerp|Verzonden)\*?\s?:",
    re.IGNORECASE,
)
_QUOTES = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote", "OutlookMessageHeader")
_SIGNATURES = ("gmail_signature", "moz-signature", "protonmail_signature_block", "ms-outlook-mobile-signature")
_FROM_HERE = ("divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_HTML_SIGNED = re.compile(
    r"(?:<br\b[^<>]*>|<(?:div|p|pre)\b[^<>]*>|\n)\s{0,50}--(?:&nbsp;|&#160;|\s){0,50}(?:<br\b[^<>]*>|</(?:div|p)>|\n)",
    re.IGNORECASE,
)
_MAIL_HEAD = re.compile(
    r"(?:From|Von|De|Fra|Från|Van|Da)\s?:.{3,400}?(?:Sent|Date|Gesendet|Datum|Envoyé|Fecha|Enviado|Sendt|Skickat"
    r"|Verzonden|Inviato)\s?:.{3,400}?(?:Subject|Betreff|Objet|Asunto|Emne|Ämne|Onderwerp|Oggetto)\s?:",
    re.DOTALL,
)
# Only as the last thing in a mail: a story may well speak of confidential mail.
_SMALL_PRINT = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b|view (?:this|it) (?:e-?mail )?in your browser|newsletter abbestellen"
    r"|se désabonner|darse de baja|vertrauliche informationen|consider the environment before printing"
    r"|\bconfidential\b.{0,300}\b(?:intended|recipient|addressee)"
    r"|\b(?:intended|recipient|addressee)\b.{0,300}\bconfidential\b",
    re.IGNORECASE | re.DOTALL,
)
_ON_A_PAGE = re.compile(r"\b(?:view|read|see|open)\b.{0,40}\b(?:in|on) (?:your|a|the) (?:browser|web)", re.IGNORECASE)
_LAST_BLOCKS = 4


@dataclass(kw_only=True)
class Cut:
    """What is left of a text, and what was cut."""

    text: str
    is_html: bool = False
    signature: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)  # of whoever forwarded it
    aside: list[str] = field(default_factory=list)


def cut(text: Text, *, is_forward: bool) -> Cut:
    """The copy in a text. What is forwarded is the copy; what is only quoted is not. Raises MarkupError for a bomb."""
    if text.is_html:
        return _cut_html(printable(text.text), is_forward=is_forward)
    plain = printable(text.text)
    return _cut_plain(_unflowed(plain, text) if text.is_flowed else plain, is_forward=is_forward)


def trimmed(blocks: tuple[Block, ...], found: Cut, *, is_forward: bool) -> tuple[Block, ...]:
    """The blocks of a text without what only shows itself there: heads of mails, small print."""
    kept = [*blocks]
    for place, block in enumerate(kept):
        if is_forward and place < 8 and (_FORWARDED.match(block.text) or _is_head(block.text)):
            found.note += [before.text for before in kept[:place]]
            kept = kept[place + 1 :]
            while kept and _is_head(kept[0].text):
                kept.pop(0)
            break
        if not is_forward and place and (_MAIL_HEAD.match(block.text) or _QUOTE_OPENS.match(block.text)):
            found.aside += [after.text for after in kept[place:]]
            kept = kept[:place]
            break
    for _ in range(_LAST_BLOCKS):
        if len(kept) > 1 and _SMALL_PRINT.search(kept[-1].text[:2000]):
            found.aside.append(kept.pop().text)
    if len(kept) > 1 and _ON_A_PAGE.search(kept[0].text[:200]):
        found.aside.append(kept.pop(0).text)
    return tuple(kept)


def _is_head(text: str) -> bool:
    lines = text.split("\n")
    return _MAIL_HEAD.match(text) is not None or all(_HEAD_LINE.match(line) for line in lines)


def _opens_head(text: str) -> bool:
    return _HEAD_LINE.match(text.lstrip()) is not None


def _unflowed(plain: str, text: Text) -> str:
    """Lines that end with a space go on in the next one (RFC 3676); one space in front was put there on the way."""
    lines: list[list[str]] = []
    goes_on, depth_before = False, 0
    for printed in plain.split("\n"):
        quotes = re.match(">*", printed)
        depth = len(quotes[0]) if quotes else 0
        line = printed[depth:].removeprefix(" ")
        if line == "-- " or depth != depth_before:
            goes_on = False
        continues = line.endswith(" ") and line != "-- "
        said = line.removesuffix(" ") if continues and text.deletes_space else line
        if goes_on:
            lines[-1].append(said)
        else:
            lines.append([">" * depth + " " if depth else "", said])
        goes_on, depth_before = continues, depth
    return "\n".join("".join(pieces) for pieces in lines)


def _cut_plain(text: str, *, is_forward: bool) -> Cut:
    found = Cut(text=text)
    if is_forward and (start := _FORWARDED.search(text)):
        found.note += [note] if (note := _without_signature(text[: start.start()], found).strip()) else []
        text = _without_head(_unquoted(text[start.end() :]))
    elif (start := _ORIGINAL.search(text)) and text[: start.start()].strip() and _opens_head(text[start.end() :]):
        found.aside.append(text[start.start() :].strip())
        text = text[: start.start()]
    text = _without_signature(text, found)
    if not is_forward:
        text = _without_quotes(text, found)
    elif all(line.startswith(">") for line in text.split("\n") if line.strip()):
        text = _without_head(_unquoted(text))
    lines = text.rstrip().split("\n")
    while lines and (not lines[-1].strip() or _SENT_FROM.match(lines[-1].strip())):
        lines.pop()
    found.text = "\n".join(lines)
    return found


def _without_signature(text: str, found: Cut) -> str:
    for mark in _SIGNED.finditer(text):
        rest = text[mark.end() :].strip()
        if mark[0] == "-- " or rest.count("\n") <= 12:
            found.signature += [rest] if rest else []
            return text[: mark.start()]
    return text


def _without_quotes(text: str, found: Cut) -> str:
    """Cut the quoted mail at the end, with the line that says whose it is."""
    lines = text.rstrip().split("\n")
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    if not any(line.startswith(">") for line in lines[end:]):
        return text
    for height in (1, 2, 3):
        opening = " ".join(line.strip() for line in lines[max(0, end - height) : end])
        if end - height >= 0 and _QUOTE_OPENS.match(opening):
            end -= height
            break
    if not any(line.strip() for line in lines[:end]):
        return text  # nothing but the quote: then it is what was to be said
    found.aside.append("\n".join(lines[end:]).strip())
    return "\n".join(lines[:end])


def _unquoted(text: str) -> str:
    return re.sub(r"^> ?", "", text, flags=re.MULTILINE)


def _without_head(text: str) -> str:
    """Without the lines that say from whom and when a forwarded mail was."""
    lines = text.lstrip("\n").split("\n")
    count = 0
    while count < len(lines) and count < 12 and _HEAD_LINE.match(lines[count]):
        count += 1
        while count < len(lines) and lines[count].startswith((" ", "\t")) and lines[count].strip():
            count += 1
    return "\n".join(lines[count:]) if count > 1 else text


def _cut_html(source: str, *, is_forward: bool) -> Cut:
    found = Cut(text="", is_html=True)
    source = re.sub(r"<!--.*?(?:-->|\Z)|<\?xml[^>]{0,200}>|<!\[[^\]]{0,80}\]>", "", source, flags=re.DOTALL)
    refuse_bombs(source)
    if (signed := _HTML_SIGNED.search(source)) and not (is_forward and _quotes(source[signed.end() :])):
        found.signature += [said] if (said := _said(source[signed.end() :])) else []
        source = source[: signed.start()]
    if not source.strip():
        return found
    try:
        page = lxml.html.document_fromstring(source)
    except lxml.etree.ParserError:
        return found
    body = next(page.iter("body"), page)
    for element in [*body.iter()]:
        if isinstance(element.tag, str) and element is not body and element.getparent() is not None:
            _weigh(element, found, is_forward=is_forward)
    if is_forward:
        _unwrap_forward(body, found)
    found.text = "".join([body.text or "", *(lxml.html.tostring(child, encoding="unicode") for child in body)])
    return found


def _weigh(element: Any, found: Cut, *, is_forward: bool) -> None:
    classes = (element.get("class") or "").split()
    if _HIDDEN.search(element.get("style") or ""):
        _drop(element, found.aside)
    elif any(name in _SIGNATURES for name in classes) or (element.get("id") or "") == "Signature":
        _drop(element, found.signature)
    elif is_forward:
        return
    elif any(name in _QUOTES for name in classes) or (element.tag == "blockquote" and element.get("type") == "cite"):
        _drop(element, found.aside)
    elif (element.get("id") or "") in _FROM_HERE:
        for later in [*element.itersiblings()]:
            _drop(later, found.aside)
        _drop(element, found.aside)


def _unwrap_forward(body: Any, found: Cut) -> None:
    """Of a forwarded mail keep what was forwarded; what stands before it is a note of whoever did."""
    quote = next((element for name in _QUOTES[:1] for element in body.find_class(name)), None)
    if quote is None:
        return
    for element in [*quote.find_class("gmail_attr")]:
        _drop(element, found.aside)
    for element in [*quote.itersiblings(preceding=True)]:
        _drop(element, found.note)


def _quotes(source: str) -> bool:
    return any(name in source for name in _QUOTES)


def _drop(element: Any, where: list[str]) -> None:
    said = " ".join(element.text_content().split())
    if said:
        where.append(said)
    element.drop_tree()


def _said(source: str) -> str:
    try:
        return " ".join(lxml.html.fromstring(f"<div>{source}</div>").text_content().split())
    except (lxml.etree.ParserError, ValueError):
        return ""
