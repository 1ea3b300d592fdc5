"""Whatever arrives, agency copy is a story or a refusal in words, and no line of its text is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wire.formats import Habits, WireError, agency_text, anpa1312, body, iptc7901
from wire.formats.opened import Opened

LINES = st.sampled_from(
    [
        "",
        "   ",
        "ZCZC AAP",
        "NNNN",
        "SLUG: harbor",
        "HEADLINE:",
        "Headline: Harbor opens",
        "^BC-XX--Harbor, 1st Ld,40<",
        "^By ADA QUILL=",
        "(Eds: a note",
        "that goes on)",
        "[",
        ")",
        "1ST LEAD",
        "KILL KILL KILL",
        "EMBARGOED UNTIL 0001 FRIDAY",
        "SPERRFRIST",
        "By Ada Quill",
        "WEND (XNA) - It rained.",
        "\tThe harbor of Wend was closed on Tuesday because a rope had caught in",
        "a  1  2",
        "b  3  4",
        "c;1;2",
        "|x|y|z|",
        "# Notebook",
        "Not for publication",
        "Contact: +49 30 5550100",
        "$Fire",
        "#Harbor",
        "AN#1",
        "TX#",
        "TI#x",
        "(more)",
        "-30-",
        "aq/bo/xy",
        "\x01hfn0211 4 ku 143 ccccb   hfn 0211",
        "Harbor/",
        "\x02Harbor opens =",
        "\x03031405 GMT Oct 24",
        "\x16\x16\x01W0412\x1f_asian",
        "r a\x13\x11 BC-XX--Harbor     03-05 0360",
        "\x03AP-WF-03-05-24 1015GMT<",
        "\x04",
    ]
)
READERS = (iptc7901, anpa1312, agency_text)


def stories(document):
    for reader in READERS:
        if reader.sniff(document):
            try:
                return reader.parse(document, Habits())
            except WireError:
                return ()
    return ()


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=14).map("\n".join))
def test_any_mixture_of_lines_is_a_story_or_a_refusal(copy):
    for story in stories(Opened(copy.encode())):
        assert story.headline
        assert story.guid
        if "kill" in story.signals or "embargo-unclear" in story.flags:
            assert story.pub_status == "withheld"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80), st.sampled_from([b"\x01hfn0211 4 ku 143 hfn 0211\r\n", b"ZCZC\n", b"SLUG: x\nBY: y\n"]))
def test_any_bytes_behind_a_header_are_a_story_or_a_refusal(noise, header):
    for story in stories(Opened(header + noise)):
        assert not any(ord(char) < 32 for char in story.headline)


WORDS = st.sampled_from(["harbor", "Quill", "rain", "tea", "more", "end", "30", "contact", "aq/bo", "(x", "y)", "- z"])
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=4, max_size=30).map(" ".join), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_no_word_of_a_text_is_lost(paragraphs):
    said = [f"It was {paragraph}." for paragraph in paragraphs]
    copy = "SLUG: rain\nHEADLINE: Rain\n\nWEND (XNA) - Lede.\n\n" + "\n\n".join(said) + "\n"

    (story,) = stories(Opened(copy.encode()))

    assert body.to_text(story.body).split("\n\n") == ["Lede.", *said]
