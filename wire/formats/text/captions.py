"""Captions and their credits: in parentheses, after a label, glued to the end, or on the next line."""

import re

from wire.formats.text import attribution, furniture, names
from wire.formats.text.words import Finder, alternatives, fold, phrases, rows

_AGENCY = phrases("captions", "agency")
_POINTING = [cell for row in rows("captions", "pointing").values() for cell in row]
_POINTING_MARKS = tuple(cell.casefold() for cell in _POINTING if not cell[0].isalpha())
_POINTING_WORDS = Finder(fold(cell) for cell in _POINTING if cell[0].isalpha())
_INSIDE = re.compile(
    rf"(?<![^\W\d_])(?:(?:{attribution.LABELS})\s*(?:[:：=＝]|\.{{2,3}}|…)|©|ⓒ|\(c\)|(?:fot|phot?|zdj|rys|φωτ)\.(?=\s))\s*(?P<after>[^:：]{{2,110}})$",
    re.IGNORECASE,
)
# Looking for a mark first spares most lines the search for a hundred labels.
_LABEL_MARK = re.compile(r"[:：=＝©ⓒ…]|\.\.|\(c\)|[^\W\d_]{2,4}\.\s", re.IGNORECASE)
_WINDOW = 130
_OPENERS = {opening: closing for closing, opening in attribution.BRACKETS.items()}
# "... behind the bar. C. E.": initials after a sentence.
_KOREAN = re.compile(
    r"^(?P<before>[^.]{4,90}[\uac00-\ud7ff]\.)\s(?P<after>/\s?[\uac00-\ud7ffA-Z][\uac00-\ud7ffA-Za-z0-9 ·=]{1,18}"
    r"|(?:연합뉴스|뉴시스|뉴스1|로이터|게티이미지\w*)|[\uac00-\ud7ff]{2,4}\s(?:사진)?기자)$"
)
_BY = re.compile(
    r"^(?P<before>.{20,240}[\w”\"]),\s(?:photo|photograph|picture)s?\sby\s(?P<after>[A-ZÀ-Þ][^,.]{3,40})\.?$"
)
# "Image: what it shows", where a credit follows.
_OPENED = re.compile(
    rf"^(?:{alternatives('captions', 'label without a mark', 'picture label')})\s?[:：]\s(?P<rest>\S.{{12,}})$",
    re.IGNORECASE,
)
_INITIALED = re.compile(r"^(?P<before>.{20,200}[^\W\d_]{3}[.!?…][\"'”’»)]*)\s+(?P<after>(?:[^\W\d_]\.\s?){2,4})$")
_THANKED = re.compile(
    rf"^(?P<before>.{{8,260}}[^\W\d_]{{2}}[.!?…][\"'”’»)]*)\s+"
    rf"(?P<after>(?:{alternatives('captions', 'courtesy')})(?!\w)[^.!?]{{3,60}})\.?$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"^(?P<before>.*[.!?…。][\"'”’»)]*)\s+(?P<after>[^.!?]{2,80}(?:\.com)?(?:, File)?)$")
_CAPTION_LABEL = re.compile(
    rf"^(?:{alternatives('captions', 'caption label')})\s*[,،:：、]\s*(?P<rest>\S.*)$", re.IGNORECASE
)
_SEPARATED = re.compile(r"^(?P<before>.*\S)(?:\s+(?P<mark>[|–—-])|(?<=[.!?”])(?P<dash>[–—]))\s*(?P<after>[^|]{2,80})$")
_AFTER_SLASH = re.compile(r"^(?P<before>[^/|]*\s[^\W\d_A-ZÀ-ÞА-Я][^\s/|]*)\s(?P<slash>/)\s?(?P<after>[^|]{2,80})$")
_ENDING = phrases("captions", "agency ending")
_GLUE = re.compile(r"(?<=[a-zà-ÿа-яё0-9.”»)])(?=[A-ZÀ-ÞА-Я][A-Za-zÀ-ÿА-Яа-я]+)")
_EQUALS = re.compile(r"^(?P<before>[^＝=]{4,120})[＝=](?P<after>[^＝=。]{2,60})$")
_SIGNED_PHOTO = re.compile(
    r"^(?P<before>.{4,}[。」！？）])(?P<after>[^。]{2,14}[／/]\s?(?:攝影|摄影|提供|翻攝|圖|撮影)|[^。，,]{2,24}\s?[摄攝]影?)\s?(?:\d{2,4}年\d{1,2}月\d{1,2}日)?$"
)
_DATED_SCENE = re.compile(r"^[^。]{6,60}[（(][^（）()]{0,20}\d{1,2}日[^（）()]{0,20}[）)]$")
_LONGEST = 560


def divide(text: str) -> tuple[str, str] | None:
    """A caption and its credit, when one line holds both and shows it; the credit is without its label."""
    if not 8 <= len(text) <= _LONGEST or "://" in text:
        return None
    if caption := described(text):
        return caption, ""
    divided = _divided(text)
    if divided is None:
        return None
    opened = _OPENED.match(divided[0])
    before = opened["rest"] if opened and divided[1] else divided[0]
    return before, attribution.without_label(divided[1])


def _divided(text: str) -> tuple[str, str] | None:
    return (
        attribution.labeled_first(text)
        or _glued(text)
        or _in_brackets(text)
        or _labeled(text)
        or _separated(text)
        or _slashed(text)
        or _after_sentence(text)
        or _thanked(text)
        or _signed(text)
        or _by_agency(text)
        or _equated(text)
    )


def _signed(text: str) -> tuple[str, str] | None:
    """Korean: "what it shows. /통신", "what it shows. 홍길동 기자"; English: "what it shows, photo by A"."""
    match = _KOREAN.match(text) or _BY.match(text)
    return (match["before"], match["after"].strip(" /")) if match else None


def _thanked(text: str) -> tuple[str, str] | None:
    match = _THANKED.match(text) or _INITIALED.match(text)
    return (match["before"], match["after"].strip()) if match else None


def points(text: str) -> bool:
    """Whether the line speaks of the picture it stands under ("pictured", "im Bild", "資料写真")."""
    if len(text) > _LONGEST:
        return False
    return _POINTING_WORDS.count(fold(text)) > 0 or any(mark in text.casefold() for mark in _POINTING_MARKS)


def _in_brackets(text: str) -> tuple[str, str] | None:
    closed = text.rstrip(" .。")
    if not closed or closed[-1] not in attribution.BRACKETS:
        return None
    opening, depth = attribution.BRACKETS[closed[-1]], 0
    for position in range(len(closed) - 1, -1, -1):
        depth += (closed[position] == closed[-1]) - (closed[position] == opening)
        if depth == 0:
            break
    else:
        return None
    before, inside = closed[:position].rstrip(), closed[position + 1 : -1].strip()
    if before and before[-1] in "。！？" and names.is_name(inside) and not attribution.LENT.search(inside):
        return None  # a paragraph signed at its end
    if len(before) < 4 or not (
        attribution.is_credit(inside) or (before[-1] in '.!?"”»’' and attribution.is_titled(inside))
    ):
        return None
    if text.rstrip()[-1] in ".。" and not (attribution.LABEL.match(inside) or "/" in inside):
        return None
    return before, attribution.without_label(inside)


def _labeled(text: str) -> tuple[str, str] | None:
    if len(text) < 90 and furniture.claims_rights(text):
        return None
    start = max(0, len(text) - _WINDOW)
    match = _INSIDE.search(text, start) if _LABEL_MARK.search(text, start) else None
    if not match:
        return None
    before, after = text[: match.start()], match["after"].strip()
    opened = before.rstrip()[-1:]
    if opened in _OPENERS and after.rstrip(".")[-1:] != _OPENERS[opened]:
        return None
    before = before.rstrip(" |/•·–—-([（【")
    after = after.rstrip(" .)]）】") if opened in _OPENERS else after.rstrip(" .")
    if len(before) < 4 or not after or len(after.split()) > 12 or re.search(r"[.!?]\s", after):
        return None
    return before, after


def described(text: str) -> str | None:
    """What follows "Image caption, ..."."""
    match = _CAPTION_LABEL.match(text)
    return match["rest"] if match else None


def _glued(text: str) -> tuple[str, str] | None:
    """The credit follows with no space between: "... on Monday.Jane Doe (AP)", "... the portJane Doe/AP"."""
    for match in _GLUE.finditer(text, max(13, len(text) - 90)):
        before, tail = text[: match.start()], text[match.start() :].rstrip(" .")
        if "/" in tail and attribution.SLASHED.fullmatch(tail):
            return before, tail
        if before[-1] in ".!?”" and (
            attribution.COURTESY.match(tail) or attribution.is_titled(re.sub(r"[()]", "", tail))
        ):
            return before, tail
    return None


def _separated(text: str) -> tuple[str, str] | None:
    """ "... on Monday | Jane Doe", "... on Monday - Jane Doe/AP"."""
    match = _SEPARATED.match(text) or _AFTER_SLASH.match(text)
    if not match:
        return None
    before, mark, after = (
        match["before"],
        "".join(filter(None, match.groups()[1:-1])),
        attribution.without_label(match["after"].strip(" .")),
    )
    if before[-1] in "?？؟":
        return None  # a heading that asks, and the program it belongs to
    if len(before.split()) < 4 and len(before) < 20:
        return None
    sure = (
        attribution.names_agency(after)
        or (mark == "/" and names.is_name(after) and len(after.split()) <= 3)
        or ("/" in after and attribution.is_credit(after))
    )
    is_set_apart = mark == "|" and (
        attribution.is_credit(after) or (after.isupper() and len(after.split()) <= 4 and not re.search(r"\d", after))
    )
    return (before, after) if sure or is_set_apart else None


def _slashed(text: str) -> tuple[str, str] | None:
    """ "... of the port Jane Doe/AP": the end looks like credits and like nothing else, also where it is glued on."""
    start = max(0, len(text) - 90)
    for match in re.finditer(r"\s", text[start:]):
        position = start + match.end()
        tail = text[position:]
        if "/" not in tail:
            return None
        if ("@" in tail[1:] and tail[0] != "@") or re.search(r"[a-zà-ÿа-я]{3}[.!?]\s", tail):
            continue
        if position > 12 and (tail[:1].isupper() or tail[:1] == "@") and attribution.SLASHED.fullmatch(tail):
            before = text[:position].rstrip()
            if before[-1] in '.!?"”»’)…' or attribution.names_agency(tail):
                return before, tail
    return None


def _after_sentence(text: str) -> tuple[str, str] | None:
    match = _TAIL.match(text)
    if not match or len(text) > 330:
        return None
    before, after = match["before"], match["after"].strip()
    words = after.split()
    if len(words) > 8 or furniture.kind(after) or (re.search(r"\d{4}|[:;\"“”»]", after) and not after.isupper()):
        return None
    if before.count("“") > before.count("”") or before.count("«") > before.count("»"):
        return None
    last_word = re.findall(r"[^\W\d_]+", before)[-1:]
    if before[-1] == "." and not (last_word and len(last_word[0]) >= 3 and last_word[0][1:].islower()):
        return None
    if not all(word[:1].isupper() or not word[:1].isalpha() or fold(word) in attribution.SMALL for word in words):
        return None
    return (before, after) if after[:1].isupper() or after[:1] in "@©" else None


def _by_agency(text: str) -> tuple[str, str] | None:
    words = text.split()
    for count in range(min(7, len(words) - 5), 0, -1):
        tail = words[-count:]
        if not tail[0][0].isupper() or words[-count - 1][-1] in "/,(–—-":
            continue
        key, joined = fold(" ".join(tail)), " ".join(tail)
        opens = fold(tail[0]) in _ENDING or fold(" ".join(tail[:2]).partition("/")[0]) in _ENDING
        if key in _ENDING or (opens and "/" in joined and not re.search(r"[.!?]\s", joined)):
            return " ".join(words[:-count]), joined
    return None


def _equated(text: str) -> tuple[str, str] | None:
    """Japanese: "what it shows＝where and when, by whom"; the credit is only what names one."""
    if signed := _SIGNED_PHOTO.match(text):
        return signed["before"], re.sub(r"(?<![／/])(?<![／/]\s)[摄攝]影?$", "", signed["after"]).strip()
    if _DATED_SCENE.match(text):
        return text, ""
    match = _EQUALS.match(text)
    if not match or not re.search("[\u3040-\u30ff\u3400-\u9fff]", text):
        return None
    signed_by = re.search(r"(?P<who>[^、。]{2,20})(?:撮影|提供)$", match["after"])
    if signed_by:
        return text[: match.start("after") + signed_by.start()].rstrip("、 "), signed_by["who"]
    if fold(match["after"]) in _AGENCY:
        return match["before"], match["after"]
    return (text, "") if re.search(r"\d+[年月日]|で$|にて|から$", match["after"]) else None
