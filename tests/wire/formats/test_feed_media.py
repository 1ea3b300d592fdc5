"""The pictures of a feed: whose caption is whose, which files are one picture, and which are none."""

from tests.wire.formats.feeds import atom, first, rss


def test_media_content_is_a_picture_with_its_words():
    [picture] = first(
        rss(
            "<title>A</title><media:content url='https://img.example/boat.jpg' medium='image' type='image/jpeg'"
            " width='800' height='600'><media:title>Boat</media:title>"
            "<media:description type='html'>The &lt;b&gt;boat&lt;/b&gt;."
            "</media:description><media:credit role='photographer'>Bo Reed</media:credit>"
            "<media:copyright>Harl Pictures</media:copyright></media:content>"
        )
    ).pictures

    assert (picture.href, picture.filename, picture.mimetype) == (
        "https://img.example/boat.jpg",
        "boat.jpg",
        "image/jpeg",
    )
    assert (picture.headline, picture.caption, picture.credit) == ("Boat", "The boat.", "Bo Reed")
    assert (picture.copyright_notice, picture.width, picture.height) == ("Harl Pictures", 800, 600)


def test_the_words_of_pictures_are_not_those_of_the_story():
    story = first(
        rss(
            "<title>Ferry resumes</title><description>It sails.</description><media:content"
            " url='https://img.example/boat.jpg' medium='image'><media:title>Boat</media:title>"
            "<media:description>A boat.</media:description></media:content>"
        )
    )

    assert story.headline == "Ferry resumes"
    assert [block.text for block in story.body] == ["It sails."]
    assert [picture.caption for picture in story.pictures] == ["A boat."]


def test_a_group_is_one_picture_in_several_sizes():
    [picture] = first(
        rss(
            "<title>A</title><media:group>"
            "<media:content url='https://img.example/s.jpg' type='image/jpeg' width='100'/>"
            "<media:content url='https://img.example/l.jpg' type='image/jpeg' width='900'/>"
            "<media:credit>Bo Reed</media:credit></media:group>"
        )
    ).pictures

    assert (picture.href, picture.credit) == ("https://img.example/l.jpg", "Bo Reed")
    assert [(file.href, file.width) for file in picture.renditions] == [
        ("https://img.example/l.jpg", 900),
        ("https://img.example/s.jpg", 100),
    ]


def test_sizes_of_one_file_are_one_picture_and_other_files_are_others():
    pictures = first(
        rss(
            "<title>A</title><media:content url='https://img.example/a.jpg?width=140' width='140'/>"
            "<media:content url='https://img.example/a.jpg?width=460' width='460'/>"
            "<media:content url='https://img.example/b.jpg' width='460'/>"
        )
    ).pictures

    assert [(picture.href, len(picture.renditions)) for picture in pictures] == [
        ("https://img.example/a.jpg?width=460", 2),
        ("https://img.example/b.jpg", 0),
    ]


def test_a_thumbnail_is_the_small_copy_of_the_only_picture():
    [picture] = first(
        rss(
            "<title>A</title><media:content url='https://img.example/a.jpg' medium='image' width='900'/>"
            "<media:thumbnail url='https://img.example/a-small.jpg' width='90'/>"
        )
    ).pictures

    assert [file.href for file in picture.renditions] == [
        "https://img.example/a.jpg",
        "https://img.example/a-small.jpg",
    ]


def test_a_thumbnail_alone_is_the_picture():
    [picture] = first(atom("<id>a</id><title>A</title><media:thumbnail url='https://img.example/t.jpg'/>")).pictures

    assert picture.href == "https://img.example/t.jpg"


def test_enclosures_are_pictures_by_their_type_and_else_files():
    story = first(
        rss(
            "<title>A</title><enclosure url='https://img.example/1' length='9' type='image/jpeg'/>"
            "<enclosure url='https://img.example/talk.mp3' length='9' type='audio/mpeg'/>"
        )
    )

    assert [picture.href for picture in story.pictures] == ["https://img.example/1"]
    assert [(file.href, file.mimetype) for file in story.renditions] == [("https://img.example/talk.mp3", "audio/mpeg")]


def test_pictures_in_the_text_are_taken_out_and_those_that_nobody_sees_are_dropped():
    story = first(
        rss(
            "<title>A</title><description><![CDATA[<p><img src='https://img.example/a.jpg' alt='A boat'/>It sails.</p>"
            "<img src='https://count.example/p.gif' width='1' height='1'/>]]></description>"
        )
    )

    assert [(picture.href, picture.alt) for picture in story.pictures] == [("https://img.example/a.jpg", "A boat")]
    assert [block.text for block in story.body] == ["It sails."]


def test_a_picture_in_a_block_of_the_programs_own_is_found():
    story = first(rss("<title>A</title><image><url>https://img.example/own.jpg</url></image>"))

    assert [picture.href for picture in story.pictures] == ["https://img.example/own.jpg"]


def test_the_page_is_not_the_address_by_which_clicks_are_counted():
    story = first(
        rss(
            "<title>A</title><link>https://feeds.example/~r/harl/1</link>"
            "<feedburner:origLink>https://news.example/1</feedburner:origLink>"
        )
    )

    assert story.link == "https://news.example/1"


def test_the_words_of_a_picture_are_the_storys_where_it_has_no_others():
    story = first(
        atom(
            "<id>a</id><title>A film</title><media:group><media:title>Film</media:title>"
            "<media:thumbnail url='https://img.example/t.jpg'/><media:description>What is seen.</media:description>"
            "</media:group>"
        )
    )

    assert (story.headline, [block.text for block in story.body]) == ("A film", ["What is seen."])
