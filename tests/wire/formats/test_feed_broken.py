"""Feeds that are not well formed are read as far as they go, and say so."""

import pytest

from tests.wire.formats.feeds import first, read, rss
from wire.formats import MalformedStory, parse

TWO = ("<title>Ferry</title><guid>a</guid>", "<title>Tram</title><guid>b</guid>")


@pytest.mark.parametrize(
    ("written", "headline"),
    [
        ("Ferry & tram", "Ferry & tram"),
        ("Caf&eacute;&nbsp;opens", "Café\u00a0opens"),
        ("Ferry <br> resumes", "Ferry resumes"),
        ("Ferry <b>resumes", "Ferry resumes"),
    ],
)
def test_markup_that_no_parser_takes_is_read(written, headline):
    story = first(rss(f"<title>{written}</title><guid>a</guid><link>https://news.example/?a=1&b=2</link>"))

    assert story.headline == headline
    assert (story.guid, story.link) == ("a", "https://news.example/?a=1&b=2")
    assert "broken-markup" in story.flags


def test_what_is_well_formed_has_no_such_flag():
    assert first(rss("<title>Ferry &amp; tram</title><guid>a</guid>")).flags == ()


def test_of_a_feed_that_was_cut_off_the_whole_entries_are_read():
    whole = rss(*TWO)
    cut = whole[: whole.index(b"Tram") + 2]

    stories = read(cut)

    assert [story.headline for story in stories] == ["Ferry"]
    assert {"truncated", "broken-markup"} <= set(stories[0].flags)


def test_warnings_of_a_server_before_the_feed_do_not_hide_it():
    document = b"<br />\n<b>Warning</b>: Undefined index in /srv/feed.php on line 3<br />\n<?xml version='1.0'?>" + rss(
        *TWO
    )

    assert [story.headline for story in read(document)] == ["Ferry", "Tram"]


def test_of_too_many_entries_the_first_are_read_with_a_flag():
    items = [f"<title>Story {number}</title><guid>{number}</guid>" for number in range(600)]

    stories, broken = read(rss(*items)), read(rss("<title>A & B</title><guid>x</guid>", *items))

    assert (len(stories), len(broken)) == (500, 500)
    assert "truncated" in stories[0].flags
    assert {"truncated", "broken-markup"} <= set(broken[0].flags)


def test_controls_in_a_feed_are_removed():
    story = first(rss("<title>Fer\x02ry</title><guid>a</guid>"))

    assert (story.headline, story.flags) == ("Ferry", ("characters-removed",))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1251"])
def test_a_feed_is_read_in_its_encoding(encoding):
    title = "Паром" if encoding == "windows-1251" else "Café Zoë"
    text = f"<?xml version='1.0' encoding='{encoding.removesuffix('-sig')}'?>" + rss(f"<title>{title}</title>").decode()

    assert first(text.encode(encoding)).headline == title


def test_a_broken_entry_costs_none_of_the_others():
    deep = "<div>" * 150 + "x" + "</div>" * 150

    stories = read(rss(f"<title>Bad</title><description><![CDATA[{deep}]]></description>", *TWO))

    assert [story.headline for story in stories] == ["Ferry", "Tram"]
    assert "item-unreadable" in stories[0].flags


def test_nothing_but_a_beginning_is_malformed():
    with pytest.raises(MalformedStory):
        parse(b"<rss version='2.0'><chan")
