"""Who wrote a story, from the line that says so: "By A and B", "Von A, Berlin", "A | Political editor", a bare name."""

import re

from wire.formats.text import names
from wire.formats.text.words import Finder, alternatives, fold, phrases, rows

_PREFIXES = phrases("bylines", "prefix")
_CREDITS = alternatives("captions", "credit label")
_AGENCIES = phrases("captions", "agency")
_SIGNING = phrases("bylines", "agency")
_FILED_FROM = phrases("bylines", "filed from")
_DESK = Finder(phrases("bylines", "desk"))
_PREFIX = re.compile(
    rf"^\W*(?P<prefix>{alternatives('bylines', 'prefix')})(?:\s*[:：／/｜|•·・=＝]\s*|\s+)(?=\S)", re.IGNORECASE
)
_AND = re.compile(
    rf"\s+(?:{alternatives('bylines', 'and')}|&|\+)\s+|\s*[&;；、，]\s*|\s*,\s*(?:{alternatives('bylines', 'and')})\s+",
    re.IGNORECASE,
)
_CONNECTORS = phrases("bylines", "and")
_CUT = re.compile(r"\s+[|•·—–\-/／｜]\s+|[|｜•]|\s*//\s*")
_AFTER = re.compile(rf"\s+(?:{_CREDITS})\s*[:：=＝／・].*$", re.IGNORECASE)
_NOISE = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]|【|】|\S+@\S+|(?<!\w)@\w+|https?://\S+|\b\d{1,2}\b$")
_CJK_REPORTER = re.compile(r"(?:记者|記者|通讯员|撰文)[\s：:/／]*(?P<names>[\u3400-\u9fff·、 ]{2,20}?)(?:$|[／/、\s])")
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|voor|för|for|dla|pro|для|için)\s+.*$")
# "A, sent to a place": the place is no second name, though "a" says "and" in Czech and "en" does in Dutch.
_SENT = "|".join(
    re.escape(cell) for language in ("it", "es", "pt", "fr", "en") for cell in rows("bylines", "roles")[language]
)
_SENT_TO = re.compile(rf",\s*(?:{_SENT})\s(?:a|ad|à|au|en|em|in|at|from)\s(?=[A-ZÀ-Þ]).*$")
# "A B/xyz": the desk's initials or a place in capitals after a name.
_SLASHED_ON = re.compile(
    r"(?<=[^\W\d_])\s?/\s?(?:[a-zà-žа-яё]{2,5}|[A-ZÀ-ÞĀ-ŽΑ-ΩА-ЯİĞŞ]{2,}[^/]*)(?:/[^\W\d_]{2,5})*\W*$"
)
_IN_LEDE = (
    re.compile(r"^.{0,24}?[（(](?:[^（）()]{0,6}?)(?:记者|記者)[\s：:]*(?P<names>[\u3400-\u9fff·、，\s]{2,30})[）)]"),
    re.compile(
        r"^[（(\[【][^()（）\[\]【】]{2,20}[)）\]】]\s*(?P<names>[\uac00-\ud7ff·,\s]{2,24})\s(?:특파원|인턴기자|선임기자|기자)\s?="
    ),
    re.compile(r"^【[^【】＝=]{1,12}[＝=](?P<names>[\u3400-\u9fff\u3041-\u30fa、・\s]{3,20})】"),
)
_ROLE_ENDING = re.compile(r"\s*(?:記者|特派員|编辑|編輯|记者|기자|특파원|논설위원|선임기자|인턴기자)$")


def desk(rest: str) -> tuple[str, ...]:
    """A desk or an agency that signs instead of a person: "City Staff", "La redacción", "The Associated Press"."""
    rest = rest.strip(" .,:")
    words = rest.split()
    if not 1 <= len(words) <= 5 or len(rest) > 40 or any(char in rest for char in '.,:;!?"“”«»|/0123456789'):
        return ()
    is_desk = words[0][0].isupper() and _DESK.count(fold(words[-1])) > 0
    return (rest,) if is_desk or fold(rest) in _SIGNING or (rest.isupper() and 2 <= len(rest) <= 4) else ()


def titled(text: str) -> tuple[str, ...]:
    """A name that carries its job where names have no capitals: "홍길동 기자", "记者 林书言"."""
    bare = _NOISE.sub(" ", text).strip()
    if len(bare) > 40 or not names.is_caseless(bare):
        return ()
    signed = _CJK_REPORTER.search(text.rstrip(")） "))
    if signed:
        return names_in(signed["names"], is_announced=True)
    words = bare.split()
    is_first = len(words) == 2 and fold(words[0]) in names.ROLES and not "\uac00" <= bare[0] <= "\ud7ff"
    return names_in(bare) if _ROLE_ENDING.search(bare) or is_first else ()


def prefix_alone(text: str) -> bool:
    """ "By", "Von:", "Autor:" on a line of their own: the name stands on the next."""
    return (fold(text) in _PREFIXES and len(text) <= 25 and not text[0].islower()) or (
        fold(text) in _PREFIXES and text.endswith(":")
    )


def after_prefix(text: str) -> str | None:
    """What follows "By", "Von", "Autor:" and the like; None when the line does not begin so."""
    match = _PREFIX.match(text)
    rest = text[match.end() :].strip() if match else ""
    if not match or not rest:
        return None
    again = _PREFIX.match(rest)
    return rest[again.end() :].strip() if again and rest[again.end() :].strip() else rest


def names_in(text: str, *, is_announced: bool = False) -> tuple[str, ...]:
    """The names of a byline without its prefix, in order; empty when it does not read like a list of names.

    `is_announced` says that a prefix or a label has told that names follow, so that one word or an agency is enough.
    """
    text = _AFTER.sub("", _NOISE.sub(" ", _SENT_TO.sub("", _unsigned(text)))).strip(" ,.;:|-–—•·")
    if (cut := _SLASHED_ON.search(text)) and names.is_name(text[: cut.start()]):
        text = text[: cut.start()]
    if not text or len(text) > 160:
        return ()
    found: list[str] = []
    for index, piece in enumerate(piece.strip() for piece in _CUT.split(text)):
        if not piece:
            continue
        listed = _listed(piece, is_announced=is_announced and index == 0)
        if not listed and not found and index == 0 and not is_announced:
            return ()
        found.extend(listed if not found or (len(listed) > 0 and index == 0) else ())
        if found:
            break
    return tuple(dict.fromkeys(found))


def _unsigned(text: str) -> str:
    """Brackets may hold the reporter: "（记者赵某）"."""
    return text.strip("()（） ") if names.is_caseless(text) else text


def _listed(piece: str, *, is_announced: bool) -> list[str]:
    found: list[str] = []
    for group_number, group in enumerate(_AND.split(piece)):
        for number, part in enumerate(group.split(",")):
            one = _person(part.strip())
            if not one:
                if not found and not is_announced:
                    return []
                continue
            if not is_announced and names.is_caseless(one) and len(one.split()) > 3:
                return []  # words of a sentence, as likely as a name of four
            alone = number == 0
            may_be_one = is_announced and alone and group_number == 0 and names.is_caseless(one)
            fewest = 1 if may_be_one else 2
            if names.is_name(one, fewest=fewest) or (alone and _is_agency(one) and (found or is_announced)):
                found.append(one)
            elif not found and not is_announced:
                return []
    return found


def _is_agency(text: str) -> bool:
    return fold(text) in _AGENCIES or (text.isupper() and 2 <= len(text) <= 6)


def _person(part: str) -> str:
    """A name without what hangs on it: a job, an outlet in capitals, "for somebody"."""
    part = _ROLE_ENDING.sub("", _FOR.sub("", part)).strip(" .,")
    words = part.split()
    if len(words) > 1 and _DESK.count(fold(words[-1])):
        return ""
    if len(words) > 3 and not names.is_caseless(part) and fold(words[-1]) in names.ROLES:
        return " ".join(words[: 3 if len(words[1].rstrip(".")) == 1 or fold(words[1]) in names.PARTICLES else 2])
    if len(words) > 2 and not names.is_caseless(part):
        shouted = part.isupper()
        cut = next(
            (
                index
                for index in range(2, len(words))
                if words[0].isupper() and words[1].isupper() and not words[index].isupper() and len(words[1]) > 1
            ),
            0,
        )
        if cut and len(words[0]) > 1:
            return " ".join(words[:cut])
        for index in range(2, len(words)):
            tail = " ".join(words[index:])
            is_acronym = not shouted and words[index].isupper() and len(words[index]) >= 3
            if names.has_role(words[index]) or fold(tail) in names.ROLES or is_acronym:
                return " ".join(words[:index])
    for index in range(2, len(words)):
        if fold(words[index]) in _FILED_FROM and len(words) - index <= 4 and words[-1][0].isupper():
            return " ".join(words[:index])
        if fold(" ".join(words[index:])).removeprefix("the ") in _AGENCIES:
            return " ".join(words[:index])
    if len(words) > 1 and names.is_caseless(part) and fold(words[-1]) in names.ROLES:
        return " ".join(words[:-1])
    if (
        len(words) > 1
        and names.is_caseless(part)
        and fold(words[0]) in names.ROLES
        and not "\uac00" <= part[0] <= "\ud7ff"
    ):
        return " ".join(words[1:])
    return part


def in_lede(text: str) -> tuple[str, ...]:
    """The reporters whom agencies name where the text begins: "（记者甲、乙）", "(서울=통신) 홍길동 기자 ="."""
    for pattern in _IN_LEDE:
        if match := pattern.match(text[:120]):
            named = tuple(piece for piece in re.split(r"[、，,\s]+", match["names"]) if piece)
            return named if all(2 <= len(name) <= 6 for name in named) else ()
    return ()


def connects(text: str) -> bool:
    """A line between two names: a comma, "and"."""
    return len(text) <= 6 and (not any(map(str.isalnum, text)) or fold(text) in _CONNECTORS)


def glued(text: str, *, known: frozenset[str]) -> tuple[str, ...]:
    """Names printed with nothing between: taken apart where another line prints them apart, else in pairs."""
    words = text.split()
    if len(words) < 4 or len(words) > 12 or not all(word[:1].isupper() for word in words):
        return ()
    if names.is_caseless(text) or any(char in text for char in ",;:|"):
        return ()
    found: list[str] = []
    position = 0
    while position < len(words):
        lengths = [length for length in (4, 3, 2) if fold(" ".join(words[position : position + length])) in known]
        length = lengths[0] if lengths else 2
        name = " ".join(words[position : position + length])
        if not names.is_name(name):
            return ()
        found.append(name)
        position += length
    return tuple(found)
