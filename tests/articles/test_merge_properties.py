"""What holds for every three versions of a story: nothing is dropped silently, and nothing depends on luck."""

from dataclasses import replace

import pytest
from hypothesis import Phase, event, find, given, settings
from hypothesis import strategies as st

from articles.content import Byline, Conflict, Content, Label, Merged, Placement, merge, resolve

# Small alphabets, so that sides often change the same thing; some paragraphs are edits of each other.
BLOCKS = ["<p>a</p>", "<p>b</p>", "<p>c</p>", "<p>one two three</p>", "<p>one two four</p>", "<p>one two five</p>"]
BLOCKS += ['<figure data-image="1"></figure>', '<figure data-image="2"></figure>']
WORD = st.sampled_from(["", "x", "y"])
PLACEMENTS = st.builds(Placement, image=st.integers(1, 3), caption=WORD, credit=st.sampled_from(["", "z"]))
FIELDS = {
    "headline": WORD,
    "label": st.sampled_from([Label.NONE, Label.LIVE, Label.OPINION]),
    "bylines": st.lists(st.builds(Byline, name=st.sampled_from("AB"), role=WORD), max_size=2).map(tuple),
    "body": st.lists(st.sampled_from(BLOCKS), max_size=6).map(tuple),
    "images": st.lists(PLACEMENTS, max_size=3).map(tuple),
    "section": st.sampled_from([None, 1, 2]),
    "topics": st.lists(st.integers(1, 4), max_size=3).map(tuple),
    "notes": st.lists(st.sampled_from("mno"), max_size=2).map(tuple),
}
CONTENTS = st.fixed_dictionaries(FIELDS).map(lambda values: Content(**values))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Content, Content, Content]:
    """A base and two sides, that changed some of the same fields and perhaps another one each."""
    base = draw(CONTENTS)
    shared = draw(st.sets(st.sampled_from([*FIELDS]), min_size=1, max_size=2))
    sides = []
    for _ in range(2):
        changed = sorted(shared | draw(st.sets(st.sampled_from([*FIELDS]), max_size=1)))
        sides.append(replace(base, **{name: draw(FIELDS[name]) for name in changed}))
    return base, sides[0], sides[1]


@pytest.mark.parametrize("name", [name for name in FIELDS if name != "topics"])
def test_these_stories_really_clash(name):
    def clashes(stories) -> bool:
        outcome = merge(*stories)
        return isinstance(outcome, Conflict) and name in {clash.field for clash in outcome.clashes}

    quick = settings(max_examples=2_000, phases=[Phase.generate], derandomize=True, database=None)
    assert clashes(find(versions(), clashes, settings=quick))


def unordered(content: Content) -> tuple[Content, frozenset[int], frozenset[Placement]]:
    """Without the two orders that depend on who is ours."""
    return replace(content, topics=(), images=()), frozenset(content.topics), frozenset(content.images)


@settings(max_examples=150, deadline=None)
@given(CONTENTS, CONTENTS)
def test_what_one_side_did_is_the_result_if_the_other_did_nothing_or_the_same(base, side):
    assert merge(base, base, side) == Merged(content=side)
    assert merge(base, side, base) == Merged(content=side)
    assert merge(base, side, side) == Merged(content=side)


@settings(max_examples=150, deadline=None)
@given(versions())
def test_it_does_not_matter_who_is_ours(stories):
    base, ours, theirs = stories
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    event(type(one).__name__)

    assert type(one) is type(other)
    if isinstance(one, Conflict):
        seen = {(clash.key, clash.base, clash.ours, clash.theirs) for clash in one.clashes}
        assert seen == {(clash.key, clash.base, clash.theirs, clash.ours) for clash in other.clashes}
    else:
        assert unordered(one.content) == unordered(other.content)
    assert one == merge(base, ours, theirs)


def said(content: Content) -> set[object]:
    """Everything in a story that somebody wrote or chose."""
    words = {(p.image, name, getattr(p, name)) for p in content.images for name in ("caption", "credit")}
    words = {word for word in words if word[2]}
    fields = {("headline", content.headline), ("label", content.label), ("section", content.section)}
    lists = {*content.body, *content.bylines, *map(str.upper, content.notes), *content.topics}
    return {*words, *fields, *lists, *(f"image {p.image}" for p in content.images)}


def asked(outcome: Merged | Conflict) -> set[object]:
    found: set[object] = set()
    for clash in outcome.clashes if isinstance(outcome, Conflict) else ():
        for value in (clash.ours, clash.theirs):
            if isinstance(value, Placement):
                found |= said(Content(images=(value,)))
            elif clash.field in ("body", "bylines", "notes"):
                found |= said(Content(**{clash.field: value}))
            elif clash.image:
                found.add((clash.image, clash.key.rpartition(":")[2], value))
            else:
                found.add((clash.field, value))
    return found


@settings(max_examples=150, deadline=None)
@given(versions())
def test_what_a_side_wrote_is_in_the_result_or_in_a_clash(stories):
    base, ours, theirs = stories
    outcome = merge(base, ours, theirs)

    assert (said(ours) | said(theirs)) - said(base) - said(outcome.content) - asked(outcome) == set()


@settings(max_examples=150, deadline=None)
@given(versions())
def test_the_result_says_nothing_that_neither_side_says(stories):
    base, ours, theirs = stories

    assert said(merge(base, ours, theirs).content) - said(ours) - said(theirs) == set()


@settings(max_examples=150, deadline=None)
@given(st.permutations("abcdefg").map(lambda letters: letters[:5]), st.data())
def test_what_one_side_took_out_is_gone_and_what_nobody_touched_stays(base, data):
    subsets = st.lists(st.sampled_from(base), unique=True).map(lambda kept: [x for x in base if x in kept])
    ours, theirs = data.draw(subsets), data.draw(subsets)

    outcome = merge(*(Content(notes=tuple(side)) for side in (base, ours, theirs)))

    assert outcome == Merged(content=Content(notes=tuple(x for x in base if x in ours and x in theirs)))


@settings(max_examples=150, deadline=None)
@given(versions())
def test_each_choice_puts_that_side_into_every_clash(stories):
    outcome = merge(*stories)
    if isinstance(outcome, Merged):
        return
    event(f"{len(outcome.clashes)} clashes")

    ours = resolve(outcome, {clash.key: "ours" for clash in outcome.clashes})
    theirs = resolve(outcome, {clash.key: "theirs" for clash in outcome.clashes})
    both = resolve(outcome, {clash.key: "both" if clash.can_keep_both else "theirs" for clash in outcome.clashes})

    for clash in outcome.clashes:
        name = clash.field
        if name in ("body", "bylines", "notes"):
            assert getattr(ours, name) == getattr(outcome.content, name)
            assert set(clash.theirs) <= set(getattr(theirs, name))
            assert {*clash.ours, *clash.theirs} <= set(getattr(both, name))
        elif clash.key == "images:order":
            assert [p.image for p in theirs.images if p.image in clash.theirs] == [
                image for image in clash.theirs if image in {p.image for p in theirs.images}
            ]
        elif name == "images":
            for content, value in ((ours, clash.ours), (theirs, clash.theirs)):
                placed = {placement.image: placement for placement in content.images}.get(clash.image)
                part = clash.key.split(":")[2:]
                assert (getattr(placed, part[0]) if part else placed) == value
        else:
            assert (getattr(ours, name), getattr(theirs, name)) == (clash.ours, clash.theirs)


@settings(max_examples=150, deadline=None)
@given(versions())
def test_swapping_sides_and_choices_gives_the_same_words(stories):
    base, ours, theirs = stories
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    if isinstance(one, Merged) or isinstance(other, Merged):
        return

    left = resolve(one, {clash.key: "theirs" for clash in one.clashes})
    right = resolve(other, {clash.key: "ours" for clash in other.clashes})

    assert unordered(left) == unordered(right)
