"""The list of stories is as one left it, and filters can be kept under a name."""

import pytest

from articles.models import SavedFilter
from tests.factories import make_article, make_section, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
RIGHTS = ["articles.view_article", "articles.change_article"]


@pytest.fixture
def desk(client):
    client.force_login(make_user("ada", permissions=RIGHTS))
    return client


def test_who_comes_back_finds_the_list_as_it_was_left(desk):
    desk.get(f"{LIST}?state=draft&q=ferry&p=0")

    response = desk.get(LIST)

    assert response["Location"] == f"{LIST}?q=ferry&state=draft"


def test_who_clears_the_list_on_its_own_page_has_cleared_it(desk):
    desk.get(f"{LIST}?state=draft")
    own_page = f"http://testserver{LIST}?state=draft"

    assert desk.get(LIST, headers={"referer": own_page}).status_code == 200
    assert desk.get(LIST).status_code == 200


def test_everybody_has_a_list_of_their_own(desk, client):
    desk.get(f"{LIST}?state=draft")
    client.force_login(make_user("bo", permissions=RIGHTS))

    assert client.get(LIST).status_code == 200


def test_filters_get_a_name_and_are_shared_and_only_their_owner_deletes_them(desk):
    section = make_section("World")
    make_article(headline="Far away", section=section.pk)
    query = f"state=draft&section={section.pk}"
    desk.post(f"{LIST}filters/save/", {"name": "World drafts", "query": query, "is_shared": "on"})
    desk.post(f"{LIST}filters/save/", {"name": "Mine", "query": "state=killed"})
    assert "Mine" in desk.get(f"{LIST}?{query}").content.decode()
    desk.force_login(make_user("bo", permissions=RIGHTS))

    page = desk.get(f"{LIST}?{query}").content.decode()

    assert "World drafts" in page
    assert "Mine" not in page
    shared = SavedFilter.objects.get(name="World drafts")
    desk.post(f"{LIST}filters/{shared.pk}/delete/")
    assert SavedFilter.objects.filter(pk=shared.pk).exists()
    desk.force_login(shared.owner)
    desk.post(f"{LIST}filters/{shared.pk}/delete/")
    assert not SavedFilter.objects.filter(pk=shared.pk).exists()


def test_filters_are_saved_by_those_who_see_the_list(client):
    client.force_login(make_user("bo"))

    assert client.post(f"{LIST}filters/save/", {"name": "All", "query": "state=draft"}).status_code == 403
