"""The page of a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.content import Byline
from authors.models import AuthorLink
from tests.factories import make_article, make_author, make_published
from tests.pages import headlines

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_person_has_a_page_with_who_they_are_and_what_they_wrote(client):
    author = make_author(
        "Ada Sample", slug="ada", role="Reporter", bio="Writes.\n\nSails.", contact="ada@paper.example"
    )
    AuthorLink.objects.create(author=author, label="Mastodon", url="https://social.example/@ada")
    now = timezone.now()
    make_published(at=now - HOUR, by=[author], headline="Older")
    make_published(at=now, by=[make_author(), author], headline="Newer")
    make_published(at=now, headline="By others")

    response = client.get("/author/ada/")

    assert headlines(response) == ["Newer", "Older"]
    page = response.content.decode()
    assert "<h1>Ada Sample</h1>" in page
    assert "<p>Writes.</p>\n\n<p>Sails.</p>" in page
    assert '<a href="mailto:ada@paper.example">ada@paper.example</a>' in page
    assert '<a rel="me" href="https://social.example/@ada">Mastodon</a>' in page
    assert "<title>Ada Sample – The Newsroom</title>" in page


@pytest.mark.parametrize("story_count", [1, 3])
def test_a_person_costs_the_same_queries_whatever_they_wrote(client, django_assert_num_queries, story_count):
    author = make_author()
    for _ in range(story_count):
        make_published(by=[author])

    with django_assert_num_queries(4):  # the edition, author, links, stories
        response = client.get(author.get_absolute_url())

    assert len(headlines(response)) == story_count


def test_a_name_printed_twice_lists_its_story_once(client):
    author = make_author("Ada")
    make_published(
        headline="Once", bylines=(Byline(name="Ada", author=author.pk), Byline(name="A. S.", author=author.pk))
    )

    assert headlines(client.get(author.get_absolute_url())) == ["Once"]


def test_a_person_is_hidden_until_a_story_of_theirs_is_seen(client):
    author = make_author("Secret Source", slug="secret-source")
    article = make_article(by=[author])
    workflow.publish(article, at=timezone.now() + HOUR)

    hidden, unknown = client.get("/author/secret-source/"), client.get("/author/nobody/")
    assert (hidden.status_code, hidden.content, hidden.headers) == (404, unknown.content, unknown.headers)

    workflow.publish(workflow.unpublish(article))
    assert client.get("/author/secret-source/").status_code == 200


def test_older_stories_are_on_further_pages(client):
    author, now = make_author("Ada"), timezone.now()
    for number in range(21):
        make_published(at=now - number * HOUR, by=[author], headline=f"Story {number}")

    first = client.get(author.get_absolute_url())
    older = first.content.decode().partition('rel="next" href="')[2].partition('"')[0]
    second = client.get(older)

    assert headlines(second) == ["Story 20"]
    assert "<title>Ada, stories until " in second.content.decode()
    assert client.get(author.get_absolute_url(), {"page": 2})["Location"] == older
    assert client.get(author.get_absolute_url(), {"page": 3}).status_code == 404


def test_a_page_that_did_not_change_is_not_sent_again(client):
    author = make_author()
    make_published(by=[author])
    response = client.get(author.get_absolute_url())

    again = client.get(author.get_absolute_url(), headers={"if-none-match": response["ETag"]})

    assert (response["Cache-Control"], again.status_code) == ("public, max-age=60", 304)


def test_an_address_in_a_biography_can_be_followed_and_nothing_else_in_it_is_markup(client):
    author = make_author(bio="Writes <b>daily</b>. Follow: https://social.example/ada")
    story = make_published(by=[author])

    for address in (author.get_absolute_url(), story.get_absolute_url()):
        page = client.get(address).content.decode()

        assert 'href="https://social.example/ada"' in page
        assert "Writes &lt;b&gt;daily&lt;/b&gt;." in page
