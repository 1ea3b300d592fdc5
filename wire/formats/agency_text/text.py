"""The text of agency copy, without its dateline, and without what stands below it for others than readers."""

from dataclasses import replace

from wire.formats.agency_text import head, layout, lines, tail
from wire.formats.agency_text.story import Copy
from wire.formats.habits import Habits


def take(copy: Copy, copy_lines: list[str], habits: Habits) -> None:
    """Put the rest of a document, below its head, where it belongs."""
    below = tail.read(copy_lines)
    copy.notes += [note for note in below.notes if note]
    copy.credits += below.credits
    copy.private += [note for note in below.private if note]
    copy.set_aside += below.set_aside
    copy.is_continued = copy.is_continued or below.is_continued
    copy.is_release = copy.is_release or below.is_release
    copy.sender = copy.sender or below.sender
    blocks = list(layout.blocks(_without_notes(copy, below.body)))
    if blocks and blocks[0].kind == "paragraph":
        rest = head.read_dateline(copy, blocks[0].text, habits)
        blocks[:1] = [replace(blocks[0], text=rest, html="")] if rest else []
    while blocks and blocks[0].text.casefold() == copy.headline.casefold():
        del blocks[0]  # printed once more above the text
    copy.blocks = tuple(blocks)


def _without_notes(copy: Copy, body: list[str]) -> list[str]:
    """Notes to editors that stand among the paragraphs: "EDS: ...", "(Eds: ...)"."""
    kept: list[str] = []
    for group in lines.groups(body):
        said = " ".join(line.strip() for line in group)
        if len(group) <= 6 and head.is_note(said):
            copy.notes.append(head.note_in(said))
        else:
            kept += [*group, ""]
    return kept
