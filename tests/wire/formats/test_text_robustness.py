"""Whatever arrives: a story or a WireError, the same each time, in little time, and nothing lost."""

import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wire.formats.accounting import lost_lines
from wire.formats import WireError, WireStory, parse

ZONE = ZoneInfo("Asia/Kolkata")
PIECES = """
By | By Ada Quill | Von | Updated: | 5 March 2025 | 1/5/2025 | 3 hours ago | Share | Read more | Related Topics | Photo:
(Ada Quill/AP) | Advertisement | Ada Quill | twitter | https://x.com/ada | Lock keeper stays at home | — | • one
The keeper said the water had been high since Sunday, and that nobody had asked him. | 記者 | 水門の番人は話した。 | …
1) two | #
Ada Quill writes about water and about the people who wait for it to fall. | “ | Comments | © 2025 | :: | 12:30 | الماء
Correction: | a: b: c: d | Correction: The keeper is ninety, not eighty. | Menu | Image caption, a lock
""".replace("\n", " | ").split(" | ")
relaxed = settings(max_examples=250, deadline=2000, suppress_health_check=[HealthCheck.too_slow])


def outcome(document: bytes) -> WireStory | str:
    try:
        return parse(document, timezone=ZONE).stories[0]
    except WireError as error:
        return f"{error.code}: {error}"


@relaxed
@given(st.binary(max_size=2000))
def test_any_bytes(document):
    assert outcome(document) == outcome(document)


@relaxed
@given(st.text(max_size=2000))
def test_any_text(text):
    story = outcome(text.encode("utf-8", "surrogatepass"))

    assert story == outcome(text.encode("utf-8", "surrogatepass"))


@relaxed
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
def test_any_order_of_what_pages_print(pieces, joint):
    text = joint.join(pieces)
    story = outcome(text.encode())

    if isinstance(story, WireStory):
        assert lost_lines(text, story) == []
        assert WireStory.from_json(story.to_json()) == story
        assert story.headline


@relaxed
@given(st.text(alphabet="aB1 .,:/()[]«»“”|@#©-–—\n年月日記者", max_size=1500))
def test_any_punctuation(text):
    story = outcome(text.encode())

    if isinstance(story, WireStory):
        assert lost_lines(text, story) == []


MEGABYTE = 1_000_000
PARAGRAPH = (
    "Paragraph {n} says that the council met on Tuesday and decided nothing, which pleased all {n} who had come.\n"
)


@pytest.mark.parametrize(
    "text",
    [
        "".join(PARAGRAPH.format(n=n) for n in range(9000)),
        "word " * 200_000,
        "x" * MEGABYTE,
        "(" * 500_000 + "a" + ")" * 499_000,
        "((((a) b (c)) d)\n" * 58_000,
        "Ada Quill/AP " * 76_000,
        "Foto: " * 160_000,
        "January 5, 2020 11:30 am\n" * 40_000,
        "Read more\n" * 100_000,
        "".join(f"Headline number {n} about things\n" for n in range(30_000)),
        "水門の番人は水位が高いと話した。" * 20_000,
        "1/2/" * 250_000,
        " \t\n" * 300_000 + "a",
    ],
    ids=lambda text: text[:12],
)
def test_a_megabyte_takes_seconds(text):
    began = time.process_time()

    outcome(text.encode()[:MEGABYTE])

    assert time.process_time() - began < 8  # on two slow cores; a search that backtracks takes minutes


def test_what_stands_beyond_ten_thousand_lines_is_kept_aside():
    text = (
        "Lock keeper stays at home\n"
        + "".join(PARAGRAPH.format(n=n) for n in range(300))
        + "Share\n" * 9_800
        + "The last line.\n"
    )

    story = parse(text.encode(), timezone=ZONE).stories[0]

    assert len(story.body) == 300
    assert "truncated" in story.flags
    assert story.set_aside[-1] == "The last line."


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x00", "\x07", "\u200b", "\ufeff"])
def test_invisible_and_control_characters_do_not_reach_the_story(mark):
    text = f"Lock {mark}keeper stays at home\n\n{PARAGRAPH.format(n=1)}{mark}{PARAGRAPH.format(n=2)}"
    encoding = "utf-16" if mark == "\x00" else "utf-8"

    story = parse(text.encode(encoding), timezone=ZONE).stories[0]

    assert mark not in str(story.to_json())
    assert story.headline.replace("  ", " ") == "Lock keeper stays at home"
