"""What says who took a picture: alone on a line, or at the end of one."""

import re

from wire.formats.text import furniture, names
from wire.formats.text.words import alternatives, fold, phrases

LABELS = alternatives("captions", "credit label")
SMALL = phrases("captions", "small")
BRACKETS = {")": "(", "]": "[", "）": "（", "】": "【", "〕": "〔"}
_AGENCY = phrases("captions", "agency")
_LONG_LABELS = "|".join([label for label in LABELS.split("|") if r"\s+" in label] + ["crédito", "crédit", "fuente"])
LABEL = re.compile(
    rf"^\W*(?:{LABELS})\s*(?:[:：=＝]|\s+[/–—-]\s+|[/／](?=\S))\s*(?P<rest>\S.*)$|^\W*(?:©|ⓒ|\(c\))\s*(?P<copy>\S.*)$",
    re.IGNORECASE,
)
_LABEL_BY = re.compile(
    r"^(?:photo|photograph|image|picture|illustration|graphic|video)(?:s|graphy)?\s+(?:by|courtesy(?: of)?)\s+"
    r"(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    rf"^\W*(?:{LABELS})\s*[:：]$|^(?:©|Credit|Credits|Crédit|Crédits|Créditos|Credito|Bildnachweis|Fotograf)$",
    re.IGNORECASE,
)
_COMMA_LABEL = re.compile(rf"^(?:{_LONG_LABELS})\s*[,،]\s*(?P<rest>\S.*)$", re.IGNORECASE)
COURTESY = re.compile(rf"^(?:{alternatives('captions', 'courtesy')})(?!\w)|^.{{2,20}}(?:提供|撮影)$", re.IGNORECASE)
LENT = re.compile(
    "(?:제공|촬영|캡처|캡쳐|자료사진|DB 금지|提供|撮影|供图|摄影|攝影|資料照|资料图|資料圖|翻攝|取自)|[摄攝]$"
)
# "Beeld Jane Doe", "Foto Jane Doe / ANP": labels that stand without a mark as well.
_BARE_LABEL = re.compile(rf"^(?:{alternatives('captions', 'label without a mark')})\s+(?P<rest>.{{3,60}})$", re.I)
_MARKED = re.compile(
    rf"^\W*(?:{LABELS})\s*(?:[:：=＝]|\.{{3}}|…|\s[/／](?=\s))\s*(?P<rest>\S.*)$|^(?:©|ⓒ|\(c\))\s*(?P<copy>\S.*)$",
    re.IGNORECASE,
)
_LOWER = re.compile(r"^[a-zà-ÿа-яёіїєα-ωά-ώ]")
_LENT_ALONE = re.compile(r"^[\uac00-\ud7ffA-Za-z0-9 ·]{2,24}\s?(?:자료사진|제공|촬영|캡처)$")
SLASHED = re.compile(
    r"(?:(?:@\w|[^\W\d_])[\w.'’@-]*(?:\s+(?:[A-ZÀ-ÞА-Я@][\w.'’@-]*|de|del|van|von|via|der|la|for))*\s*/\s*)+[A-Z@А-Я][\w.'’@+-]*(?:\s+[A-ZА-Я][\w.'’+-]*){0,4}$"
)
# "JOHN DOE, THE COURIER" where nothing else is shouted; "Jane Doe for The Courier".
_SHOUTED = re.compile(r"^(?P<who>[^,]{5,40}),\s(?P<outlet>[^,]{3,40})$")
_TAKEN_FOR = re.compile(
    r"^(?P<who>.{5,40}?)\s(?:for|für|pour|para|per|voor|för|dla|для|за|pro|için)\s(?P<outlet>.{2,40})$"
)
_OWN_LABEL = re.compile(rf"^[A-Z]{{2,6}}\s(?=(?:{LABELS})\s*[:：])", re.IGNORECASE)


def labeled_first(text: str) -> tuple[str, str] | None:
    """ "Photo: what it shows (who took it)"."""
    match = LABEL.match(text) if text.rstrip(" .")[-1:] in BRACKETS else None
    closed = match and re.match(
        r"^(?P<before>\S.{12,}\S)\s[(\[](?P<after>[^()\[\]]{3,60})[)\]]\.?$", match["rest"] or ""
    )
    if not closed or len(closed["before"].split()) < 4 or not closed["after"][:1].isupper():
        return None
    return closed["before"], without_label(closed["after"])


def alone(text: str) -> str | None:
    """The credit, when the line is nothing else ("Foto: A/B", "© A", "Getty Images")."""
    if len(text) > 110 or furniture.kind(text) == "tool" or furniture.claims_rights(text):
        return None
    if labeled_first(text):
        return None
    text = _OWN_LABEL.sub("", text)
    match = LABEL.match(text) or _LABEL_BY.match(text) or _COMMA_LABEL.match(text)
    if match:
        rest = next(group for group in match.groups() if group)
        rest = rest.strip(" .()[]")
        if (
            rest
            and len(rest.split()) <= 12
            and not re.search(r"[.!?]\s+\w", rest)
            and not re.match(r"^(?:19|20)\d\d\b", rest)
            and not tells(rest)
        ):
            return rest
        return None
    bare = text.strip("()[]（）【】 .")
    if fold(bare) in _AGENCY or (text[:1] in "([（" and is_credit(bare)):
        return bare
    if (label := _BARE_LABEL.match(bare)) and label["rest"][:1].isupper() and is_credit(label["rest"]):
        return label["rest"]
    if len(bare) >= 60:
        return None
    is_one = _is_shared(bare) or _is_taken_for(bare) or _is_lent(bare) or bool(_LENT_ALONE.match(bare))
    return bare if is_one else None


def could_be(text: str) -> bool:
    """What is a byline over a story and a credit inside it: "Jane Doe / The Courier", "JANE DOE FOR THE COURIER"."""
    if len(text) > 70 or text[-1] in ".!?:":
        return False
    who, mark, outlet = re.sub(r"\s(?:FOR|PARA|POUR|FÜR)\s", "/", text).partition("/")
    if not mark:
        who, mark, outlet = text.partition(", ")
        return names.is_name(who) and fold(outlet) in _AGENCY
    parts = [part.strip() for part in outlet.split("/")]
    return names.is_name(who) and all(part and _is_outlet(part) for part in parts)


def tells(text: str) -> bool:
    """Whether what follows a label is a sentence or a part of one: it says what the picture shows, not who took it."""
    words = text.split()
    if names.is_caseless(text):
        return len(words) > 6
    return sum(bool(_LOWER.match(word)) and fold(word) not in SMALL for word in words) >= 3


def _is_lent(text: str) -> bool:
    """ "Courtesy of the council", "AFP via Getty Images", "Jane Doe - Pool/Getty Images"."""
    words = text.split()
    if not all(word[:1].isupper() or word[:1] in "-–/" or fold(word) in SMALL for word in words):
        return False
    thanks = COURTESY.match(text)
    is_thanks = thanks is not None and " " in thanks.group() and len(words) > len(thanks.group().split())
    return is_thanks or (names_agency(text) and bool(re.search(r"\svia\s|/", text, re.IGNORECASE)))


def _is_shared(text: str) -> bool:
    """ "Jane Doe/AP", "NPO / Jane Doe": a name and an agency or an outlet in capitals."""
    parts = re.split(r"\s*/\s*", text)
    if len(parts) < 2 or not SLASHED.fullmatch(text):
        return False
    is_short = any(re.fullmatch(r"[A-ZÀ-ÞА-Я]{2,6}", part) for part in parts)
    return names_agency(text) or (is_short and any(names.is_name(part) for part in parts))


def _is_taken_for(text: str) -> bool:
    """ "Jane Doe for The Courier", "JANE DOE, THE COURIER"."""
    match = _TAKEN_FOR.match(text) or (_SHOUTED.match(text) if text.isupper() else None)
    return bool(match and names.is_name(match["who"]) and _is_outlet(match["outlet"]))


def _is_outlet(text: str) -> bool:
    words = text.split()
    is_named = all(word[:1].isupper() or fold(word) in SMALL for word in words)
    return is_named and len(words) <= 5 and not names.has_role(text)


def label_alone(text: str) -> bool:
    """ "Foto:" with the credit on the next line."""
    return len(text) < 60 and bool(_LABEL_ALONE.match(text))


def is_credit(text: str) -> bool:
    """Whether a short text can say who took or lent a picture."""
    text = text.strip(" .")
    if not text or len(text) > 110 or len(text.split()) > 14:
        return False
    if LABEL.match(text) or _LABEL_BY.match(text) or names_agency(text):
        return True
    if "/" in text and not re.search(r"\d/\d", text):
        return all(
            word[:1].isupper() or word[:1] in "@&" or fold(word) in SMALL
            for word in re.split(r"[\s/()]+", text)
            if word
        )
    return names.is_name(text) or bool(COURTESY.match(text) or LENT.search(text))


def is_titled(text: str) -> bool:
    """An office or a firm: two to eight words with capitals, no figures."""
    words = text.split()
    return 2 <= len(words) <= 8 and all(word[:1].isupper() or fold(word) in SMALL for word in words)


def names_agency(text: str) -> bool:
    if fold(text) in _AGENCY:
        return True
    parts = [fold(part) for part in re.split(r"\s*[/,|–—;]\s*|\s+(?:via|for|and|/)\s+", text)]
    words = fold(text).split()
    return (
        any(part in _AGENCY for part in parts if part)
        or " ".join(words[-2:]) in _AGENCY
        or " ".join(words[:2]) in _AGENCY
    )


def without_label(credit: str) -> str:
    """The credit without what announces it; labels may stand in a row ("Foto: © A")."""
    for _ in range(3):
        match = _MARKED.match(credit) or _BARE_LABEL.match(credit)
        rest = next((group for group in match.groups() if group), "") if match else ""
        if not match or not rest or rest == credit or not (rest[:1].isupper() or not rest[:1].islower()):
            return credit
        credit = rest
    return credit
