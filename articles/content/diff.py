"""What changed between two Contents, field by field, in values that a template can print."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, pairwise
from typing import Literal

from articles import markup
from articles.content.value import FIELD_LABELS, PLACEMENT_LABELS, Content

SIMILAR = 0.4  # of two paragraphs' words, at least so many are the same: then one is an edit of the other
COMPARED = 4_096  # beyond 64 by 64 changed paragraphs, comparing each with each is slow, and says little

LONG = 1_000  # words: longer texts are compared by sentences first

# A sign of a script without spaces; a mark, or a word with its combining signs, and the space before it.
_MARKS = r"""!-,./:-@\[-`{-~«»¡¿·\u060c\u061b\u061f\u0964\u2010-\u2027\u2030-\u205e\u3000-\u303f\uff01-\uff0f"""
_TOKEN = re.compile(rf"[{markup.CJK}]|\s*(?:[{_MARKS}]|[^{_MARKS}{markup.CJK}\s]+)|\s+")
_ENDS_SENTENCE = tuple(".!?\u061f\u0964\u3002\uff01\uff1f\n")


type Kind = Literal["equal", "insert", "delete", "change", "format", "move"]  # format: same words, other markup or link


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words. All that is not inserted is the old text, all that is not deleted is the new one."""

    kind: Literal["equal", "insert", "delete"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """One block of the body (as HTML), one byline, note, picture or topic (as text, with its primary key)."""

    kind: Kind
    old: str = ""
    new: str = ""
    segments: tuple[Segment, ...] = ()
    key: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs. A field of text has segments; a field of several things has items, the equal ones too."""

    name: str
    label: str
    old: str
    new: str
    segments: tuple[Segment, ...] = ()
    items: tuple[ItemChange, ...] = ()


def diff(old: Content, new: Content) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of a story."""
    return tuple(_field(name, old, new) for name in FIELD_LABELS if getattr(old, name) != getattr(new, name))


def align(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int | None, int | None]]:
    """Both sequences in order, as pairs of positions: what is equal or an edit of the other, and what stands alone."""
    i = j = 0
    for i_edit, j_edit in [*_pairs(old, new), (len(old), len(new))]:
        yield from ((deleted, None) for deleted in range(i, i_edit))
        yield from ((None, inserted) for inserted in range(j, j_edit))
        if i_edit < len(old):
            yield i_edit, j_edit
        i, j = i_edit + 1, j_edit + 1


def _pairs(old: Sequence[object], new: Sequence[object]) -> Iterator[tuple[int, int]]:
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(range(i, i_end), range(j, j_end), strict=True)
        elif kind == "replace":
            yield from ((i + a, j + b) for a, b in _edits(old[i:i_end], new[j:j_end]))


def _edits(old: Sequence[object], new: Sequence[object]) -> list[tuple[int, int]]:
    """The pairs that have the most words in common, in order."""
    olds, news = [_words(item) for item in old], [_words(item) for item in new]
    if len(olds) * len(news) > COMPARED:
        return [(n, n) for n, (a, b) in enumerate(zip(olds, news, strict=False)) if _similarity(a, b) >= SIMILAR]
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]  # best[i][j]: of everything from i and from j on
    likeness = [[_similarity(a, b) for b in news] for a in olds]
    for i in reversed(range(len(olds))):
        for j in reversed(range(len(news))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= SIMILAR else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs = []
    i = j = 0
    while i < len(olds) and j < len(news):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return pairs


def _words(item: object) -> set[str]:
    return set(map(str.strip, _TOKEN.findall(re.sub(r"<[^>]*>", " ", str(item))))) - {""}


def _similarity(a: set[str], b: set[str]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """Two texts word by word."""
    a, b = _TOKEN.findall(f" {old}"), _TOKEN.findall(f" {new}")  # so that a first word is like any other
    start = common_start(a, b)
    end = common_start(a[start:][::-1], b[start:][::-1])
    found = [Segment("equal", "".join(a[:start]))]
    for kind, was, now in _compared(a[start : len(a) - end], b[start : len(b) - end]):
        found += [Segment("equal", was)] if kind == "equal" else [Segment("delete", was), Segment("insert", now)]
    found.append(Segment("equal", "".join(a[len(a) - end :])))
    found = [segment for segment in found if segment.text]
    return tuple(segment for segment in _without_first_space(found) if segment.text)


def _compared(a: list[str], b: list[str]) -> Iterator[tuple[str, str, str]]:
    if len(a) + len(b) <= LONG:
        for kind, i, i_end, j, j_end in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield kind, "".join(a[i:i_end]), "".join(b[j:j_end])
        return
    olds, news = _sentences(a), _sentences(b)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, olds, news).get_opcodes():
        was, now = list(chain(*olds[i:i_end])), list(chain(*news[j:j_end]))
        if kind == "equal" or len(was) + len(now) > LONG:
            yield kind, "".join(was), "".join(now)
        else:
            yield from _compared(was, now)


def _sentences(tokens: list[str]) -> list[tuple[str, ...]]:
    ends = [n for n, token in enumerate(tokens, start=1) if token.endswith(_ENDS_SENTENCE)]
    return [tuple(tokens[i:j]) for i, j in pairwise([0, *ends, len(tokens)]) if i < j]


def _without_first_space(found: list[Segment]) -> list[Segment]:
    first, *rest = found
    if first.kind != "equal" and rest and rest[0].kind == "equal":  # only deleted, or only inserted: the space moves on
        return [Segment(first.kind, first.text[1:] + " "), Segment("equal", rest[0].text[1:]), *rest[1:]]
    if first.kind != "equal" and rest:
        rest[0] = Segment(rest[0].kind, rest[0].text[1:])
    return [Segment(first.kind, first.text[1:]), *rest]


def common_start(a: Sequence[object], b: Sequence[object]) -> int:
    """How many elements both begin with."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _field(name: str, old: Content, new: Content) -> FieldChange:
    was, now = getattr(old, name), getattr(new, name)
    label = FIELD_LABELS[name]
    if name == "body":
        before, after = markup.text(was), markup.text(now)
        return FieldChange(name=name, label=label, old=before, new=after, items=tuple(_in_order(was, now, _block_text)))
    if name in ("section", "topics"):
        was, now = [[pks] if isinstance(pks, int) else list(pks or ()) for pks in (was, now)]
        items = tuple(_keyed({pk: str(pk) for pk in was}, {pk: str(pk) for pk in now}))
        return FieldChange(name=name, label=label, old=_lines(was), new=_lines(now), items=items)
    if name == "images":
        items = (*_keyed({p.image: str(p) for p in was}, {p.image: str(p) for p in now}), *_captions(old, new))
        return FieldChange(name=name, label=label, old=_lines(was), new=_lines(now), items=items)
    if isinstance(was, tuple):
        items = tuple(_in_order(was, now, str))
        return FieldChange(name=name, label=label, old=_lines(was), new=_lines(now), items=items)
    return FieldChange(name=name, label=label, old=was, new=now, segments=segments(was, now))


def _lines(items: Iterable[object]) -> str:
    return "\n".join(map(str, items))


def _in_order(was: Sequence[object], now: Sequence[object], text: Callable[[object], str]) -> Iterator[ItemChange]:
    for i, j in align(was, now):
        old, new = None if i is None else was[i], None if j is None else now[j]
        if old == new:
            yield ItemChange(kind="equal", old=str(old), new=str(new))
            continue
        words = segments("" if old is None else text(old), "" if new is None else text(new))
        same = all(word.kind == "equal" for word in words)
        kind: Kind = "insert" if old is None else "delete" if new is None else "format" if same else "change"
        yield ItemChange(kind=kind, old=str(old or ""), new=str(new or ""), segments=words)


def _block_text(block: object) -> str:
    return markup.text((str(block),))


def _keyed(was: dict[int, str], now: dict[int, str]) -> Iterator[ItemChange]:
    """Things that are known by their number: one that stands elsewhere has moved, and is not gone and new."""
    old, new = list(was), list(now)
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from (ItemChange(kind="equal", key=key, old=was[key], new=now[key]) for key in new[j:j_end])
            continue
        yield from (ItemChange(kind="delete", key=key, old=was[key]) for key in old[i:i_end] if key not in now)
        for key in new[j:j_end]:
            if key in was:
                yield ItemChange(kind="move", key=key, old=was[key], new=now[key])
            else:
                yield ItemChange(kind="insert", key=key, new=now[key])


def _captions(old: Content, new: Content) -> Iterator[ItemChange]:
    before = {placement.image: placement for placement in old.images}
    for placement in new.images:
        for name, label in PLACEMENT_LABELS.items():
            was = getattr(before.get(placement.image, placement), name)
            if was != (now := getattr(placement, name)):
                words = segments(was, now)
                yield ItemChange(kind="change", key=placement.image, label=label, old=was, new=now, segments=words)
        pair = (before.get(placement.image, placement), placement)
        told = ["decorative" if one.is_decorative else "" for one in pair]
        if told[0] != told[1]:
            label, words = "Decorative", segments(*told)
            yield ItemChange(kind="change", key=placement.image, label=label, old=told[0], new=told[1], segments=words)
