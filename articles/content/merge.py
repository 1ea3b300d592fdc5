"""Two changes of one story become one: what does not overlap is merged, what does is named, nothing is dropped.

Two editors at once, a newer take on a story the desk has edited, a scheduled update of a story that moved on: each is
base, ours and theirs. It does not matter which side is called ours, except for order: what both add to the topics or to
the pictures stands in the order ours, theirs; and if both put the topics into a new order, ours stays, because readers
lose nothing. Everything else that both changed, and changed differently, is a Clash.
"""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from articles import markup
from articles.content.diff3 import merge_keys, merge_sequences, reordered
from articles.content.value import FIELD_LABELS, PLACEMENT_LABELS, Content, Label, Placement, figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One place that both sides changed. `key` names it in a form: "headline", "body:0", "images:12:caption".

    The three values have the type of the field. Of body, bylines and notes they are tuples, the part at this place; of
    a picture they are a Placement, or None where a side took it out; of "images:order" they are primary keys.
    """

    key: str
    field: str
    label: str
    base: Any
    ours: Any
    theirs: Any
    at: int = 0  # where ours stands, or would stand, in the field as merged
    image: int | None = None

    @property
    def base_text(self) -> str:
        return _text(self, self.base)

    @property
    def ours_text(self) -> str:
        return _text(self, self.ours)

    @property
    def theirs_text(self) -> str:
        return _text(self, self.theirs)

    @property
    def can_keep_both(self) -> bool:
        """Of two slugs, sections or orders one is right; of two texts both can be."""
        return self.field not in ("label", "section", "language", "slug") and not self.key.endswith(":order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """`content` holds everything that could be merged, with ours where it could not. Decide with `resolve`."""

    content: Content
    clashes: tuple[Clash, ...]


def merge(base: Content, ours: Content, theirs: Content) -> Merged | Conflict:
    """Both changes of `base` in one Content, or that and a list of what only a person can decide."""
    if theirs in (base, ours):
        return Merged(content=ours)
    if ours == base:
        return Merged(content=theirs)
    values: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, label in FIELD_LABELS.items():
        was, mine, other = getattr(base, name), getattr(ours, name), getattr(theirs, name)
        if name == "topics":
            values[name] = tuple(merge_keys(was, mine, other, _kept(set(was), set(mine), set(other))))
        elif name == "images":
            shown = [*values["body"], *chain(*(clash.theirs for clash in clashes if clash.field == "body"))]
            values[name], found = _merge_images(base, ours, theirs, figures(shown))
            clashes += found
        elif isinstance(was, tuple):
            values[name], stretches = merge_sequences(was, mine, other)
            clashes += [
                Clash(key=f"{name}:{n}", field=name, label=label, base=s.base, ours=s.ours, theirs=s.theirs, at=s.at)
                for n, s in enumerate(stretches)
            ]
        else:
            values[name] = other if mine == was else mine
            if len({was, mine, other}) == 3:
                clashes.append(Clash(key=name, field=name, label=label, base=was, ours=mine, theirs=other))
    content = Content(**values)
    return Conflict(content=content, clashes=tuple(clashes)) if clashes else Merged(content=content)


def _kept(base: set[int], ours: set[int], theirs: set[int]) -> set[int]:
    return (ours & theirs) | ((ours | theirs) - base)


def _merge_images(
    base: Content, ours: Content, theirs: Content, shown: list[int]
) -> tuple[tuple[Placement, ...], list[Clash]]:
    """Picture by picture. One that a side took out is gone, unless the other changed it or the merged body shows it."""
    was, mine, other = ({placement.image: placement for placement in side.images} for side in (base, ours, theirs))
    kept: dict[int, Placement] = {}
    clashes: list[Clash] = []
    away: list[Clash] = []
    for image, placement in (mine | other | mine).items():
        before, left, right = was.get(image), mine.get(image), other.get(image)
        if left and right:
            kept[image], found = _merge_placement(before or Placement(image=image), left, right)
            clashes += found
        elif not before:
            kept[image] = placement
        elif placement != before or image in shown:
            key = f"images:{image}"
            away.append(
                Clash(key=key, field="images", label="Picture", base=before, ours=left, theirs=right, image=image)
            )
            if left:
                kept[image] = left
    order = merge_keys([*was], [*mine], [*other], {*kept, *(clash.image for clash in away if clash.image)})
    place = {image: sum(earlier in kept for earlier in order[:n]) for n, image in enumerate(order)}
    clashes += [replace(clash, at=place[clash.image or 0]) for clash in away]
    if _orders_clash(base, ours, theirs):
        label, orders = "Order of the pictures", (tuple(was), tuple(mine), tuple(other))
        key = "images:order"
        clashes.insert(0, Clash(key=key, field="images", label=label, base=orders[0], ours=orders[1], theirs=orders[2]))
    return tuple(kept[image] for image in order if image in kept), clashes


def _merge_placement(was: Placement, ours: Placement, theirs: Placement) -> tuple[Placement, list[Clash]]:
    values: dict[str, str] = {}
    clashes: list[Clash] = []
    for name, label in PLACEMENT_LABELS.items():
        before, mine, other = getattr(was, name), getattr(ours, name), getattr(theirs, name)
        values[name] = other if mine == before else mine
        if len({before, mine, other}) == 3:
            key = f"images:{was.image}:{name}"
            clashes.append(
                Clash(key=key, field="images", label=label, base=before, ours=mine, theirs=other, image=was.image)
            )
    is_decorative = ours.is_decorative if ours.is_decorative != was.is_decorative else theirs.is_decorative
    return Placement(image=was.image, is_decorative=is_decorative, **values), clashes


def _orders_clash(base: Content, ours: Content, theirs: Content) -> bool:
    """Both sides chose a picture for the top, or put the pictures into another order, and not the same."""
    before, left, right = ([placement.image for placement in side.images] for side in (base, ours, theirs))
    common = set(before) & set(left) & set(right)
    orders = {tuple(image for image in side if image in common) for side in (before, left, right)}
    tops = [side.lead_image.image for side in (ours, theirs) if side.lead_image and _chose_top(base, side)]
    return len(orders) == 3 or len(set(tops)) == 2


def _chose_top(base: Content, side: Content) -> bool:
    before, after = ([placement.image for placement in content.images] for content in (base, side))
    top = side.lead_image and side.lead_image.image
    return top != (base.lead_image and base.lead_image.image) and (top not in before or reordered(before, after))


def _text(clash: Clash, value: Any) -> str:
    if clash.field == "body":
        return markup.text(value)
    if isinstance(value, Label):
        return value.text
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "" if value is None else str(value)
