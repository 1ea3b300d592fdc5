"""Whole HTML pages: their metadata first, then what the page itself shows."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from wire.formats import NotAStory, parse

LINK = "https://example.example/ferry-late"
PARAGRAPHS = (
    "The ferry to Sampleton was late on Sunday, because of fog that lay over the sound since the early morning.",
    "It left at noon with two hundred passengers, said Ada Sample, who runs the line.",
    "The next one is expected to leave on time, although the fog may come back in the evening.",
)
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def metadata(**values):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry late"} | values
    return f'<script type="application/ld+json">{json.dumps(node).replace("</", "<\\/")}</script>'


def page(body, head="", *, language="en"):
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    )


def read(document, *, zone="UTC"):
    raw = document if isinstance(document, bytes) else document.encode()
    parsed = parse(raw, timezone=ZoneInfo(zone))
    assert parsed.format == "json-ld"
    [story] = parsed.stories
    return story


def texts(story):
    return tuple(block.text for block in story.body)


def test_metadata_come_first_and_the_page_gives_the_text():
    story = read(
        page(
            f"<nav><a href='/'>Home</a></nav><main><article><h1>Ferry to Sampleton late</h1>{TEXT}</article></main>",
            "<title>Other title | The Example</title>"
            + metadata(author={"name": "Ada Sample"}, datePublished="2026-03-01T10:00:00Z", url=LINK),
        )
    )

    assert (story.headline, story.bylines, story.guid, story.language) == ("Ferry late", ("Ada Sample",), LINK, "en")
    assert story.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert (texts(story), story.flags) == (PARAGRAPHS, ())


def test_without_metadata_the_page_says_everything():
    story = read(
        page(
            f"<article><h1>Ferry late</h1><p class='byline'>By Ada Sample and Bo Muster</p>{TEXT}</article>",
            "<title>Ferry late | The Example</title>"
            f'<link rel="canonical" href="{LINK}"><meta property="og:type" content="article">'
            '<meta property="og:title" content="Ferry late"><meta name="description" content="Fog kept it in port.">'
            '<meta property="article:published_time" content="2026-03-01T11:00:00+01:00">'
            '<meta property="article:modified_time" content="2026-03-01T12:00:00+01:00">'
            '<meta property="og:site_name" content="The Example"><meta name="news_keywords" content="ferries, fog">'
            '<meta property="article:section" content="Shipping">'
            '<meta property="og:image" content="https://i.example/1.jpg">',
        )
    )

    assert (story.headline, story.standfirst, story.link) == ("Ferry late", ("Fog kept it in port.",), LINK)
    assert story.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert story.updated == datetime(2026, 3, 1, 11, 0, tzinfo=UTC)
    assert (story.bylines, story.sender) == (("Ada Sample", "Bo Muster"), "The Example")
    assert (story.keywords, story.topics) == (("ferries", "fog"), ("Shipping",))
    assert [picture.href for picture in story.pictures] == ["https://i.example/1.jpg"]
    assert (texts(story), story.guid, story.flags) == (PARAGRAPHS, LINK, ())


def test_marks_on_the_elements_are_metadata_too():
    story = read(
        page(
            "<div itemscope itemtype='http://schema.org/NewsArticle'><h1 itemprop='headline'>Ferry late</h1>"
            "<span itemprop='author'><span itemprop='name'>Ada Sample</span></span>"
            "<time itemprop='datePublished' datetime='2026-03-01T10:00:00Z'>today</time>"
            f"<div itemprop='articleBody'>{TEXT}</div><div><p>{'Something else entirely. ' * 30}</p></div></div>",
            "<title>Ferry late - The Example</title>",
        )
    )

    assert (story.headline, story.bylines) == ("Ferry late", ("Ada Sample",))
    assert story.published == datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    assert texts(story) == PARAGRAPHS


@pytest.mark.parametrize(
    ("block", "is_read"),
    [
        ('<script type="application/ld+json; charset=utf-8">{}</script>', True),
        ('<script type="APPLICATION/LD+JSON">\n//<![CDATA[\n{}\n//]]>\n</script>', True),
        ('<script type="application/ld+json"><!--\n{}\n--></script>', True),
        ('<script type="application/ld+json">{};</script>', True),
        ('<script type="application/ld+json">{"broken": </script><script type="application/ld+json">{}</script>', True),
        ('<script type="application/ld+json"></script><script type="application/ld+json">[{}]</script>', True),
        ('<script type="text/javascript">var x = {}</script>', False),
    ],
)
def test_blocks_of_metadata_are_found_however_they_are_wrapped(block, is_read):
    values = '{"@type": "NewsArticle", "headline": "Ferry\n late", "author": "Bo Muster",}'
    document = page(f"<article><h1>Ferry late</h1>{TEXT}</article>", block.replace("{}", values))

    story = read(document)

    assert (story.headline, story.bylines) == ("Ferry late", ("Bo Muster",) if is_read else ())


def test_of_several_articles_the_one_that_the_page_is_about_counts():
    other = metadata(headline="Fog lifts", url="https://example.example/fog", author="Bo Muster", articleBody="Fog.")
    own = metadata(url=f"{LINK}/?utm=1", author="Ada Sample")
    head = f'<title>x</title><link rel="canonical" href="{LINK}">'

    for blocks in (other + own, own + other):
        story = read(page(f"<article>{TEXT}</article>", head + blocks))
        assert (story.headline, story.bylines, texts(story)) == ("Ferry late", ("Ada Sample",), PARAGRAPHS)


def test_two_descriptions_of_the_same_article_complete_each_other():
    story = read(
        page(TEXT, metadata(author="Ada Sample") + metadata(**{"@type": "Article", "articleSection": "Shipping"}))
    )

    assert (story.bylines, story.topics) == (("Ada Sample",), ("Shipping",))


def test_text_in_the_metadata_counts_unless_it_lost_its_paragraphs_or_its_end():
    whole = metadata(articleBody="\n\n".join(PARAGRAPHS))
    run_together = metadata(articleBody=" ".join(PARAGRAPHS))
    cut = metadata(articleBody=PARAGRAPHS[0][:60] + "...")
    article = f"<article>{TEXT}</article>"

    assert texts(read(page("", whole))) == PARAGRAPHS
    assert texts(read(page("<article><p>Register to read this story.</p></article>", whole))) == PARAGRAPHS
    assert texts(read(page(article, run_together))) == PARAGRAPHS
    assert texts(read(page(article, cut))) == PARAGRAPHS
    assert texts(read(page("", run_together))) == (" ".join(PARAGRAPHS),)


def test_a_paywall_is_said_even_where_the_value_is_a_word():
    for value in (False, "False", "false"):
        assert read(page(TEXT, metadata(isAccessibleForFree=value, url=LINK))).flags == ("paywall",)
    assert read(page(TEXT, metadata(isAccessibleForFree=True, url=LINK))).flags == ()


@pytest.mark.parametrize(
    "document",
    [
        "<!DOCTYPE html><html></html>",
        page("<nav><a href='/'>Home</a></nav>", "<title>The Example</title>"),
        page("<p>Please log in.</p>", "<title>Log in | The Example</title>"),
        page(
            "".join(f"<h2><a href='/{number}'>Story {number}</a></h2>" for number in range(30)), "<title>Front</title>"
        ),
        page("", metadata(**{"@type": "WebSite", "name": "The Example"}) + "<title>The Example</title>"),
        page(
            "<p>Today</p>",
            "".join(metadata(headline=f"Story {number}", url=f"{LINK}{number}") for number in range(5))
            + "<title>Front</title>",
        ),
    ],
)
def test_a_page_that_is_no_article_is_no_story(document):
    with pytest.raises(NotAStory) as refused:
        read(document)

    assert refused.value.format == "json-ld"


@pytest.mark.parametrize(
    "start", ["<!-- saved -->\n<!DOCTYPE html>", "<!doctype HTML PUBLIC '-//W3C//DTD'>", "", "\ufeff"]
)
def test_a_page_is_known_by_its_root(start):
    assert read(f"{start}<html><head>{metadata(url=LINK)}</head><body>{TEXT}</body></html>").headline == "Ferry late"


def test_a_piece_of_a_page_is_a_page():
    assert texts(read(f"<article><h1>Ferry late</h1>{TEXT}</article>")) == PARAGRAPHS


def test_a_page_in_an_encoding_of_its_own_is_read_in_it():
    text = "<p>Паром в Образцово опоздал в воскресенье из-за тумана, который лежал над проливом с раннего утра.</p>" * 4
    head = '<head><meta charset="windows-1251"><title>Паром опоздал</title></head>'
    document = f'<html lang="ru">{head}<body>{text}</body></html>'

    story = read(document.encode("cp1251"))

    assert (story.headline, story.language) == ("Паром опоздал", "ru")
    assert "encoding-guessed" not in story.flags


def test_the_pictures_of_page_and_metadata_are_joined():
    story = read(
        page(
            f"<article>{TEXT}<figure><img src='/img/abcdefgh-800x600.jpg'><figcaption>The ferry."
            "<span class='credit'>Photo: Bo Muster/EXW</span></figcaption></figure><figure><img data-src='/img/2.jpg'"
            " alt='Fog'></figure><img src='/pixel.gif' width='1' height='1'></article>",
            metadata(url=LINK, image="https://example.example/img/abcdefgh-1200x628.jpg"),
        )
    )

    assert [(picture.href, picture.caption, picture.credit, picture.alt) for picture in story.pictures] == [
        ("https://example.example/img/abcdefgh-1200x628.jpg", "The ferry.", "Bo Muster/EXW", ""),
        ("https://example.example/img/2.jpg", "", "", "Fog"),
    ]


def test_a_time_without_offset_is_the_providers():
    story = read(page(TEXT, metadata(url=LINK, datePublished="2026-03-01 10:00")), zone="Europe/Vienna")

    assert (story.published, story.flags) == (datetime(2026, 3, 1, 9, 0, tzinfo=UTC), ("no-timezone",))


def test_nothing_active_survives():
    story = read(
        page(
            "<article><p onclick='x()'>The ferry <a href='javascript:x()'>was</a> late.</p><iframe"
            " src='//x.example'></iframe>"
            f"<svg onload='x()'></svg>{TEXT}</article>",
            metadata(url=LINK, headline="Ferry <script>x()</script>late", author="<b>Ada Sample</b>"),
        )
    )

    assert (story.headline, story.bylines) == ("Ferry late", ("Ada Sample",))
    assert texts(story) == ("The ferry was late.", *PARAGRAPHS)
    assert [block.html for block in story.body] == ["", "", "", ""]


def test_a_headline_that_was_cut_for_search_engines_is_whole_on_the_page():
    whole = "Ferry to Sampleton is late on Sunday because of fog that lay over the sound since the early morning"
    body = f"<article><h1>{whole}</h1>{TEXT}</article>"

    assert read(page(body, f"<title>{whole}</title>" + metadata(headline=whole[:75] + "..."))).headline == whole
    assert (
        read(page(body, f"<title>{whole}</title>" + metadata(headline="Fog delays ferry"))).headline
        == "Fog delays ferry"
    )


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("<p class='byline'>By Ada Sample, Harbor editor</p>", ("Ada Sample",)),
        ("<div class='article-author'><a rel='author' href='/ada'>Ada Sample</a></div>", ("Ada Sample",)),
        ("<span class='author-name'>Ada Sample</span>", ("Ada Sample",)),
        ("<p class='byline'>Updated 2 hours ago</p>", ()),
        (
            "<meta name='author' content='Ada Sample, The Ex'><meta property='og:site_name' content='The Ex'>",
            ("Ada Sample",),
        ),
        ("<meta name='author' content='https://example.example/ada'>", ()),
    ],
)
def test_who_signs_a_page_is_found_in_its_marks(marked, names):
    story = read(page(f"{marked}<article><h1>Ferry late</h1>{TEXT}</article>"))

    assert story.bylines == names
