"""Captions and their credits: in parentheses, after a label, glued to the end, or on the next line."""

import re

from wire.formats.text import furniture, names
from wire.formats.text.words import Finder, alternatives, fold, phrases, rows

_LABELS = alternatives("captions", "credit label")
_AGENCY = phrases("captions", "agency")
_POINTING = [cell for row in rows("captions", "pointing").values() for cell in row]
_POINTING_MARKS = tuple(cell.casefold() for cell in _POINTING if not cell[0].isalpha())
_POINTING_WORDS = Finder(fold(cell) for cell in _POINTING if cell[0].isalpha())
_LONG_LABELS = "|".join([label for label in _LABELS.split("|") if r"\s+" in label] + ["crédito", "crédit", "fuente"])
_LABEL = re.compile(
    rf"^\W*(?:{_LABELS})\s*(?:[:：=＝]|\s+[/–—-]\s+|[/／](?=\S))\s*(?P<rest>\S.*)$|^\W*(?:©|\(c\))\s*(?P<copy>\S.*)$",
    re.IGNORECASE,
)
_LABEL_BY = re.compile(
    r"^(?:photo|photograph|image|picture|illustration|graphic|video)(?:s|graphy)?\s+(?:by|courtesy(?: of)?)\s+"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    rf"^\W*(?:{_LABELS})\s*[:：]$|^(?:©|Credit|Credits|Crédit|Crédits|Créditos|Credito|Bildnachweis|Fotograf)$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"(?<![^\W\d_])(?:(?:{_LABELS})\s*(?:[:：=＝]|\.{{2,3}}|…)|©|\(c\)|(?:fot|phot?|zdj|rys|φωτ)\.(?=\s))\s*(?P<after>[^:：]{{2,110}})$",
    re.IGNORECASE,
)
# Looking for a mark first spares most lines the search for a hundred labels.
_LABEL_MARK = re.compile(r"[:：=＝©…]|\.\.|\(c\)|[^\W\d_]{2,4}\.\s", re.IGNORECASE)
_WINDOW = 130
_BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【", "〕": "〔"}
_OPENERS = {opening: closing for closing, opening in _BRACKETS.items()}
# "... behind the bar. C. E.": initials after a sentence.
_INITIALED = re.compile(r"^(?P<before>.{20,200}[^\W\d_]{3}[.!?…][\"'”’»)]*)\s+(?P<after>(?:[^\W\d_]\.\s?){2,4})$")
_THANKED = re.compile(
    rf"^(?P<before>.{{8,260}}[^\W\d_]{{2}}[.!?…][\"'”’»)]*)\s+"
    rf"(?P<after>(?:{alternatives('captions', 'courtesy')})(?!\w)[^.!?]{{3,60}})\.?$",
    re.IGNORECASE,
)
# "JOHN DOE, THE COURIER" where nothing else is shouted; "Jane Doe for The Courier".
_SHOUTED = re.compile(r"^(?P<who>[^,]{5,40}),\s(?P<outlet>[^,]{3,40})$")
_TAKEN_FOR = re.compile(
    r"^(?P<who>.{5,40}?)\s(?:for|für|pour|para|per|voor|för|dla|для|за|pro|için)\s(?P<outlet>.{2,40})$"
)
_OWN_LABEL = re.compile(rf"^[A-Z]{{2,6}}\s(?=(?:{_LABELS})\s*[:：])", re.IGNORECASE)
_TAIL = re.compile(r"^(?P<before>.*[.!?…。][\"'”’»)]*)\s+(?P<after>[^.!?]{2,80}(?:\.com)?(?:, File)?)$")
_CAPTION_LABEL = re.compile(
    rf"^(?:{alternatives('captions', 'caption label')})\s*[,،:：、]\s*(?P<rest>\S.*)$", re.IGNORECASE
)
_SEPARATED = re.compile(r"^(?P<before>.*\S)\s+(?P<mark>[|–—-])\s*(?P<after>[^|]{2,80})$")
_COMMA_LABEL = re.compile(rf"^(?:{_LONG_LABELS})\s*[,،]\s*(?P<rest>\S.*)$", re.IGNORECASE)
_COURTESY = re.compile(rf"^(?:{alternatives('captions', 'courtesy')})(?!\w)|^.{{2,20}}(?:提供|撮影)$", re.IGNORECASE)
_LENT = re.compile("(?:제공|촬영|캡처|캡쳐|자료사진|DB 금지|提供|撮影|供图|摄影|攝影)")
_ENDING = phrases("captions", "agency ending")
_SLASHED = re.compile(
    r"(?:(?:@\w|[^\W\d_])[\w.'’@-]*(?:\s+(?:[A-ZÀ-ÞА-Я@][\w.'’@-]*|de|del|van|von|via|der|la|for))*\s*/\s*)+[A-Z@А-Я][\w.'’@+-]*(?:\s+[A-ZА-Я][\w.'’+-]*){0,4}$"
)
_GLUE = re.compile(r"(?<=[a-zà-ÿа-яё0-9.”»)])(?=[A-ZÀ-ÞА-Я][A-Za-zÀ-ÿА-Яа-я]+)")
_EQUALS = re.compile(r"^(?P<before>[^＝=]{4,120})[＝=](?P<after>[^＝=。]{2,60})$")
_SIGNED_PHOTO = re.compile(
    r"^(?P<before>.{4,}[。」！？）])(?P<after>[^。]{2,14}[／/]\s?(?:攝影|摄影|提供|翻攝|圖|撮影)|[^。，,]{2,24}\s?[摄攝]影?)$"
)
_DATED_SCENE = re.compile(r"^[^。]{6,60}[（(][^（）()]{0,20}\d{1,2}日[^（）()]{0,20}[）)]$")
_SMALL = phrases("captions", "small")
_LONGEST = 560


def divide(text: str) -> tuple[str, str] | None:
    """A caption and its credit, when one line holds both and shows it; the credit is without its label."""
    if not 8 <= len(text) <= _LONGEST or "://" in text:
        return None
    if caption := described(text):
        return caption, ""
    return (
        _labeled_first(text)
        or _glued(text)
        or _in_brackets(text)
        or _labeled(text)
        or _separated(text)
        or _slashed(text)
        or _after_sentence(text)
        or _thanked(text)
        or _by_agency(text)
        or _equated(text)
    )


def _labeled_first(text: str) -> tuple[str, str] | None:
    """ "Photo: what it shows (who took it)"."""
    match = _LABEL.match(text) if text.rstrip(" .")[-1:] in _BRACKETS else None
    closed = match and re.match(
        r"^(?P<before>\S.{12,}\S)\s[(\[](?P<after>[^()\[\]]{3,60})[)\]]\.?$", match["rest"] or ""
    )
    if not closed or len(closed["before"].split()) < 4 or not closed["after"][:1].isupper():
        return None
    return closed["before"], _without_label(closed["after"])


def _thanked(text: str) -> tuple[str, str] | None:
    match = _THANKED.match(text) or _INITIALED.match(text)
    return (match["before"], match["after"].strip()) if match else None


def points(text: str) -> bool:
    """Whether the line speaks of the picture it stands under ("pictured", "im Bild", "資料写真")."""
    if len(text) > _LONGEST:
        return False
    return _POINTING_WORDS.count(fold(text)) > 0 or any(mark in text.casefold() for mark in _POINTING_MARKS)


def credit_alone(text: str) -> str | None:
    """The credit, when the line is nothing else ("Foto: A/B", "© A", "Getty Images")."""
    if len(text) > 110 or furniture.kind(text) == "tool" or furniture.claims_rights(text):
        return None
    if _labeled_first(text):
        return None
    text = _OWN_LABEL.sub("", text)
    match = _LABEL.match(text) or _LABEL_BY.match(text) or _COMMA_LABEL.match(text)
    if match:
        rest = next(group for group in match.groups() if group)
        rest = rest.strip(" .()[]")
        if (
            rest
            and len(rest.split()) <= 12
            and not re.search(r"[.!?]\s+\w", rest)
            and not re.match(r"^(?:19|20)\d\d\b", rest)
        ):
            return rest
        return None
    bare = text.strip("()[]（）【】 .")
    if fold(bare) in _AGENCY or (text[:1] in "([（" and is_credit(bare)):
        return bare
    return bare if len(bare) < 60 and (_is_shared(bare) or _is_taken_for(bare)) else None


def _is_shared(text: str) -> bool:
    """ "Jane Doe/AP", "NPO / Jane Doe": a name and an agency or an outlet in capitals."""
    parts = re.split(r"\s*/\s*", text)
    if len(parts) < 2 or not _SLASHED.fullmatch(text):
        return False
    is_short = any(re.fullmatch(r"[A-ZÀ-ÞА-Я]{2,6}", part) for part in parts)
    return _names_agency(text) or (is_short and any(names.is_name(part) for part in parts))


def _is_taken_for(text: str) -> bool:
    """ "Jane Doe for The Courier", "JANE DOE, THE COURIER"."""
    match = _TAKEN_FOR.match(text) or (_SHOUTED.match(text) if text.isupper() else None)
    return bool(match and names.is_name(match["who"]) and _is_outlet(match["outlet"]))


def _is_outlet(text: str) -> bool:
    words = text.split()
    is_named = all(word[:1].isupper() or fold(word) in _SMALL for word in words)
    return is_named and len(words) <= 5 and not names.has_role(text)


def label_alone(text: str) -> bool:
    """ "Foto:" with the credit on the next line."""
    return len(text) < 60 and bool(_LABEL_ALONE.match(text))


def is_credit(text: str) -> bool:
    """Whether a short text can say who took or lent a picture."""
    text = text.strip(" .")
    if not text or len(text) > 110 or len(text.split()) > 14:
        return False
    if _LABEL.match(text) or _LABEL_BY.match(text) or _names_agency(text):
        return True
    if "/" in text and not re.search(r"\d/\d", text):
        return all(
            word[:1].isupper() or word[:1] in "@&" or fold(word) in _SMALL
            for word in re.split(r"[\s/()]+", text)
            if word
        )
    return names.is_name(text) or bool(_COURTESY.match(text) or _LENT.search(text))


def is_titled(text: str) -> bool:
    """An office or a firm: two to eight words with capitals, no figures."""
    words = text.split()
    return 2 <= len(words) <= 8 and all(word[:1].isupper() or fold(word) in _SMALL for word in words)


def _names_agency(text: str) -> bool:
    if fold(text) in _AGENCY:
        return True
    parts = [fold(part) for part in re.split(r"\s*[/,|–—;]\s*|\s+(?:via|for|and|/)\s+", text)]
    words = fold(text).split()
    return (
        any(part in _AGENCY for part in parts if part)
        or " ".join(words[-2:]) in _AGENCY
        or " ".join(words[:2]) in _AGENCY
    )


def _without_label(credit: str) -> str:
    match = re.match(
        rf"^\W*(?:{_LABELS})\s*[:：=＝]\s*(?P<rest>\S.*)$|^(?:©|\(c\))\s*(?P<copy>\S.*)$", credit, re.IGNORECASE
    )
    return (match["rest"] or match["copy"]) if match else credit


def _in_brackets(text: str) -> tuple[str, str] | None:
    closed = text.rstrip(" .。")
    if not closed or closed[-1] not in _BRACKETS:
        return None
    opening, depth = _BRACKETS[closed[-1]], 0
    for position in range(len(closed) - 1, -1, -1):
        depth += (closed[position] == closed[-1]) - (closed[position] == opening)
        if depth == 0:
            break
    else:
        return None
    before, inside = closed[:position].rstrip(), closed[position + 1 : -1].strip()
    if before and before[-1] in "。！？" and names.is_name(inside):
        return None  # a paragraph signed at its end
    if len(before) < 4 or not (is_credit(inside) or (before[-1] in '.!?"”»’' and is_titled(inside))):
        return None
    if text.rstrip()[-1] in ".。" and not (_LABEL.match(inside) or "/" in inside):
        return None
    return before, _without_label(inside)


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
        if "/" in tail and _SLASHED.fullmatch(tail):
            return before, tail
        if before[-1] in ".!?”" and (_COURTESY.match(tail) or is_titled(re.sub(r"[()]", "", tail))):
            return before, tail
    return None


def _separated(text: str) -> tuple[str, str] | None:
    """ "... on Monday | Jane Doe", "... on Monday - Jane Doe/AP"."""
    match = _SEPARATED.match(text)
    if not match:
        return None
    before, mark, after = match["before"], match["mark"], _without_label(match["after"].strip(" ."))
    if before[-1] in "?？؟":
        return None  # a heading that asks, and the program it belongs to
    if len(before.split()) < 4 and len(before) < 20:
        return None
    sure = _names_agency(after) or ("/" in after and is_credit(after))
    is_set_apart = mark == "|" and (
        is_credit(after) or (after.isupper() and len(after.split()) <= 4 and not re.search(r"\d", after))
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
        if position > 12 and (tail[:1].isupper() or tail[:1] == "@") and _SLASHED.fullmatch(tail):
            before = text[:position].rstrip()
            if before[-1] in '.!?"”»’)…' or _names_agency(tail):
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
    if not all(word[:1].isupper() or not word[:1].isalpha() or fold(word) in _SMALL for word in words):
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
    credit = re.search(r"(?P<who>[^、。]{2,20})(?:撮影|提供)$", match["after"])
    if credit:
        return text[: match.start("after") + credit.start()].rstrip("、 "), credit["who"]
    if fold(match["after"]) in _AGENCY:
        return match["before"], match["after"]
    return (text, "") if re.search(r"\d+[年月日]|で$|にて|から$", match["after"]) else None
