"""The wire queue: a line a story, what it can be narrowed to, and the pages behind it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.content import Content
from articles.models import Reason
from tests.factories import make_section, make_user
from tests.wire.dumps import file_story, make_provider, make_story
from wire.formats import Block, Subject
from wire.models import Chain, Desk, Filed, Notice

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:wire_chain_changelist")


def deliver(provider, *, chain=None, now=None, **fields):
    """A story as the intake files it, in a line of its own unless one is named."""
    now = now or timezone.now()
    item = file_story(make_story(**fields), provider=provider, now=now)
    item.chain = chain or item.chain or Chain.objects.create(provider=provider, latest_at=now)
    Chain.objects.filter(pk=item.chain.pk).update(latest_at=now)
    item.save()
    return item


def headlines(client, query=""):
    page = client.get(QUEUE + query)
    assert page.status_code == 200
    return [str(chain.items.all()[0].headline) for chain in page.context["cl"].result_list]


@pytest.fixture
def provider():
    return make_provider("Osk Agency")


def test_the_takes_of_a_story_stand_as_one_line(admin_client, provider):
    first = deliver(provider, headline="Bridge opens")
    deliver(provider, chain=first.chain, headline="Bridge opens, crowd cheers", updated=timezone.now())
    deliver(provider, guid="osk:2", headline="Ferry stops")

    page = admin_client.get(QUEUE).text

    assert headlines(admin_client) == ["Ferry stops", "Bridge opens, crowd cheers"]
    assert "Take 2" in page


def test_the_queue_costs_the_same_queries_however_long_it_is(admin_client, provider, django_assert_num_queries):
    def queries(count):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for number in range(count):
            deliver(provider, guid=f"osk:{Chain.objects.count()}-{number}")
        admin_client.get(QUEUE)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            admin_client.get(QUEUE)
        return len(captured)

    assert queries(2) == queries(20)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?show=new", ["Fresh"]),
        ("?show=conflicts", ["Clashing"]),
        ("?show=notices", ["Killed"]),
        ("?language=fr", ["Fresh"]),
        ("?urgency=2", ["Clashing"]),
        ("?q=nothing,killed", ["Killed"]),
        ("?provider={other}", ["Killed"]),
        ("?show=unheard-of", ["Killed", "Clashing", "Fresh"]),
    ],
)
def test_the_queue_is_narrowed(admin_client, provider, query, found):
    other = make_provider("Other")
    deliver(provider, guid="a", headline="Fresh", language="fr")
    clashing = deliver(provider, guid="b", headline="Clashing", urgency=2)
    clashing.outcome = Filed.CONFLICT
    clashing.save()
    killed = deliver(other, guid="c", headline="Killed")
    workflow.kill(killed.article, note="Wrong.")
    workflow.kill(clashing.article, note="Wrong.")
    Notice.objects.create(kind=Notice.Kind.KILL, item=killed, article=killed.article, raised_at=timezone.now())

    assert headlines(admin_client, query.format(other=other.pk)) == found


def test_what_came_since_the_last_look_is_marked(admin_client, provider):
    deliver(provider, guid="a", now=timezone.now() - timedelta(hours=2))
    assert "since you looked" not in admin_client.get(QUEUE).text  # the first look ever

    session = admin_client.session
    session["wire_queue_this_look"] = (timezone.now() - timedelta(hours=1)).isoformat()
    session.save()
    deliver(provider, guid="b")

    assert admin_client.get(QUEUE).text.count("since you looked") == 1
    assert admin_client.get(QUEUE).text.count("since you looked") == 1  # turning pages is still the same look


def test_a_desk_is_saved_shared_and_deleted(client, provider):
    section = make_section("World")
    ada, bea = (make_user(name, permissions=["wire.view_document"]) for name in ("ada", "bea"))
    deliver(provider, guid="a", headline="Fresh", urgency=5)
    deliver(provider, guid="b", headline="Flash", urgency=1)
    client.force_login(ada)

    form = {"name": "Flashes", "urgency": "1", "section": str(section.pk), "filters": "urgency=1"}
    client.post(reverse("admin:wire_chain_save_desk"), form)
    desk = Desk.objects.get()
    assert (desk.owner, desk.most_urgent, desk.section, desk.is_shared) == (ada, 1, section, False)
    client.post(reverse("admin:wire_chain_save_desk"), {"name": "Flashes", "urgency": "1", "is_shared": "on"})
    assert headlines(client, f"?desk={desk.pk}") == ["Flash"]

    client.force_login(bea)
    assert headlines(client, f"?desk={desk.pk}") == ["Flash"]
    client.post(reverse("admin:wire_chain_delete_desk", args=[desk.pk]))
    assert Desk.objects.count() == 1
    client.force_login(ada)
    client.post(reverse("admin:wire_chain_delete_desk", args=[desk.pk]))
    assert Desk.objects.count() == 0


def test_a_desk_that_is_not_shared_is_nobody_else_s(client, provider):
    desk = Desk.objects.create(owner=make_user("ada"), name="Mine", most_urgent=1)
    deliver(provider, headline="Fresh", urgency=5)
    client.force_login(make_user("bea", permissions=["wire.view_document"]))

    assert headlines(client, f"?desk={desk.pk}") == ["Fresh"]
    assert "Mine" not in client.get(QUEUE).text


def test_who_may_not_see_copy_sees_no_queue(client, provider):
    item = deliver(provider)
    client.force_login(make_user(permissions=["articles.view_article"]))

    for address in (QUEUE, reverse("admin:wire_chain_change", args=[item.chain_id])):
        assert client.get(address).status_code == 403


def test_a_line_shows_received_read_and_story_side_by_side(admin_client, provider):
    item = deliver(
        provider,
        subjects=(Subject(code="04", name="Transport"),),
        private_notes=("Call the mayor",),
        flags=("id-made-up",),
    )
    item.document.raw = b"Raw <b>copy</b> of Osk"
    item.document.save()

    page = admin_client.get(reverse("admin:wire_chain_change", args=[item.chain_id])).text

    assert "Raw &lt;b&gt;copy&lt;/b&gt; of Osk" in page
    for told in ("Transport", "Call the mayor", "id-made-up", "Little Osk opens its bridge", "Open the story"):
        assert told in page


def test_a_line_says_what_a_take_changed(admin_client, provider):
    first = deliver(provider, headline="Bridge opens")
    second = deliver(provider, chain=first.chain, headline="Bridge closes", updated=timezone.now())

    page = admin_client.get(reverse("admin:wire_chain_change", args=[first.chain_id]) + f"?item={second.pk}").text

    assert "What this take changed (1 field)" in page
    assert page.count("<ins>") == 1


def test_a_line_that_is_not_there_is_a_404(admin_client):
    assert admin_client.get(reverse("admin:wire_chain_change", args=[4711])).status_code == 404


# -- A take that clashes ------------------------------------------------------------------------------------------


@pytest.fixture
def clash(provider):
    """The desk and the agency both changed the headline; the agency added a paragraph as well."""
    first = deliver(provider, headline="Bridge opens", body=(Block(text="One."),))
    article = first.article
    content = article.working.content
    workflow.save(article, replace_headline(content, "Bridge opens at last"), base=article.working)
    return deliver(
        provider,
        chain=first.chain,
        headline="Bridge opens early",
        body=(Block(text="One."), Block(text="Two.")),
        updated=timezone.now(),
    )


def replace_headline(content: Content, headline: str) -> Content:
    from dataclasses import replace

    return replace(content, headline=headline)


def test_a_clash_is_decided_place_by_place(admin_client, clash):
    address = reverse("admin:wire_chain_clash", args=[clash.pk])
    page = admin_client.get(address)
    assert clash.outcome == Filed.CONFLICT
    assert [question.clash.label for question in page.context["questions"]] == ["Headline"]

    sealed = page.context["sealed"]
    undecided = admin_client.post(address, {"sealed": sealed})
    assert "Decide about each of them" in undecided.text

    admin_client.post(address, {"sealed": sealed, "choice-0": "theirs"})

    clash.refresh_from_db()
    version = clash.article.working
    assert clash.outcome == Filed.UPDATED
    assert (version.headline, version.content.body) == ("Bridge opens early", ("<p>One.</p>", "<p>Two.</p>"))
    assert (version.reason, version.created_by.username) == (Reason.MERGE, "admin")
    assert admin_client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("decision", "headline"),
    [
        ({"choice-0": "mine"}, "Bridge opens at last"),
        ({"choice-0": "edited", "edited-0": "Bridge: open"}, "Bridge: open"),
    ],
)
def test_the_desk_may_keep_its_words_or_write_others(admin_client, clash, decision, headline):
    address = reverse("admin:wire_chain_clash", args=[clash.pk])
    sealed = admin_client.get(address).context["sealed"]

    admin_client.post(address, {"sealed": sealed} | decision)

    clash.article.refresh_from_db()
    assert clash.article.working.headline == headline
    assert len(clash.article.working.content.body) == 2


def test_a_story_that_moved_on_while_one_decided_is_asked_about_again(admin_client, clash):
    address = reverse("admin:wire_chain_clash", args=[clash.pk])
    sealed = admin_client.get(address).context["sealed"]
    article = clash.article
    workflow.save(article, replace_headline(article.working.content, "Bridge open"), base=article.working)

    answer = admin_client.post(address, {"sealed": sealed, "choice-0": "theirs"})

    assert answer.status_code == 409
    assert "was saved while you decided" in answer.text
    article.refresh_from_db()
    assert article.working.headline == "Bridge open"


def test_a_page_that_the_desk_did_not_make_decides_nothing(admin_client, clash):
    address = reverse("admin:wire_chain_clash", args=[clash.pk])

    assert admin_client.post(address, {"sealed": "forged", "choice-0": "theirs"}).status_code == 400
