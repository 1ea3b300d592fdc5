"""What was changed is read at once: nothing that stands on a page is a copy that somebody has to refresh."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.content import Byline, Placement
from tests.factories import make_author, make_image, make_published, make_section, make_topic
from tests.pages import headlines, text_of

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def set_to(instance, **fields):
    type(instance).objects.filter(pk=instance.pk).update(**fields)


def test_the_name_under_which_an_author_is_found_follows_the_author(client):
    author = make_author("Ada Sample", slug="ada", bio="Ada sails.")
    address = make_published(by=[author]).get_absolute_url()
    assert 'href="/author/ada/"' in client.get(address).content.decode()

    set_to(author, name="Ada Example", slug="ada-example", bio="Ada flies.")

    page = client.get(address).content.decode()
    assert 'href="/author/ada/"' not in page
    assert "Ada flies." in page
    assert '<a href="/author/ada-example/">More by Ada Example</a>' in page
    assert ">Ada Sample</a>" in page  # as it was printed


def test_a_person_who_was_deleted_leaves_the_printed_name(client):
    author = make_author("Ada Sample", slug="ada", bio="Ada sails.")
    address = make_published(bylines=(Byline(name="A. Sample", author=author.pk),)).get_absolute_url()
    assert "Ada sails." in client.get(address).content.decode()

    author.delete()

    page = client.get(address).content.decode()
    assert [word for word in ("Ada sails.", "/author/ada/") if word in page] == []
    assert "By A. Sample" in text_of(client.get(address))


def test_a_topic_and_a_section_go_by_their_names_of_now(client):
    section, topic = make_section("World", slug="world", position=1), make_topic("Bridges", slug="bridges")
    addresses = ["/", make_published(section=section.pk, topics=(topic.pk,)).get_absolute_url(), "/topic/bridges/"]
    for address in addresses:
        assert ">World<" in client.get(address).content.decode()

    set_to(section, name="Globe", slug="globe")
    set_to(topic, name="Spans")

    for address in addresses:
        page = client.get(address).content.decode()
        assert "World" not in page
        assert '<a href="/section/globe/"' in page
    story = client.get(addresses[1]).content.decode()
    assert '<a href="/topic/bridges/" lang="en" dir="ltr">Spans</a>' in story
    assert "Bridges" not in story

    topic.delete()
    assert "Spans" not in client.get(addresses[1]).content.decode()


def test_the_words_of_a_picture_follow_the_picture(client):
    image = make_image(alt_text="A bridge", copyright_notice="Old owner")
    set_to(image, file="originals/ab/ab.jpg", sha256="ab" * 32, width=600, height=400)
    address = make_published(images=(Placement(image=image.pk),)).get_absolute_url()
    assert 'alt="A bridge"' in client.get(address).content.decode()
    assert "Old owner" in client.get(address).content.decode()

    set_to(image, alt_text="A new bridge", copyright_notice="New owner")

    page = client.get(address).content.decode()
    assert 'alt="A new bridge"' in page
    assert "New owner" in page
    assert [word for word in ('alt="A bridge"', "Old owner") if word in page] == []


def test_a_story_beside_others_is_gone_with_its_kill_and_its_expiry(client):
    section = make_section(slug="world", position=1)
    stays = make_published(section=section.pk, headline="Stays")
    killed, expires = (make_published(section=section.pk, headline=word) for word in ("Killed", "Expires"))
    addresses = [stays.get_absolute_url(), "/", "/section/world/"]
    for address in addresses:
        assert {"Killed", "Expires"} <= set(headlines(client.get(address)))

    workflow.kill(killed, note="Wrong.")
    workflow.set_limits(expires, embargoed_until=None, expires_at=timezone.now())

    assert [headlines(client.get(address)) for address in addresses] == [[], ["Stays"], ["Stays"]]


def test_the_header_has_the_sections_of_now(client):
    section = make_section("World", slug="world", position=1)
    assert "/section/world/" in client.get("/search/").content.decode()

    set_to(section, position=0)

    assert "/section/world/" not in client.get("/search/").content.decode()
