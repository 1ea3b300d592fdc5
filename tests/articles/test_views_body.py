"""How a body becomes part of a page."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from articles import markup, workflow
from articles.content import Content, Placement
from articles.templatetags.bodies import body_of
from articles.templatetags.moments import age, moment
from articles.templatetags.stories import page_title
from images.models import Image
from tests.factories import make_image

pytestmark = pytest.mark.django_db


def publish(html, **fields):
    return workflow.publish(workflow.create(Content(headline="Bridge", body=markup.blocks(html), **fields)))


def test_a_picture_stands_where_the_body_has_it():
    lead, inline, further = make_image(), make_image(), make_image()
    article = publish(
        f'<p>Before.</p><figure data-image="{inline.pk}"></figure><p>After.</p>',
        images=(
            Placement(image=lead.pk, caption="First"),
            Placement(image=inline.pk, caption="Second <b>", credit="Its credit"),
            Placement(image=further.pk, caption="Third"),
        ),
    )

    body = body_of(article)

    assert (body.lead.image, [placement.image for placement in body.further]) == (lead, [further])
    before, figure, after = body.html.partition("<figure")[0], body.html, body.html.rpartition("</figure>")[2]
    assert (before.strip(), after.strip()) == ("<p>Before.</p>", "<p>After.</p>")
    assert '<figcaption>Second &lt;b&gt; <span class="credit">Its credit</span></figcaption>' in figure
    assert "The picture was not supplied." in figure


def test_a_picture_with_its_file_has_words_for_those_who_cannot_see_it_and_its_size():
    image = make_image(alt_text="A bridge")
    Image.objects.filter(pk=image.pk).update(file="originals/ab/ab.jpg", sha256="ab" * 32, width=1600, height=900)
    article = publish(
        f'<figure data-image="{image.pk}"></figure>', images=(Placement(image=image.pk, alt_text="The new bridge"),)
    )

    html = body_of(article).html

    img = re.search(r"<img [^>]*>", html)[0]
    assert re.sub(r"/media/renditions/ab/(ab){12}\.[0-9a-f]{8}/", "", img) == (
        '<img src="whole-640.jpg" srcset="whole-320.jpg 320w, whole-480.jpg 480w, whole-640.jpg 640w, '
        'whole-960.jpg 960w, whole-1280.jpg 1280w" sizes="(min-width: 40rem) 36rem, calc(100vw - 2rem)" '
        'alt="The new bridge" width="1280" height="720" loading="lazy" decoding="async">'
    )
    assert re.findall(r'<source type="([^"]+)"', html) == ["image/avif", "image/webp"]


def test_a_caption_in_the_body_stands_instead_of_the_placement_s():
    image = make_image()
    article = publish(
        f'<figure data-image="{image.pk}"><figcaption>In <em>the</em> body</figcaption></figure>',
        images=(Placement(image=image.pk, caption="On the placement"),),
    )

    html = body_of(article).html

    assert "<figcaption>In <em>the</em> body</figcaption>" in html
    assert "On the placement" not in html


def test_a_picture_that_is_gone_or_of_which_nothing_is_known_leaves_no_frame():
    unknown = make_image(caption="", credit="")
    article = publish(
        f'<p>Text.</p><figure data-image="{unknown.pk}"></figure><figure data-image="999999"></figure>',
        images=(Placement(image=unknown.pk),),
    )

    assert body_of(article).html.strip() == "<p>Text.</p>"


def test_footnotes_are_numbered_links_and_their_text_is_text():
    article = publish(
        '<p>One<sup data-footnote="First &lt;b&gt; &amp; &quot;so on&quot;">*</sup>'
        ', two<sup data-footnote="Second">*</sup>.</p>'
    )

    body = body_of(article)

    assert body.footnotes == ("First &lt;b&gt; &amp; &quot;so on&quot;", "Second")
    assert body.html == (
        '<p>One<sup><a id="ref-1" href="#note-1" aria-label="Footnote 1">1</a></sup>'
        ', two<sup><a id="ref-2" href="#note-2" aria-label="Footnote 2">2</a></sup>.</p>'
    )


def test_the_footnotes_stand_at_the_foot_of_the_page(client):
    article = publish('<p>One<sup data-footnote="The note">*</sup>.</p>')

    page = client.get(article.get_absolute_url()).content.decode()

    assert '<li id="note-1">The note <a class="back" href="#ref-1"' in page


def test_no_level_of_subheads_is_skipped():
    html = body_of(publish("<h3>Low</h3><p>A.</p><h2>High</h2><h3>Low again</h3>")).html

    assert [line for line in html.split("\n") if line.startswith("<h")] == [
        "<h2>Low</h2>",
        "<h2>High</h2>",
        "<h3>Low again</h3>",
    ]


def test_a_table_scrolls_in_a_frame_of_its_own():
    html = body_of(
        publish("<table><tbody><tr><td><table><tbody><tr><td>x</td></tr></tbody></table></td></tr></tbody></table>")
    ).html

    assert html.count('<div class="scroller"') == html.count("</div>") == 1
    assert html.startswith("<div")
    assert html.endswith("</table></div>")


def test_lines_in_columns_scroll_in_a_frame_of_their_own():
    html = body_of(publish("<p>Standings:</p><pre>Wend   3<br>Harl  12</pre>")).html

    assert html == (
        '<p>Standings:</p>\n<div class="scroller" role="region" aria-label="Lines in columns" tabindex="0">'
        "<pre>Wend   3<br>Harl  12</pre></div>"
    )


def test_a_moment_names_its_zone_and_midnight_is_only_a_date(settings):
    settings.TIME_ZONE = "America/New_York"

    assert moment(datetime(2026, 3, 14, 16, 30, tzinfo=UTC)) == (
        '<time datetime="2026-03-14T12:30:00-04:00">March 14, 2026, 12:30 EDT</time>'
    )
    assert (
        moment(datetime(2020, 1, 5, 5, tzinfo=UTC)) == '<time datetime="2020-01-05T00:00:00-05:00">Jan. 5, 2020</time>'
    )


def test_a_zone_without_letters_is_named_by_its_number(settings):
    settings.TIME_ZONE = "Asia/Dubai"

    assert "16:30 UTC+04" in moment(datetime(2026, 3, 14, 12, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, ""), (30, ""), (31, "1 month"), (70, "2 months"), (364, "12 months"), (800, "2 years")],
)
def test_readers_are_told_when_a_story_is_old(noon, days, words):
    article = publish("<p>Text.</p>")
    article.first_published_at = article.updated_at = noon

    assert age(article, noon + timedelta(days=days)) == words


def test_a_title_has_the_paper_s_name_where_there_is_room():
    assert page_title("Bridge") == "Bridge – The Newsroom"
    assert page_title("Word " * 20) == f"{'Word ' * 13}Word…"
