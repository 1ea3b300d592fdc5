"""What two sides changed becomes one story, or a question that names what only a person can decide."""

from dataclasses import replace

import pytest

from articles.content import Byline, Conflict, Content, ContentError, Edited, Label, Merged, Placement, merge, resolve


def p(*texts: object) -> tuple[str, ...]:
    return tuple(f"<p>{text}</p>" for text in texts)


def bodies(base, ours, theirs) -> Merged | Conflict:
    return merge(Content(body=p(*base)), Content(body=p(*ours)), Content(body=p(*theirs)))


def clashes(outcome: Conflict) -> list[tuple[str, str, str, str]]:
    return [(clash.key, clash.base_text, clash.ours_text, clash.theirs_text) for clash in outcome.clashes]


def test_different_fields_are_merged():
    base = Content(headline="a", slug="a", standfirst="s")

    merged = merge(base, replace(base, headline="b"), replace(base, slug="b", standfirst=""))

    assert merged == Merged(content=Content(headline="b", slug="b"))


def test_one_field_changed_in_two_ways_is_a_clash_and_ours_stands():
    base = Content(headline="a", label=Label.LIVE, section=1)
    ours = Content(headline="b", label=Label.OPINION, section=None)
    theirs = Content(headline="c", label=Label.NONE, section=2)

    conflict = merge(base, ours, theirs)

    assert conflict.content == ours
    assert clashes(conflict) == [
        ("label", "Live", "Opinion", ""),
        ("headline", "a", "b", "c"),
        ("section", "1", "", "2"),
    ]
    assert [clash.can_keep_both for clash in conflict.clashes] == [False, True, False]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ("abc", "aBc", "abC", "aBC"),  # side by side
        ("abc", "abcx", "yabc", "yabcx"),  # both ends
        ("abc", "bc", "ab", "b"),  # each took one out
        ("abc", "ac", "abcd", "acd"),
        ("abc", "aXbc", "aBc", "aXBc"),  # inserted before an edit
        ("abc", "abXc", "aBc", "aBXc"),  # inserted after an edit
        ("abc", "aBc", "aBc", "aBc"),  # the same edit
        ("abcde", "", "a", ""),  # one took out more
        ("abcde", "abe", "ade", "ae"),
        ("ab", "aXb", "aXYb", "aXYb"),  # the same insertion, and more
        ("ab", "aXYb", "aYb", "aXYb"),
        ("abcd", "ad", "abcdX", "adX"),
        ("", "a", "", "a"),
    ],
)
def test_paragraphs_that_do_not_overlap_are_merged_whoever_is_ours(base, ours, theirs, merged):
    assert bodies(base, ours, theirs) == Merged(content=Content(body=p(*merged)))
    assert bodies(base, theirs, ours) == Merged(content=Content(body=p(*merged)))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "clash"),
    [
        ("abc", "aBc", "aXc", "aBc", ("b", "B", "X")),  # one paragraph, two edits
        ("abc", "ac", "aXc", "ac", ("b", "", "X")),  # taken out and edited
        ("ab", "aXb", "aYb", "aXb", ("", "X", "Y")),  # two insertions at one place
        ("ab", "aXYb", "aXZb", "aXYb", ("", "Y", "Z")),  # that begin alike
        ("abcd", "aXYd", "abZd", "aXYd", ("bc", "XY", "bZ")),  # a rewritten stretch, and an edit in it
        ("abc", "aXc", "abYc", "aXYc", None),
        ("abcd", "aXd", "abYcd", "aXd", ("bc", "X", "bYc")),  # an insertion into a rewritten stretch
    ],
)
def test_paragraphs_that_overlap_are_a_clash_of_just_these(base, ours, theirs, merged, clash):
    outcome = bodies(base, ours, theirs)

    assert outcome.content.body == p(*merged)
    if clash:
        assert clashes(outcome) == [("body:0", *("\n\n".join(side) for side in clash))]
    else:
        assert outcome == Merged(content=outcome.content)


def test_an_edited_paragraph_with_a_new_one_after_it_clashes_alone():
    said, ours, theirs = (
        f"<p>The river rose by three meters {when}.</p>" for when in ("today", "on Monday", "at last")
    )
    base = Content(body=(said,))

    conflict = merge(base, Content(body=(ours, "<p>Schools closed.</p>")), Content(body=(theirs,)))

    assert conflict.content.body == (ours, "<p>Schools closed.</p>")
    assert [(clash.ours, clash.theirs) for clash in conflict.clashes] == [((ours,), (theirs,))]
    assert resolve(conflict, {"body:0": "theirs"}).body == (theirs, "<p>Schools closed.</p>")


def test_every_clash_of_a_body_is_decided_by_itself():
    conflict = bodies("abcdefg", "aBcDeg", "aXcdeYg")
    assert clashes(conflict) == [("body:0", "b", "B", "X"), ("body:1", "f", "", "Y")]

    def decided(*choices):
        return resolve(conflict, dict(zip(("body:0", "body:1"), choices, strict=True))).body

    assert decided("ours", "ours") == p(*"aBcDeg")
    assert decided("theirs", "theirs") == p(*"aXcDeYg")
    assert decided("both", "both") == p(*"aBXcDeYg")
    assert decided("ours", Edited("<p>M<script>x</script></p>N")) == p(*"aBcDeMNg")
    assert decided(Edited(""), "theirs") == p(*"acDeYg")


def test_bylines_and_notes_are_merged_one_by_one():
    a, b, c = (Byline(name=name, author=n) for n, name in enumerate(("Ada Example", "Bo Sample", "Cy Instance")))
    base = Content(bylines=(a,), notes=("x",))

    assert merge(base, replace(base, bylines=(a, b)), replace(base, notes=("x", "y"))) == Merged(
        content=Content(bylines=(a, b), notes=("x", "y"))
    )
    conflict = merge(base, replace(base, bylines=(a, b)), replace(base, bylines=(a, c)))
    assert clashes(conflict) == [("bylines:0", "", "Bo Sample", "Cy Instance")]
    assert resolve(conflict, {"bylines:0": "both"}).bylines == (a, b, c)
    assert resolve(conflict, {"bylines:0": Edited("Cy Instance\n Dee  New\n")}).bylines == (
        a,
        c,
        Byline(name="Dee New"),
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ((1, 2), (1, 2, 3), (1, 2, 4), (1, 2, 3, 4)),
        ((1, 2), (3, 1, 2), (4, 1, 2), (3, 4, 1, 2)),
        ((1, 2), (2,), (1,), ()),
        ((1, 2), (2, 1), (1, 2, 3), (2, 3, 1)),
        ((1, 2), (1, 5, 2), (2, 1), (2, 1, 5)),
        ((1, 2, 3), (3, 2, 1), (2, 1, 3), (3, 2, 1)),
        ((), (1,), (1,), (1,)),
    ],
)
def test_topics_are_a_set_that_keeps_its_order(base, ours, theirs, merged):
    outcome = merge(Content(topics=base), Content(topics=ours), Content(topics=theirs))

    assert outcome == Merged(content=Content(topics=merged))


FIRST, SECOND = Placement(image=1, caption="A dog", credit="C"), Placement(image=2, caption="A hill")
PICTURES = Content(images=(FIRST, SECOND))


def pictures(*images: Placement, **fields) -> Content:
    return Content(images=images, **fields)


def test_pictures_are_merged_one_by_one_and_word_by_word():
    ours = pictures(replace(FIRST, caption="A cat"), SECOND, Placement(image=3))
    theirs = pictures(replace(FIRST, credit="D"))

    assert merge(PICTURES, ours, theirs) == Merged(
        content=pictures(Placement(image=1, caption="A cat", credit="D"), Placement(image=3))
    )


def test_two_captions_of_one_picture_clash_and_its_credit_does_not():
    ours = pictures(replace(FIRST, caption="A cat"), SECOND)

    conflict = merge(PICTURES, ours, pictures(replace(FIRST, caption="A cow", credit="D"), SECOND))

    assert clashes(conflict) == [("images:1:caption", "A dog", "A cat", "A cow")]
    assert conflict.content.images[0] == Placement(image=1, caption="A cat", credit="D")
    for choice, caption in [("theirs", "A cow"), ("both", "A cat / A cow"), (Edited("An ox"), "An ox")]:
        assert resolve(conflict, {"images:1:caption": choice}).images[0].caption == caption


def test_a_picture_taken_out_by_one_and_changed_by_the_other_is_a_clash():
    changed = replace(FIRST, caption="A cat")

    for ours, theirs, mine, other in (
        (pictures(SECOND), pictures(changed, SECOND), (SECOND,), (changed, SECOND)),
        (pictures(changed, SECOND), pictures(SECOND), (changed, SECOND), (SECOND,)),
    ):
        conflict = merge(PICTURES, ours, theirs)

        assert [clash.key for clash in conflict.clashes] == ["images:1"]
        assert conflict.content.images == mine
        assert resolve(conflict, {"images:1": "ours"}).images == mine
        assert resolve(conflict, {"images:1": "theirs"}).images == other
        assert resolve(conflict, {"images:1": "both"}).images == (changed, SECOND)


def test_a_picture_taken_out_by_one_and_put_into_the_body_by_the_other_is_a_clash():
    shown = replace(PICTURES, body=('<figure data-image="2"></figure>',))

    conflict = merge(PICTURES, pictures(FIRST), shown)

    assert [(clash.key, clash.ours, clash.theirs) for clash in conflict.clashes] == [("images:2", None, SECOND)]
    assert resolve(conflict, {"images:2": "theirs"}) == shown


def test_a_picture_shown_in_a_clash_is_not_taken_away_before_that_is_decided():
    ours = pictures(FIRST, body=("<p>a</p>",))
    theirs = replace(PICTURES, body=('<figure data-image="2"></figure>',))

    conflict = merge(PICTURES, ours, theirs)

    assert [clash.key for clash in conflict.clashes] == ["body:0", "images:2"]
    assert resolve(conflict, {"body:0": "theirs", "images:2": "theirs"}) == theirs


def test_two_orders_of_the_pictures_are_a_question_of_order():
    third, fourth = Placement(image=3), Placement(image=4)
    base = pictures(FIRST, SECOND, third, fourth)
    ours, theirs = pictures(FIRST, SECOND, fourth, third), pictures(FIRST, third, SECOND, fourth)

    conflict = merge(base, ours, theirs)

    assert clashes(conflict) == [("images:order", "1\n2\n3\n4", "1\n2\n4\n3", "1\n3\n2\n4")]
    assert conflict.content == resolve(conflict, {"images:order": "ours"}) == ours
    assert resolve(conflict, {"images:order": "theirs"}) == theirs


def test_two_new_pictures_at_the_top_are_a_question_of_order():
    third, fourth = Placement(image=3), Placement(image=4)

    conflict = merge(PICTURES, pictures(third, FIRST, SECOND), pictures(fourth, FIRST, SECOND))

    assert [clash.key for clash in conflict.clashes] == ["images:order"]
    assert conflict.content.images == (third, fourth, FIRST, SECOND)
    assert resolve(conflict, {"images:order": "ours"}).lead_image == third
    assert resolve(conflict, {"images:order": "theirs"}).images == (fourth, FIRST, SECOND, third)


def test_a_new_picture_at_the_top_is_no_clash_with_one_taken_away_there():
    third = Placement(image=3)

    assert merge(PICTURES, pictures(third, FIRST, SECOND), pictures(SECOND)) == Merged(content=pictures(third, SECOND))


def test_what_was_not_decided_or_not_asked_is_refused():
    conflict = merge(Content(slug="a"), Content(slug="b"), Content(slug="c"))
    assert resolve(conflict, {"slug": Edited("d")}).slug == "d"

    for choices in ({}, {"slug": "ours", "headline": "ours"}, {"slug": "both"}, {"slug": "mine"}):
        with pytest.raises(ContentError):
            resolve(conflict, choices)


def test_both_texts_of_a_field_are_kept_readable():
    conflict = merge(Content(), Content(headline="b", editor_note="x"), Content(headline="c", editor_note="y"))

    content = resolve(conflict, {"headline": "both", "editor_note": "both"})

    assert (content.headline, content.editor_note) == ("b / c", "x\n\ny")
