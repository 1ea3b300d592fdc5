"""Text whose lines a machine broke at a width, with its paragraphs joined again. Other text stays as it is."""

from collections.abc import Iterator
from itertools import pairwise

_NARROWEST, _WIDEST = 50, 90
_LONGEST = 200_000  # letters: no story has as many
_FEWEST, _FEWEST_PARAGRAPHS = 2, 3  # lines that were broken; with the headline
_SLACK = 2  # some machines stop a little earlier
_ENDS = tuple(".!?:;…\"”“'’»)")
_ITEMS = ("-", "*", "•", "·", "–", "—", "|", "#", ">")


def unwrapped(text: str) -> str:
    """The text with a line a paragraph, where nearly every line ends because its width was used up."""
    lines = text.splitlines() if len(text) <= _LONGEST else []
    width = max((len(line.rstrip()) for line in lines), default=0)
    if not _NARROWEST <= width <= _WIDEST:
        return text
    inner = [(line, after) for line, after in pairwise(lines) if line.strip() and after.strip()]
    broken = [line for line, after in inner if _is_full(line, after, width)]
    in_sentences = [line for line in broken if not line.rstrip().endswith(_ENDS)]
    if len(broken) < _FEWEST or len(broken) * 5 < len(inner) * 4 or len(in_sentences) * 2 < len(broken):
        return text
    return "\n".join(_joined(lines, width))


def is_bare_copy(text: str) -> bool:
    """Whether a text is a headline and wrapped paragraphs, and nothing that a page prints around a story."""
    if len(text) > _LONGEST:
        return False
    paragraphs = unwrapped(text).splitlines()
    said = [line.strip() for line in paragraphs if line.strip()]
    is_wrapped = len(paragraphs) < len(text.splitlines())
    return (
        is_wrapped
        and len(said) >= _FEWEST_PARAGRAPHS
        and len(said[0]) <= _WIDEST * 2
        and not said[0].endswith(".")
        and all(line.endswith(_ENDS) for line in said[1:])
    )


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room in this one."""
    first = after.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(first) > width - _SLACK and not after.lstrip().startswith(_ITEMS)


def _joined(lines: list[str], width: int) -> Iterator[str]:
    paragraph, *rest = lines
    before = paragraph
    for line in rest:
        if before.strip() and line.strip() and _is_full(before, line, width):
            paragraph += f" {line.strip()}"
        else:
            yield paragraph
            paragraph = line
        before = line
    yield paragraph
