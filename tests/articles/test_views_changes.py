"""What changed in a story, for readers: every version that they could see, and not a word more."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.content import Byline, Placement
from articles.models import Correction
from tests.factories import make_article, make_image, make_published, make_section, make_topic
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def edit(article, **changes):
    article.refresh_from_db()
    return workflow.save(article, replace(article.working.content, **changes), base=article.working)


def update(article, now, *, note="", is_minor=False, **changes):
    edit(article, **changes)
    return workflow.publish(article, note=note, is_minor=is_minor, now=now)


def changes_of(article, query=""):
    return f"{article.get_absolute_url()}changes/{query}"


@pytest.fixture
def story(noon):
    """Published, updated, edited in a small way twice, corrected."""
    article = make_published(at=noon, headline="Bridge opens", body="It opened on Monday.\n\nCars may cross.")
    update(article, noon + HOUR, headline="Bridge opens to cars", note="The headline says for whom.")
    update(article, noon + 2 * HOUR, body=("<p>It opened on Monday.</p>", "<p>Cars can cross.</p>"), is_minor=True)
    update(article, noon + 3 * HOUR, body=("<p>It opened on Monday.</p>", "<p>Cars do cross.</p>"), is_minor=True)
    edit(article, body=("<p>It opened on Tuesday.</p>", "<p>Cars do cross.</p>"))
    workflow.correct(article, kind=Correction.Kind.CORRECTION, text="It was Tuesday.", now=noon + 4 * HOUR)
    article.refresh_from_db()
    return article


def test_the_page_lists_each_version_with_its_time_and_a_sentence_and_counts_small_edits(client, story):
    page = client.get(changes_of(story))

    text = text_of(page)
    parts = ["Bridge opens to cars", "What changed", "Corrected March 14, 2026, 16:00 UTC", "It was Tuesday."]
    parts += ["Updated March 14, 2026, 13:00 UTC", "The headline says for whom.", "And 2 minor edits after it"]
    parts += ["Published March 14, 2026, 12:00 UTC"]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert "14:00 UTC" not in text
    assert f'href="{changes_of(story)}?from=2&amp;to=5"' in page.text
    assert "noindex" not in page.text


def test_a_change_without_a_sentence_names_what_changed(client, noon):
    article = make_published(at=noon)
    update(article, noon + HOUR, headline="Other", standfirst="New.", editor_note="Hush.")

    text = text_of(client.get(changes_of(article)))

    assert "Changed: headline, introduction." in text


def test_two_versions_are_compared_word_by_word(client, story):
    page = client.get(changes_of(story, "?from=1&to=5"))

    assert "From version 1 to version 5" in page.text
    assert "It opened on<del> Monday</del><ins> Tuesday</ins>." in page.text
    assert "Bridge opens<ins> to cars</ins>" in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert client.get(changes_of(story, "?from=5&to=1")).text == page.text


def test_a_version_of_a_small_edit_can_be_compared_too(client, story):
    assert "Cars<del> can</del><ins> do</ins> cross." in client.get(changes_of(story, "?from=3&to=4")).text


@pytest.mark.parametrize(
    "query",
    ["?from=1", "?from=1&to=1", "?from=0&to=2", "?from=1&to=6", "?from=a&to=b", "?from=-1&to=2", "?from=²&to=1"],
)
def test_what_readers_were_not_shown_cannot_be_compared(client, story, query):
    assert client.get(changes_of(story, query)).status_code == 404


def test_every_part_of_a_story_is_compared_by_what_readers_know_it_as(client, noon):
    section, other = make_section("World", position=1), make_section("Sport", position=2)
    old, new = make_topic("Bridges"), make_topic("Ferries")
    first, second = make_image().pk, make_image(caption="For the desk.").pk
    article = make_published(
        at=noon,
        label="opinion",
        section=section.pk,
        topics=(old.pk,),
        bylines=(Byline(name="Ada Sample"),),
        images=(Placement(image=first, caption="A bridge"),),
    )
    make_published(topics=(old.pk,))
    update(
        article,
        noon + HOUR,
        label="analysis",
        section=other.pk,
        topics=(new.pk,),
        bylines=(Byline(name="Ada Sample"), Byline(name="Tom Reed")),
        images=(Placement(image=first, caption="A ferry"), Placement(image=second, caption="The pier")),
        editor_note="Do not tell.",
        language="de",
    )

    page = client.get(changes_of(article, "?from=1&to=2"))

    for said in (
        "<del>Opinion</del><ins>Analysis</ins>",
        "<ins>Tom Reed</ins>",
        "<ins>The pier</ins>",
        "A<del> bridge</del><ins> ferry</ins>",
        "<del>World</del>",
        "<ins>Sport</ins>",
        "<del>Bridges</del>",
        "<ins>Ferries</ins>",
    ):
        assert said in page.text
    assert "Do not tell." not in page.text
    assert "For the desk." not in page.text


def test_a_topic_that_has_no_page_for_readers_is_not_named(client, noon):
    topic = make_topic("Bridges")
    article = make_published(at=noon, topics=(topic.pk,))
    update(article, noon + HOUR, topics=())
    topic.name = "A secret merger"
    topic.save()
    make_article(topics=(topic.pk,))

    page = client.get(changes_of(article, "?from=1&to=2"))

    assert "merger" not in page.text
    assert "<del>A topic that has no page any more</del>" in page.text


def test_what_the_desk_is_working_on_is_not_there(client, story):
    before = client.get(changes_of(story)).content

    edit(story, headline="Unfinished")

    assert client.get(changes_of(story)).content == before
    assert client.get(changes_of(story, "?from=5&to=6")).status_code == 404


def test_a_story_says_where_its_updates_are_when_there_are_any_worth_telling(client, noon):
    article = make_published(at=noon)
    link = f'<a href="{changes_of(article)}" lang="en" dir="ltr">See all updates</a>'
    update(article, noon + HOUR, headline="Speling", is_minor=True)
    assert link not in client.get(article.get_absolute_url()).text
    assert "noindex" in client.get(changes_of(article)).text

    update(article, noon + 2 * HOUR, headline="News")
    assert link in client.get(article.get_absolute_url()).text


def test_withheld_words_leave_a_stub_and_cannot_be_compared(client, story, noon):
    workflow.withhold(story, [2], reason="A court forbade a name.", now=noon + 5 * HOUR)

    page = client.get(changes_of(story))

    text = text_of(page)
    assert "The words of this version were removed for a legal reason. March 14, 2026, 17:00 UTC" in text
    assert "A court forbade a name." in text
    assert "The headline says for whom." not in text
    assert [client.get(changes_of(story, query)).status_code for query in ("?from=1&to=2", "?from=2&to=5")] == [
        404,
        404,
    ]
    assert client.get(changes_of(story, "?from=1&to=5")).status_code == 200
    assert '<option value="2"' not in page.text


def test_a_story_published_again_says_so(client, noon):
    article = make_published(at=noon)
    workflow.unpublish(article, now=noon + HOUR)
    workflow.publish(article, now=noon + 2 * HOUR)

    text = text_of(client.get(changes_of(article)))

    assert "Published again March 14, 2026, 14:00 UTC" in text
    assert "Taken off" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries(client, django_assert_num_queries, noon, count):
    topics = [make_topic().pk for _ in range(count + 1)]
    article = make_published(at=noon)
    for number in range(count):
        update(article, noon + HOUR, headline=f"Headline {number}", topics=tuple(topics[: number + 1]))

    with django_assert_num_queries(2):  # the edition, the record with its story
        client.get(changes_of(article))
    with django_assert_num_queries(3):  # and the names of topics
        client.get(changes_of(article, f"?from=1&to={count + 1}"))


def test_the_changes_of_a_hidden_story_answer_as_the_story_does(client):
    now = timezone.now()
    taken_back, killed, expired = (make_published(at=now - 3 * HOUR) for _ in range(3))
    scheduled = workflow.publish(make_article(), at=now + 30 * HOUR)
    for article in (taken_back, killed, expired):
        update(article, now - 2 * HOUR, headline="Updated")
        assert client.get(changes_of(article)).status_code == 200
    workflow.unpublish(taken_back)
    workflow.kill(killed, note="It was wrong.")
    workflow.set_limits(expired, embargoed_until=None, expires_at=now - HOUR)

    nothing = client.get("/2026/03/14/nothing-here/changes/")

    for article in (taken_back, expired, scheduled):
        for query in ("", "?from=1&to=2"):
            answer = client.get(changes_of(article, query))
            assert (answer.status_code, answer.content, answer.headers) == (404, nothing.content, nothing.headers)
    for query in ("", "?from=1&to=2"):
        assert client.get(changes_of(killed, query)).status_code == 410
        assert client.get(changes_of(killed, query)).content == client.get(killed.get_absolute_url()).content


def test_a_renamed_story_leads_to_its_changes(client, story, noon):
    old = changes_of(story)
    update(story, noon + 6 * HOUR, slug="new-name")
    story.refresh_from_db()

    answer = client.get(old)

    assert (answer.status_code, answer["Location"]) == (301, changes_of(story))
    assert changes_of(story).endswith("/new-name/changes/")
