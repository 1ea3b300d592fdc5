"""WordPress exports: which posts are stories, whose they are, what they say and show."""

from datetime import UTC, datetime

import pytest

from wire.formats import MalformedStory, NotAStory, parse

SPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
AUTHOR = (
    "<wp:author><wp:author_login>aquill</wp:author_login><wp:author_email>ada@news.example</wp:author_email>"
    "<wp:author_display_name>Ada Quill</wp:author_display_name></wp:author>"
)


def post(content="<p>It sails.</p>", *, number="7", title="Ferry", status="publish", kind="post", more="", gmt=None):
    gmt = "2024-03-05 09:15:00" if gmt is None else gmt
    return (
        f"<item><title>{title}</title><link>https://old.example/{number}/</link><dc:creator>aquill</dc:creator>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid>'
        f"<content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2024-03-05 10:15:00</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>"
        f"<wp:post_name>ferry</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def attachment(number="9", *, href="https://old.example/up/boat.jpg", parent="0", more=""):
    return (
        f"<item><title>Boat</title><wp:post_id>{number}</wp:post_id><wp:post_parent>{parent}</wp:post_parent>"
        f"<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>"
        f"<wp:attachment_url>{href}</wp:attachment_url>{more}</item>"
    )


def meta(key, value):
    return f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"


def export(*items, head=AUTHOR):
    inside = "".join(items)
    return (
        f'<?xml version="1.0" encoding="UTF-8" ?>\n<!-- This is an export file. -->\n'
        f'<rss version="2.0" {SPACES}><channel>'
        f"<title>Old Paper</title><language>en-US</language><wp:wxr_version>1.2</wp:wxr_version>{head}{inside}"
        "</channel></rss>"
    ).encode()


def read(*items, **how):
    parsed = parse(export(*items, **how))
    assert parsed.format == "wordpress-wxr"
    return parsed.stories


def texts(story):
    return [block.text for block in story.body]


def test_a_post_is_a_story():
    [story] = read(
        post(
            more="<excerpt:encoded>Boats are back.</excerpt:encoded>"
            '<category domain="category" nicename="islands">Islands</category>'
            '<category domain="post_tag" nicename="ships">Ships</category>'
            '<category domain="series" nicename="sea">Sea</category><wp:post_modified_gmt>2024-03-06 08:00:00'
            "</wp:post_modified_gmt>"
        )
    )

    assert (story.guid, story.link) == ("https://old.example/?p=7", "https://old.example/7/")
    assert (story.headline, texts(story), story.standfirst) == ("Ferry", ["It sails."], ("Boats are back.",))
    assert (story.byline, story.bylines) == ("Ada Quill", ("Ada Quill",))
    assert story.published == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert story.updated == datetime(2024, 3, 6, 8, 0, tzinfo=UTC)
    assert [(subject.name, subject.scheme) for subject in story.subjects] == [("Islands", ""), ("Sea", "series")]
    assert story.keywords == ("Ships",)
    assert (story.pub_status, story.slugline, story.language) == ("usable", "ferry", "en-US")
    assert (story.sender, story.flags) == ("Old Paper", ())
    assert "ada@news.example" not in str(story.to_json())


@pytest.mark.parametrize(
    ("status", "pub_status"),
    [
        ("publish", "usable"),
        ("inherit", "usable"),
        ("draft", "withheld"),
        ("pending", "withheld"),
        ("private", "withheld"),
        ("future", "withheld"),
        ("in-progress", "withheld"),
    ],
)
def test_what_the_site_kept_back_is_withheld(status, pub_status):
    assert read(post(status=status))[0].pub_status == pub_status


def test_a_scheduled_post_is_embargoed_and_a_locked_one_withheld():
    scheduled = read(post(status="future"))[0]
    locked = read(post(more="<wp:post_password>sesame</wp:post_password>"))[0]

    assert scheduled.embargoed_until == datetime(2024, 3, 5, 9, 15, tzinfo=UTC)
    assert locked.pub_status == "withheld"


def test_trash_pages_menus_and_revisions_are_no_stories():
    others = [post(kind=kind, number=kind) for kind in ("page", "nav_menu_item", "revision", "wp_block", "product")]

    assert [story.guid for story in read(post(), post(status="trash"), *others)] == ["https://old.example/?p=7"]
    with pytest.raises(NotAStory):
        read(*others)


def test_a_draft_has_the_local_time_of_its_site_with_a_flag():
    [story] = read(post(status="draft", gmt="0000-00-00 00:00:00"))

    assert story.published == datetime(2024, 3, 5, 10, 15, tzinfo=UTC)
    assert story.flags == ("no-timezone",)


def test_empty_lines_end_paragraphs_and_line_ends_break_lines():
    [story] = read(post("It sails.\nAgain.\n\nIt is blue.\n<h2>Fares</h2>\nThree crowns.\n\n<ul>\n<li>One</li>\n</ul>"))

    assert [(block.kind, block.text) for block in story.body] == [
        ("paragraph", "It sails.\nAgain."),
        ("paragraph", "It is blue."),
        ("subhead", "Fares"),
        ("paragraph", "Three crowns."),
        ("list", "One"),
    ]


def test_blocks_of_the_block_editor_are_html_already():
    [story] = read(
        post(
            '<!-- wp:paragraph -->\n<p>It sails.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image {"id":9} -->\n'
            '<figure class="wp-block-image"><img src="https://old.example/up/boat-300x200.jpg" alt="A boat"/>'
            "<figcaption>The boat</figcaption></figure>\n<!-- /wp:image -->"
        ),
        attachment(),
    )

    assert texts(story) == ["It sails."]
    assert [(picture.caption, picture.alt) for picture in story.pictures] == [("The boat", "A boat")]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("[dropcap]T[/dropcap]he ferry sails.", "The ferry sails."),
        ('It sails.[contact-form-7 id="12" title="Write"]', "It sails."),
        ("It sails.[contact_form]", "It sails."),
        ("[vc_row][vc_column width='1/2']It sails.[/vc_column][/vc_row]", "It sails."),
        ("[gallery ids='1,2']It sails.", "It sails."),
        ("He said [sic] it [the ferry] sails [1].", "He said [sic] it [the ferry] sails [1]."),
    ],
)
def test_shortcodes_go_and_brackets_of_writers_stay(written, text):
    assert texts(read(post(written))[0]) == [text]


def test_a_caption_shortcode_is_the_caption_of_its_picture():
    [story] = read(
        post(
            '[caption id="attachment_9" align="left" width="300"]<a href="x"><img src="https://old.example/up/boat.jpg"'
            ' alt="A boat"/></a> The <em>boat</em>[/caption]\n\nIt sails.'
        )
    )

    assert [(picture.href, picture.caption) for picture in story.pictures] == [
        ("https://old.example/up/boat.jpg", "The boat")
    ]
    assert texts(story) == ["It sails."]


@pytest.mark.parametrize("is_before", [True, False])
def test_the_featured_picture_comes_first_wherever_it_stands_in_the_export(is_before):
    featured = attachment(
        more="<excerpt:encoded>A blue boat</excerpt:encoded>" + meta("_wp_attachment_image_alt", "Boat at sea")
    )
    own = post('<img src="https://old.example/up/port.jpg"/>It sails.', more=meta("_thumbnail_id", "9"))
    [story] = read(*((featured, own) if is_before else (own, featured)))

    assert [picture.filename for picture in story.pictures] == ["boat.jpg", "port.jpg"]
    assert (story.pictures[0].caption, story.pictures[0].alt) == ("A blue boat", "Boat at sea")


def test_what_was_uploaded_for_a_post_belongs_to_it():
    [story] = read(
        post('[gallery ids="9"]It sails.'),
        attachment("9"),
        attachment("10", href="https://old.example/up/port.png", parent="7"),
        attachment("11", href="https://old.example/up/plan.pdf", parent="7"),
        attachment("12", href="https://old.example/up/other.jpg", parent="99"),
    )

    assert [picture.filename for picture in story.pictures] == ["boat.jpg", "port.png"]
    assert [file.filename for file in story.attachments] == ["plan.pdf"]


def test_guests_of_a_plugin_are_the_authors():
    [story] = read(
        post(
            more='<category domain="author" nicename="cap-bo">Bo Reed</category>'
            '<category domain="author" nicename="cap-cy">Cy Lane</category>'
        )
    )

    assert (story.byline, story.bylines) == ("Bo Reed, Cy Lane", ("Bo Reed", "Cy Lane"))


def test_an_author_of_whom_only_the_login_is_known_is_named_by_it():
    assert read(post(), head="")[0].byline == "aquill"


def test_comments_of_readers_stay_out():
    [story] = read(post(more="<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment>"))

    assert "First!" not in str(story.to_json())


def test_an_export_that_was_cut_off_is_read_to_where_it_was():
    whole = export(post(number="7"), post(number="8", title="Tram"))

    parsed = parse(whole[: whole.index(b"Tram") + 2])

    assert [(story.guid, story.flags) for story in parsed.stories] == [("https://old.example/?p=7", ("truncated",))]
    with pytest.raises(MalformedStory):
        parse(whole[: whole.index(b"Ferry") + 2])


def test_control_characters_of_old_posts_are_no_trouble():
    assert read(post("It \x03sails.\x0b"))[0].body[0].text == "It sails."


def test_entities_of_its_own_are_refused():
    document = export(post("&a;")).replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss', 1)

    with pytest.raises(MalformedStory):
        parse(document)


def test_an_export_larger_than_any_story_is_read_item_by_item():
    items = [post("It sails. " * 4000, number=str(number)) for number in range(280)]
    document = export(*items)

    assert len(document) > 11_000_000
    assert len(parse(document).stories) == 280
