"""The text of a story in its page, between everything else that pages show."""

import pytest

from wire.formats import NotAStory, parse
from wire.formats import body as body_of

PARAGRAPHS = (
    "The ferry to Sampleton was late on Sunday, because of fog that lay over the sound since the early morning.",
    "It left at noon with two hundred passengers, said Ada Sample, who runs the line.",
    "The next one is expected to leave on time, although the fog may come back in the evening.",
    "In winter the line had lost eleven days to storms, more than in the three years before together.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
OTHER = "<p>A longer paragraph of quite another story, which a page shows beside its own so that they stay.</p>"


def read(body):
    document = f"<html lang='en'><head><title>Ferry late</title></head><body><h1>Ferry late</h1>{body}</body></html>"
    [story] = parse(document.encode()).stories
    return story


def texts(story):
    return tuple(block.text for block in story.body)


@pytest.mark.parametrize(
    "body",
    [
        f"<article>{TEXT}</article>",
        f"<main>{TEXT}</main>",
        f"<main><div><div class='a'><section>{TEXT}</section></div></div><div>{OTHER}</div></main>",
        f"<div id='x'><div class='story'>{TEXT}</div><div class='rest'><div>{OTHER}</div></div></div>",
        f"<div class='has-sidebar ad-free'>{TEXT}</div>",
        f"<article class='subscription-page'><div class='paywall'>{TEXT}</div></article>",
        f"<article>{TEXT}</article><article>{OTHER}</article>",
        f"<article>{TEXT}<article class='teaser-card related'>{OTHER}</article></article>".replace(
            "article class", "div class"
        ),
        f"<div><article><h2>Another story</h2><a href='/a'>More</a></article><div class='body'>{TEXT}</div></div>",
    ],
)
def test_the_story_is_found_where_most_of_the_text_stands(body):
    assert texts(read(body)) == PARAGRAPHS


@pytest.mark.parametrize(
    "clutter",
    [
        f"<nav>{OTHER}</nav>",
        f"<aside>{OTHER}</aside>",
        f"<footer>{OTHER}</footer>",
        f"<form>{OTHER}</form>",
        f"<div class='related-stories'>{OTHER}</div>",
        f"<div id='comments'>{OTHER}</div>",
        f"<section class='newsletter-signup'>{OTHER}</section>",
        f"<div role='complementary'>{OTHER}</div>",
        f"<div hidden>{OTHER}</div>",
        f"<div aria-hidden='true'>{OTHER}</div>",
        f"<div style='display: none'>{OTHER}</div>",
        f"<div class='author-bio'>{OTHER}</div>",
        f"<div class='c-ad ad-slot'>{OTHER}</div>",
        f"<template>{OTHER}</template>",
        "<script>document.write('A longer paragraph of a script that is not text.')</script>",
        "<p class='share'>Share this on your favorite network</p>",
        "<p><a href='/x'>Read also: a longer headline of quite another story</a></p>",
        (
            "<ul><li><a href='/x'>A headline of quite another story</a></li><li><a href='/y'>One more of them</a></li>"
            "</ul>"
        ),
        "<h3>Related stories</h3>",
        "<p>Advertisement</p>",
        "<div>Share</div>",
    ],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_what_is_the_pages_own_is_no_text(clutter, place):
    marked = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    marked.insert(place, clutter)

    assert texts(read(f"<article>{''.join(marked)}</article>")) == PARAGRAPHS


def test_what_was_left_out_line_by_line_is_set_aside():
    story = read(f"<article>{TEXT}<p><a href='/x'>Read also: a longer headline of another story</a></p></article>")

    assert story.set_aside == ("Read also: a longer headline of another story",)


def test_subheads_lists_tables_quotes_and_links_in_the_text_stay():
    body = (
        f"<p>{PARAGRAPHS[0]}</p><h2>Noon</h2><p>It left, as <a href='https://exw.example/1'>EXW reported</a>, at"
        f" noon.</p>"
        f"<ul><li>Two hundred passengers</li><li>Nine cars</li></ul><blockquote><p>We waited.</p></blockquote>"
        f"<table><tr><td>Days</td><td>11</td></tr></table><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
    )

    assert body_of.to_blocks(read(f"<article>{body}</article>").body) == (
        f"<p>{PARAGRAPHS[0]}</p>",
        "<h2>Noon</h2>",
        '<p>It left, as <a href="https://exw.example/1">EXW reported</a>, at noon.</p>',
        "<ul><li>Two hundred passengers</li><li>Nine cars</li></ul>",
        "<blockquote><p>We waited.</p></blockquote>",
        "<table><tbody><tr><td>Days</td><td>11</td></tr></tbody></table>",
        f"<p>{PARAGRAPHS[2]}</p>",
        f"<p>{PARAGRAPHS[3]}</p>",
    )


def test_text_between_line_breaks_is_text():
    story = read(f"<div class='article-body'>{'<br><br>'.join(PARAGRAPHS)}</div><div>Contact us</div>")

    assert texts(story) == PARAGRAPHS


def test_the_text_does_not_say_again_what_stands_above_it():
    story = read(f"<article><h1>Ferry late</h1><p>Ferry late</p><p class='byline'>By Ada Sample</p>{TEXT}</article>")

    assert (texts(story), story.bylines) == (PARAGRAPHS, ("Ada Sample",))


def test_a_time_inside_a_sentence_stays_in_it():
    story = read(
        f"<article>{TEXT}<p>It will leave on <time datetime='2026-03-02'>Monday</time> morning, she said.</p></article>"
    )

    assert texts(story)[-1] == "It will leave on Monday morning, she said."


def test_a_page_of_many_stories_in_sections_is_read_to_its_end():
    sections = "".join(f"<section><h2>Part {number}</h2>{TEXT}</section>" for number in range(1, 4))

    assert len(texts(read(f"<div class='page'>{sections}</div>"))) == 3 * (len(PARAGRAPHS) + 1)


@pytest.mark.parametrize(
    "wrapped",
    [
        "<div data-testid='paragraph'>{}</div>",
        "<div data-component='text-block'><div class='x'><p>{}</p></div></div>",
        "<section><div><div><p>{}</p></div></div></section>",
    ],
)
def test_each_paragraph_may_be_wrapped_by_itself(wrapped):
    story = read(f"<div><article><h1>Ferry late</h1>{''.join(map(wrapped.format, PARAGRAPHS))}</article></div>")

    assert texts(story) == PARAGRAPHS


@pytest.mark.parametrize("line", ["Published March 1, 2026, 10:00 UTC", "March 1, 2026 10:00 | Updated March 2, 2026"])
def test_the_day_over_a_text_is_no_paragraph_of_it(line):
    story = read(f"<article><div>{line}</div>{TEXT}</article>")

    assert (texts(story), story.set_aside) == (PARAGRAPHS, (line,))


def test_a_first_sentence_that_names_a_day_is_one():
    first = "The ferry opened on March 1, 2026 in Sampleton."

    assert texts(read(f"<article><p>{first}</p>{TEXT}</article>")) == (first, *PARAGRAPHS)


def test_a_dateline_that_is_marked_is_a_dateline():
    story = read(f"<article><p class='dateline'>SAMPLETON (EXW) -</p>{TEXT}</article>")

    assert (texts(story), story.dateline, story.dateline_city) == (PARAGRAPHS, "SAMPLETON (EXW)", "SAMPLETON")


@pytest.mark.parametrize("card", ["<h2><a href='/{0}'>Story {0}</a></h2>", "<a href='/{0}'><h3>Story {0}</h3></a>"])
def test_a_page_of_links_to_stories_is_no_story_though_it_has_text(card):
    cards = "".join(f"<article>{card.format(number)}<p>{PARAGRAPHS[number]}</p></article>" for number in range(4))

    with pytest.raises(NotAStory):
        read(f"<main>{cards}</main>")
