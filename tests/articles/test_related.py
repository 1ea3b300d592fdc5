"""What to read after a story."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_published, make_section, make_topic
from tests.pages import headlines

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_stories_on_the_same_topics_come_first_and_the_section_fills_up(client):
    now, section = timezone.now(), make_section("World", slug="world")
    bridges, floods = make_topic("Bridges"), make_topic("Floods")
    make_published(at=now - 2 * HOUR, headline="Same section", section=section.pk)
    make_published(at=now - 3 * HOUR, headline="One topic", topics=(floods.pk,))
    make_published(at=now - 9 * HOUR, headline="Both topics", topics=(bridges.pk, floods.pk))
    make_published(at=now - HOUR, headline="Elsewhere")
    story = make_published(at=now, section=section.pk, topics=(bridges.pk, floods.pk))

    assert headlines(client.get(story.get_absolute_url())) == ["Both topics", "One topic", "Same section"]


def test_what_readers_may_not_see_is_no_related_story(client):
    now, topic = timezone.now(), make_topic("Bridges")
    story = make_published(at=now, topics=(topic.pk,))
    make_published(at=now - HOUR, headline="To be read", topics=(topic.pk,))
    make_article(headline="A draft", topics=(topic.pk,))
    make_published(at=now + HOUR, headline="To come", topics=(topic.pk,))

    assert headlines(client.get(story.get_absolute_url())) == ["To be read"]


@pytest.mark.parametrize("stories", [1, 12])
def test_a_story_page_asks_three_queries_however_much_there_is_on_its_topics(
    client, django_assert_num_queries, stories
):
    topics = [make_topic().pk for _ in range(6)]
    for _ in range(stories):
        make_published(topics=topics)
    story = make_published(topics=topics)

    with django_assert_num_queries(3):  # the edition, the story, what to read next
        response = client.get(story.get_absolute_url())

    assert len(headlines(response)) == min(stories, 4)
