"""Where each part of received copy ends up: words, people, pictures, topics."""

from dataclasses import replace
from datetime import timedelta

import pytest

from articles.content import Byline, Placement
from articles.models import Topic
from authors.models import Author, AuthorLink
from images.models import Image
from tests.factories import make_author, make_section, make_topic
from tests.wire.dumps import file_story, make_provider, make_story
from wire.filing.people import fold
from wire.formats import Bio, Block, SocialLink, WirePicture

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(noon):
    """Files a story with these fields and gives its content."""
    provider = make_provider()

    def file(**fields):
        return file_story(make_story(**fields), provider=provider, now=noon).content

    file.provider = provider
    return file


def test_each_printed_part_has_its_field(filed):
    content = filed(
        headline="Bridge opens",
        kicker="Transport",
        standfirst=("After six years.", "With a band."),
        dateline="LITTLE OSK",
        notes=("Correction: It was five years.",),
        editor_note="Photos follow.",
        language="de",
    )

    assert (content.headline, content.kicker, content.standfirst) == (
        "Bridge opens",
        "Transport",
        "After six years. With a band.",
    )
    assert (content.dateline, content.notes) == ("LITTLE OSK", ("Correction: It was five years.",))
    assert (content.editor_note, content.language, content.slug) == ("Photos follow.", "de", "")


def test_body_blocks_keep_their_kind_and_no_markup_of_the_copy_works(filed):
    content = filed(
        body=(
            Block(text="Tea & <script>alert(1)</script>"),
            Block(kind="subhead", text="What next"),
            Block(kind="list item", text="One"),
            Block(kind="list item", text="Two"),
            Block(kind="quote", text="Well, well."),
        )
    )

    assert content.body == (
        "<p>Tea &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<h2>What next</h2>",
        "<ul><li>One</li><li>Two</li></ul>",
        "<blockquote><p>Well, well.</p></blockquote>",
    )


@pytest.mark.parametrize(("said", "language"), [("sv", "sv"), ("", "fr")])
def test_the_provider_knows_the_language_where_the_copy_does_not_tell(said, language, filed):
    filed.provider.language = "fr"
    filed.provider.save()

    assert filed(language=said).language == language


# -- People ------------------------------------------------------------------------------------------------------------


def test_a_known_author_is_found_whatever_case_accents_and_periods(filed):
    author = make_author("J. D. García")

    content = filed(bylines=("j.d. garcia", "Someone New"))

    new = Author.objects.get(name="Someone New")
    assert content.bylines == (Byline(name="j.d. garcia", author=author.pk), Byline(name="Someone New", author=new.pk))
    assert new.slug == "someone-new"
    assert Author.objects.count() == 2


def test_where_two_people_share_a_name_the_desk_decides(filed):
    make_author("Ann Lee")
    make_author("Ann Lee")

    assert filed(bylines=("Ann Lee",)).bylines == (Byline(name="Ann Lee"),)
    assert Author.objects.count() == 2


def test_a_credit_without_a_name_is_printed_and_nobody_is_made_up(filed):
    assert filed(byline="From our own staff").bylines == (Byline(name="From our own staff"),)
    assert Author.objects.count() == 0


def test_authors_of_one_address_do_not_collide(filed):
    make_author("Somebody Else", slug="ann-lee")

    filed(bylines=("Ann Lee", "李娜", "Ann: Lee"))

    assert sorted(Author.objects.values_list("slug", flat=True)) == ["ann-lee", "ann-lee-2", "李娜"]


def test_biography_and_links_go_to_the_person_they_are_about(filed):
    filed(
        bylines=("Ann Lee", "Bo Ek"),
        bios=(Bio(name="ANN LEE", text="Ann Lee covers harbors."), Bio(name="Cy", text="Cy helped.")),
        social=(
            SocialLink(name="Bo Ek", url="https://social.example/@bo"),
            SocialLink(name="Ann Lee", url="https://www.twitter.com/annlee_example"),
            SocialLink(name="Ann Lee", url="javascript:alert(1)"),
            SocialLink(url="https://nobody.example/"),
        ),
    )

    ann, bo = Author.objects.order_by("pk")
    assert (ann.bio, bo.bio) == ("Ann Lee covers harbors.", "")
    assert [(link.author, link.label, link.url) for link in AuthorLink.objects.order_by("label")] == [
        (bo, "Mastodon", "https://social.example/@bo"),
        (ann, "X", "https://www.twitter.com/annlee_example"),
    ]


def test_a_link_without_a_name_is_the_only_authors(filed):
    filed(bylines=("Ann Lee",), social=(SocialLink(url="https://annlee.example/"),))

    assert [(link.author.name, link.label) for link in AuthorLink.objects.all()] == [("Ann Lee", "Website")]


def test_what_we_know_of_an_author_is_never_overwritten(filed):
    author = make_author("Ann Lee", bio="Ours.")
    AuthorLink.objects.create(author=author, label="X", url="https://x.com/ann_example")

    filed(
        bylines=("Ann Lee",),
        bios=(Bio(name="Ann Lee", text="Theirs."),),
        social=(SocialLink(url="https://x.com/other_example"), SocialLink(url="https://annlee.example/")),
    )

    author.refresh_from_db()
    assert author.bio == "Ours."
    assert [str(link) for link in author.links.all()] == [
        "X: https://x.com/ann_example",
        "Website: https://annlee.example/",
    ]


def test_folding_keeps_letters_that_are_not_accents_apart():
    assert fold("Zoë  O’Neill-Šímová") == fold("ZOE O'NEILL SIMOVA") == "zoe o neill simova"
    assert fold("かき") != fold("がぎ")


# -- Pictures ----------------------------------------------------------------------------------------------------------


def test_a_caption_is_a_picture_whose_file_is_still_to_come(filed):
    content = filed(pictures=(WirePicture(caption="A bridge.", credit="Tom Reed", alt="Stones"), WirePicture()))

    image = Image.objects.get()
    assert (image.file.name, image.caption, image.credit, image.alt_text) == ("", "A bridge.", "Tom Reed", "Stones")
    assert content.images == (Placement(image=image.pk, caption="A bridge.", credit="Tom Reed", alt_text="Stones"),)


def test_a_newer_take_does_not_double_a_picture_and_another_provider_has_its_own(noon):
    one, other = make_provider(), make_provider()
    story = make_story(pictures=(WirePicture(caption="A bridge.", credit="Tom Reed"),))
    first = file_story(story, provider=one, now=noon)

    second = file_story(replace(story, updated=story.published + timedelta(hours=1)), provider=one, now=noon)
    third = file_story(story, provider=other, now=noon)

    assert second.content.images == first.content.images
    assert Image.objects.count() == 2
    assert third.content.images != first.content.images


# -- Topics ------------------------------------------------------------------------------------------------------------


def test_a_printed_section_is_the_storys_section_and_the_rest_are_topics(filed):
    world, culture = make_section("World"), make_section("Culture")
    known = make_topic("Rivers")

    content = filed(topics=("rivers", "CULTURE", "World", "Bridges"))

    new = Topic.objects.get(name="Bridges")
    assert (content.section, content.topics) == (culture.pk, (known.pk, world.pk, new.pk))
    assert new.kind == Topic.Kind.SUBJECT


def test_copy_without_topics_has_none(filed):
    content = filed()

    assert (content.section, content.topics, Topic.objects.count()) == (None, (), 0)


def test_a_name_that_means_two_things_is_taken_as_neither(filed):
    make_topic("Jordan", kind=Topic.Kind.PLACE)
    make_topic("Jordan", kind=Topic.Kind.PERSON)
    river = make_topic("Osk", kind=Topic.Kind.PLACE)

    content = filed(topics=("Jordan", "Osk"))

    assert content.topics == (Topic.objects.get(name="Jordan", kind=Topic.Kind.SUBJECT).pk, river.pk)


@pytest.mark.parametrize("name", ["***", "x" * 101])
def test_what_is_no_name_makes_no_topic(name, filed):
    assert filed(topics=(name,)).topics == ()
