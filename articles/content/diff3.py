"""Three-way merges of sequences: of things with a place (paragraphs), and of things with a number (topics)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from articles.content.diff import align, common_start


@dataclass(frozen=True, slots=True)
class Stretch[T]:
    """A part of a sequence that both sides changed, differently. In the merged sequence ours stands, from `at` on."""

    at: int
    base: tuple[T, ...]
    ours: tuple[T, ...]
    theirs: tuple[T, ...]


@dataclass(frozen=True, slots=True)
class _Hunk[T]:
    """One change of one side: base[start:end] became `new`."""

    start: int
    end: int
    new: tuple[T, ...]

    def overlaps(self, start: int, end: int) -> bool:
        """Changes side by side do not overlap; two insertions at one place do, because nobody knows their order."""
        if self.start == self.end == start == end:
            return True
        return self.start < end and start < self.end


def merge_sequences[T](
    base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]
) -> tuple[tuple[T, ...], list[Stretch[T]]]:
    """What can be merged, with ours where it cannot."""
    merged: list[T] = []
    clashes: list[Stretch[T]] = []
    copied = 0
    for start, end, mine, other in _regions(_hunks(base, ours), _hunks(base, theirs)):
        merged += base[copied:start]
        copied = end
        if not any(hunk.new for hunk in (*mine, *other)):
            continue  # all of it is gone: who takes out more does not contradict who takes out less
        left, right = _applied(base, start, end, mine or other), _applied(base, start, end, other or mine)
        before = common_start(left, right)
        after = common_start(left[before:][::-1], right[before:][::-1])
        only_left, only_right = left[before : len(left) - after], right[before : len(right) - after]
        merged += left[:before]
        if only_left != only_right and (start < end or (only_left and only_right)):
            clashes.append(Stretch(len(merged), tuple(base[start:end]), only_left, only_right))
            merged += only_left
        else:  # one side inserted what the other did, and more
            merged += only_left or only_right
        merged += left[len(left) - after :]
    merged += base[copied:]
    return tuple(merged), clashes


def _hunks[T](base: Sequence[T], side: Sequence[T]) -> list[_Hunk[T]]:
    """The changes of a side, in order and as small as they can be told apart: an edited paragraph is one by itself."""
    hunks: list[_Hunk[T]] = []
    i = j = 0
    pairs = [(a, b) for a, b in align(base, side) if a is not None and b is not None]
    for a, b in [*pairs, (len(base), len(side))]:
        if i < a or j < b:
            hunks.append(_Hunk(i, a, tuple(side[j:b])))
        if a < len(base) and base[a] != side[b]:
            hunks.append(_Hunk(a, a + 1, (side[b],)))
        i, j = a + 1, b + 1
    return hunks


def _regions[T](
    ours: list[_Hunk[T]], theirs: list[_Hunk[T]]
) -> Iterator[tuple[int, int, list[_Hunk[T]], list[_Hunk[T]]]]:
    """Stretches of base with the changes of each side in them: those that overlap, directly or by another, are one."""
    left, right = ours[::-1], theirs[::-1]
    while left or right:
        first = min([*left[-1:], *right[-1:]], key=lambda hunk: (hunk.start, hunk.end))
        start, end = first.start, first.end
        taken: tuple[list[_Hunk[T]], list[_Hunk[T]]] = ([], [])
        growing = True
        while growing:
            growing = False
            for queue, part in zip((left, right), taken, strict=True):
                while queue and (queue[-1] is first or queue[-1].overlaps(start, end)):
                    part.append(queue.pop())
                    end = max(end, part[-1].end)
                    growing = True
        yield start, end, *taken


def _applied[T](base: Sequence[T], start: int, end: int, hunks: list[_Hunk[T]]) -> tuple[T, ...]:
    result: list[T] = []
    for hunk in hunks:
        result += [*base[start : hunk.start], *hunk.new]
        start = hunk.end
    return (*result, *base[start:end])


def merge_keys(base: Sequence[int], ours: Sequence[int], theirs: Sequence[int], kept: Collection[int]) -> list[int]:
    """`kept` in the order of the side that changed it, ours if both did; the others follow whom they followed."""
    first, second = (theirs, ours) if reordered(base, theirs) and not reordered(base, ours) else (ours, theirs)
    order = [key for key in first if key in kept]
    place = 0
    for key in second:
        if key in order:
            place = order.index(key) + 1
        elif key in kept:
            while place < len(order) and order[place] not in second:
                place += 1  # ours before theirs, where both put something
            order.insert(place, key)
            place += 1
    return order


def reordered(base: Sequence[int], side: Sequence[int]) -> bool:
    """Whether a side put what was there into another order."""
    return [key for key in base if key in side] != [key for key in side if key in base]
