"""Lines that a machine broke are paragraphs again. All copy is fiction."""

from wire.formats import parse
from wire.formats.writing import wrapping

HEADLINE = "Twelve mice leave the organ of Wend"
FIRST = (
    "Twelve mice have left the organ of the village church of Wend after the first concert in twelve years, "
    "the parish council said on Monday."
)
SECOND = "The organ builder, Ada Quill, said that they had taken their cheese with them and left through the door."
LAST = "None came back."


def wrapped(text, width=64):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


COPY = "\n\n".join([HEADLINE, wrapped(FIRST), wrapped(SECOND), LAST])


def test_broken_lines_are_joined_and_empty_lines_stay():
    assert wrapping.unwrapped(COPY) == "\n\n".join([HEADLINE, FIRST, SECOND, LAST])


def test_lines_that_are_paragraphs_stay_apart():
    copy = "\n".join(
        ["The mice have left the organ of the church.", "Nobody knows where they have gone to now.", FIRST]
    )

    assert wrapping.unwrapped(copy) == copy


def test_items_and_short_lines_stay_apart():
    copy = f"{wrapped(FIRST)}\n- a mouse\n- another mouse\n\nMenu\nHome\nNews\nSport\n\n{wrapped(SECOND)}"

    assert wrapping.unwrapped(copy) == copy


def test_plain_copy_in_broken_lines_is_a_story_of_paragraphs():
    (story,) = parse(COPY.encode()).stories

    assert story.headline == HEADLINE
    assert [block.text for block in story.body] == [FIRST, SECOND, LAST]
    assert (story.standfirst, story.set_aside) == ((), ())


def test_a_wrapped_page_is_read_as_a_page():
    third = "The council will now look for a cat, it said, and for somebody who plays the organ in the meantime."
    page = "\n\n".join([HEADLINE, "By Ada Quill", "March 5, 2025", *map(wrapped, (FIRST, SECOND, third))])
    (story,) = parse(page.encode()).stories

    assert (story.headline, story.bylines) == (HEADLINE, ("Ada Quill",))
    assert [block.text for block in story.body] == [FIRST, SECOND, third]
