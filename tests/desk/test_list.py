"""The list of stories."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.content import Byline, Content, Placement
from articles.models import Article, Stage, Status
from tests.factories import make_article, make_author, make_image, make_published, make_section, make_topic, make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


@pytest.fixture
def desk(client):
    permissions = ["view_article", "change_article", "publish_article", "kill_article", "delete_article"]
    client.force_login(make_user("ada", permissions=[f"articles.{name}" for name in permissions]))
    return client


def shown(client, query=""):
    """The headlines in the list, in its order."""
    response = client.get(LIST + query)
    return [article.working.headline for article in response.context["cl"].result_list]


@pytest.mark.parametrize("story_count", [1, 3])
def test_the_query_count_does_not_grow(desk, story_count, django_assert_num_queries):
    for _ in range(story_count):
        make_published(by=[make_author()], section=make_section().pk, topics=[make_topic().pk])

    desk.get(LIST)
    with django_assert_num_queries(8):
        response = desk.get(LIST)

    assert len(response.context["cl"].result_list) == story_count


def test_the_list_names_who_is_printed_over_the_working_version(desk):
    make_article(by=[make_author("Ada Quill"), make_author("Bo Marsh")])

    page = desk.get(LIST).content.decode()

    assert "Ada Quill, Bo Marsh" in page.partition('id="result_list"')[2].partition("</table>")[0]


def test_the_list_says_in_words_where_each_story_stands(desk):
    now = timezone.now()
    make_article(headline="A")
    workflow.set_stage(make_article(headline="B"), Stage.IN_REVIEW)
    make_published(headline="C")
    changed = make_published(headline="D")
    workflow.save(changed, Content(headline="D, changed"), base=changed.working)
    later = workflow.publish(make_article(headline="E"), at=now + timedelta(days=1))
    workflow.kill(make_published(headline="F"), note="Wrong")
    expired = make_published(headline="G", at=now - timedelta(days=2))
    workflow.set_limits(expired, embargoed_until=None, expires_at=now - timedelta(days=1))

    admin = desk.get(LIST).context["cl"].model_admin
    states = {article.working.headline: str(admin.state(article)) for article in Article.objects.all()}

    words = {headline: "".join(part.partition(">")[2] for part in chip.split("<")) for headline, chip in states.items()}
    assert words == {
        "A": "Draft",
        "B": "Draft In review",
        "C": "Published",
        "D, changed": "Published, with unpublished changes",
        "E": f"Scheduled for {timezone.localtime(later.publish_at):%-d %b %Y, %H:%M}",
        "F": "Killed",
        "G": f"Expired on {timezone.localtime(expired.expires_at or now - timedelta(days=1)):%-d %b %Y, %H:%M}",
    }


@pytest.mark.parametrize(
    "words",
    [
        "ferry",
        "FERRY returns",
        "Holm",
        "my-own-slug",
        "harbour",
        "Łódź",
        "カモメ",
        '"the harbour wall"',
        "ferry harbour",
        "har ferr",
        "lodz",
        "quay",
    ],
)
def test_the_search_looks_into_headline_byline_address_and_body_of_the_working_version(desk, words):
    make_article(headline="Something else", body="About nothing.")
    make_article(
        headline="The ferry returns",
        bylines=[Byline(name="Ada Holm")],
        body="Along the harbour wall to Łódź, カモメ.",
        slug="my-own-slug",
        images=(Placement(image=make_image().pk, caption="The quay"),),
    )

    assert shown(desk, f"?q={words}") == ["The ferry returns"]


def test_an_address_finds_its_story(desk):
    article = make_published(headline="The ferry returns")
    make_published(headline="Something else")

    assert shown(desk, f"?q=https://paper.example{article.get_absolute_url()}") == ["The ferry returns"]
    assert shown(desk, "?q=/2026/99/99/nothing/") == []


def test_the_search_finds_what_was_just_typed_into_a_published_story(desk):
    article = make_published(headline="Old", body="Old words.")
    workflow.save(article, Content(headline="New", body=("<p>Fresh words.</p>",)), base=article.working)

    assert shown(desk, "?q=fresh") == ["New"]
    assert shown(desk, "?q=nowhere") == []


@pytest.mark.parametrize("odd", ["%", "_", "'", '"', "\\", "a" * 3000, "<script>", "\x01"])
def test_odd_searches_find_nothing_and_break_nothing(desk, odd):
    make_article(headline="Plain")

    assert desk.get(LIST, {"q": odd}).status_code == 200


def test_filters(desk):
    author, section, topic = make_author("Ada Holm"), make_section("World"), make_topic("Ferries")
    now = timezone.now()
    make_article(
        headline="draft", by=[author], section=section.pk, topics=[make_topic().pk, topic.pk], language="pt-BR"
    )
    make_published(headline="published")
    changed = make_published(headline="old")
    workflow.save(changed, Content(headline="changed"), base=changed.working)
    workflow.publish(make_article(headline="scheduled"), at=now + timedelta(days=1))
    workflow.kill(make_published(headline="killed"), note="Wrong")
    workflow.set_stage(make_article(headline="in review"), Stage.IN_REVIEW)

    assert shown(desk, "?state=draft") == ["in review", "draft"]
    assert shown(desk, "?state=published") == ["changed", "published"]
    assert shown(desk, "?state=changed") == ["changed"]
    assert shown(desk, "?state=scheduled") == ["scheduled"]
    assert shown(desk, "?state=killed") == ["killed"]
    assert shown(desk, "?stage=in+review") == ["in review"]
    assert shown(desk, f"?section={section.pk}") == ["draft"]
    assert shown(desk, f"?author={author.pk}") == ["draft"]
    assert shown(desk, f"?topic={topic.pk}") == ["draft"]
    assert shown(desk, "?language=pt-BR") == ["draft"]
    workflow.hold(make_article(headline="held"), note="Wait.")
    assert shown(desk, "?state=held") == ["held"]
    assert len(shown(desk, "?author=x&topic=1%27&section=99999999999999999999&language=%27")) == 7


def test_publishing_in_bulk_asks_first(desk):
    articles = [make_article(headline=f"Story {letter}") for letter in "AB"]
    chosen = {"action": "publish_selected", "_selected_action": [article.pk for article in articles]}

    asked = desk.post(LIST, chosen).content.decode()

    assert [text for text in ("Story A", "Story B", "at once") if text not in asked] == []
    assert Article.objects.filter(status=Status.PUBLISHED).count() == 0
    versions = {f"version-{article.pk}": article.working_id for article in articles}
    desk.post(LIST, chosen | versions | {"confirmed": "publish_selected"})
    assert sorted(Article.objects.published().values_list("headline", flat=True)) == ["Story A", "Story B"]
    assert LogEntry.objects.count() == 2


def test_publishing_in_bulk_leaves_out_what_was_saved_meanwhile(desk):
    seen, moved = make_article(headline="Seen"), make_article(headline="Moved")
    data = {"action": "publish_selected", "_selected_action": [seen.pk, moved.pk], "confirmed": "publish_selected"}
    data |= {f"version-{article.pk}": article.working_id for article in (seen, moved)}
    workflow.save(moved, Content(headline="Moved on"), base=moved.working)

    response = desk.post(LIST, data, follow=True)

    assert list(Article.objects.published().values_list("headline", flat=True)) == ["Seen"]
    assert "Somebody saved this story since you opened it." in response.content.decode()


def test_unpublishing_in_bulk(desk):
    article = make_published()
    data = {"action": "unpublish_selected", "_selected_action": [article.pk], "confirmed": "unpublish_selected"}

    desk.post(LIST, data | {f"version-{article.pk}": article.working_id})

    assert not article.is_visible()


def test_bulk_verbs_need_their_right(client):
    article = make_article()
    client.force_login(make_user(permissions=["articles.view_article", "articles.change_article"]))
    data = {"action": "publish_selected", "_selected_action": [article.pk], "confirmed": "publish_selected"}

    client.post(LIST, data | {f"version-{article.pk}": article.working_id})

    assert Article.objects.get().status == Status.DRAFT


def test_nothing_in_the_list_can_be_edited_or_deleted_by_a_post(desk):
    article = make_article(headline="Draft")
    data = {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"}

    desk.post(LIST, data)
    desk.post(
        LIST,
        {
            "_save": "1",
            "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "1",
            "form-0-id": article.pk,
            "form-0-status": "published",
        },
    )

    assert Article.objects.get().status == Status.DRAFT


def test_a_draft_can_be_spiked_and_what_readers_saw_cannot(desk):
    draft, seen = make_article(), make_published()
    workflow.unpublish(seen)

    def delete(article):
        return desk.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}).status_code

    assert [delete(draft), delete(seen)] == [302, 403]
    assert list(Article.objects.all()) == [seen]
