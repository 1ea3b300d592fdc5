"""What changed, by field, paragraph and word."""

import time
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.content import Byline, Content, Placement, Segment, diff, segments

SAID = "<p>The mayor resigned on Monday.</p>"
MEANT = "<p>The mayor resigned early on Tuesday.</p>"


def words(*parts: str) -> tuple[Segment, ...]:
    kinds = {"=": "equal", "+": "insert", "-": "delete"}
    return tuple(Segment(kinds[part[0]], part[1:]) for part in parts)


def test_the_same_story_has_no_changes():
    assert diff(Content(headline="a"), Content(headline="a")) == ()


def test_fields_are_named_in_the_order_of_a_story():
    old, new = Content(slug="a", headline="One two"), Content(slug="b", headline="One three", section=4)

    changes = diff(old, new)

    assert [(change.label, change.old, change.new) for change in changes] == [
        ("Headline", "One two", "One three"),
        ("Section", "", "4"),
        ("Slug", "a", "b"),
    ]
    assert changes[0].segments == words("=One", "- two", "+ three")


def test_words_are_compared_and_spaces_belong_to_them():
    assert segments("", "") == ()
    assert segments("a b", "a b") == words("=a b")
    assert segments("", "a") == words("+a")
    assert segments("a", "") == words("-a")
    assert segments("The end", "end") == words("-The ", "=end")
    assert segments("end", "The end") == words("+The ", "=end")
    assert segments("The end", "An end.") == words("-The", "+An", "= end", "+.")
    assert segments("東京で地震", "京都で地震") == words("-東", "=京", "+都", "=で地震")
    assert segments("हिन्दी में", "हिन्दी मे") == words("=हिन्दी", "- में", "+ मे")


def test_an_edited_paragraph_shows_its_words_and_the_others_stay():
    (change,) = diff(Content(body=("<p>First.</p>", SAID)), Content(body=("<p>First.</p>", "<p>New here.</p>", MEANT)))

    assert [(item.kind, item.old, item.new) for item in change.items] == [
        ("equal", "<p>First.</p>", "<p>First.</p>"),
        ("insert", "", "<p>New here.</p>"),
        ("change", SAID, MEANT),
    ]
    edited = words("=The mayor resigned", "+ early", "= on", "- Monday", "+ Tuesday", "=.")
    assert [item.segments for item in change.items] == [(), words("+New here."), edited]


def test_a_changed_line_of_columns_shows_its_words_and_its_spaces():
    change = diff(
        Content(body=("<pre>Wend   3<br>  Harl 12</pre>",)), Content(body=("<pre>Wend   4<br>  Harl 12</pre>",))
    )

    assert [item.kind for item in change[0].items] == ["change"]
    assert change[0].items[0].segments == words("=Wend", "-   3", "+   4", "=\n  Harl 12")


def test_other_markup_around_the_same_words_is_a_change_of_format():
    (change,) = diff(Content(body=(SAID,)), Content(body=(SAID.replace("Monday", "<em>Monday</em>"),)))

    assert [item.kind for item in change.items] == ["format"]


def test_a_paragraph_that_shares_few_words_is_another_one():
    (change,) = diff(Content(body=(SAID,)), Content(body=("<p>A cat sat on the mat.</p>",)))

    assert [item.kind for item in change.items] == ["delete", "insert"]


def test_bylines_and_notes_are_compared_one_by_one():
    old = Content(bylines=(Byline(name="Ada Example"), Byline(name="Bo Sample")), notes=("a",))
    new = Content(bylines=(Byline(name="Ada Example", role="editor"), Byline(name="Bo Sample")), notes=())

    bylines, notes = diff(old, new)

    assert [(item.kind, item.old, item.new) for item in bylines.items] == [
        ("change", "Ada Example", "Ada Example, editor"),
        ("equal", "Bo Sample", "Bo Sample"),
    ]
    assert [(item.kind, item.old) for item in notes.items] == [("delete", "a")]


def test_a_byline_that_names_another_author_under_the_same_name_is_a_change():
    old, new = Content(bylines=(Byline(name="Ada", author=1),)), Content(bylines=(Byline(name="Ada", author=2),))

    (change,) = diff(old, new)

    assert [item.kind for item in change.items] == ["format"]


def test_topics_and_pictures_are_known_by_their_key():
    first = Placement(image=1, caption="A dog", credit="C")
    old = Content(topics=(1, 2, 3), images=(first, Placement(image=2)))
    new = Content(topics=(3, 1, 4), images=(Placement(image=2), replace(first, caption="A cat")))

    images, topics = diff(old, new)

    assert [(item.kind, item.key) for item in topics.items] == [("move", 3), ("equal", 1), ("delete", 2), ("insert", 4)]
    assert [(item.kind, item.key, item.label) for item in images.items] == [
        ("move", 2, ""),
        ("equal", 1, ""),
        ("change", 1, "Caption"),
    ]
    assert images.items[2].segments == words("=A", "- dog", "+ cat")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab .京\n", max_size=30), st.text(alphabet="ab .京\n", max_size=30))
def test_segments_hold_both_texts(old, new):
    found = segments(old, new)

    assert "".join(segment.text for segment in found if segment.kind != "insert") == old
    assert "".join(segment.text for segment in found if segment.kind != "delete") == new


BLOCKS = st.lists(st.sampled_from(["<p>a b c</p>", "<p>a b d</p>", "<p>e</p>", "<h2>a b c</h2>", "<hr>"]), max_size=8)


@settings(max_examples=300, deadline=None)
@given(BLOCKS, BLOCKS)
def test_items_hold_both_bodies(old, new):
    for change in diff(Content(body=tuple(old)), Content(body=tuple(new))):
        assert [item.old for item in change.items if item.old] == old
        assert [item.new for item in change.items if item.new] == new


def test_a_long_story_is_compared_while_an_editor_waits():
    paragraphs = [" ".join(f"the word{(n * 7919 + k * 104729) % 4999}" for k in range(50)) + "." for n in range(120)]
    old = Content(body=tuple(f"<p>{text}</p>" for text in paragraphs))
    bodies = {
        "one edited": (*old.body[:50], old.body[50].replace(" word", " other", 1), *old.body[51:]),
        "each edited": tuple(block.replace(" word", " other", 3) for block in old.body),
        "all new": tuple(block.replace("word", "other") for block in old.body),
        "one paragraph": (f"<p>{' '.join(paragraphs)}</p>",),
        "one paragraph, edited": (f"<p>{' '.join(paragraphs).replace('word1', 'other1')}</p>",),
    }
    assert sum(map(len, old.body)) > 50_000

    for body in bodies.values():
        started = time.process_time()
        assert len(diff(old, replace(old, body=body))) == 1
        assert (
            time.process_time() - started < 0.25
        )  # of a processor; it takes a fifth of that, and a slow machine must not fail

    whole, edited = bodies["one paragraph"], bodies["one paragraph, edited"]
    (change,) = diff(replace(old, body=whole), replace(old, body=edited))
    assert change.items[0].kind == "change"
