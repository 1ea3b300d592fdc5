"""How well texts that tell nearly the same are found, measured on stories whose rewriting we know."""

from itertools import combinations

import pytest

from tests.wire.rewrites import Language
from wire.filing.likeness import ALIKE, bands, shingles, similarity

MATTERS, EACH = 150, 2


def alike(one, other):
    """As filing does it: a shared band, and then the shingles themselves."""
    return bool(set(one[1]) & set(other[1])) and similarity(one[0], other[0]) >= ALIKE


def sketched(words):
    found = shingles([" ".join(words)])
    return found, bands(found)


@pytest.fixture(scope="module")
def newsroom():
    """Stories as (matter, words, sketch)."""
    language = Language(seed=20260314)
    matters = [language.matter() for _ in range(MATTERS)]
    stories = [(matter, language.story(matter)) for matter in matters for _ in range(EACH)]
    return language, [(matter, words, sketched(words)) for matter, words in stories]


@pytest.mark.parametrize(("rate", "recall"), [(0.05, 0.995), (0.1, 0.99), (0.2, 0.96), (0.3, 0.8)])
def test_most_rewrites_are_found(rate, recall, newsroom):
    language, stories = newsroom
    found = [alike(sketch, sketched(language.rewrite(words, matter, rate))) for matter, words, sketch in stories]

    assert sum(found) / len(found) >= recall


def test_stories_that_were_written_apart_are_never_taken_for_one_though_they_share_their_matter(newsroom):
    _, stories = newsroom
    wrong = sum(alike(one[2], other[2]) for one, other in combinations(stories, 2))

    assert wrong == 0
    assert any(set(one[2][1]) & set(other[2][1]) for one, other in combinations(stories, 2))  # the bands alone would


def test_case_spacing_and_the_way_letters_are_typed_make_no_difference():
    one = shingles([f"Café number {n} opened on Tuesday." for n in range(30)])
    other = shingles([f"  CAFE\u0301  NUMBER {n}\topened, on “Tuesday”" for n in range(30)])

    assert len(one) >= 20
    assert one == other


def test_a_text_of_a_few_words_is_like_nothing():
    short = shingles(["Storm closes the old bridge of Little Osk."])

    assert (short, bands(short), similarity(short, short)) == (frozenset(), [], 0.0)


def test_bands_fit_the_column():
    found = [band for n in range(200) for band in bands(shingles([f"{n} {word}" for word in range(60)]))]

    assert len(found) > 1000
    assert min(found) >= 0
    assert max(found) < 2**63
