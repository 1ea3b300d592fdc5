"""Every screen of the desk: accessible in light and dark, no wider than a phone, nothing the CSP refuses."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles import workflow
from articles.content import Byline, Content, Placement
from articles.models import Article, Stage
from tests.factories import (
    make_article,
    make_author,
    make_content,
    make_image,
    make_published,
    make_section,
    make_topic,
    make_user,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def screens():
    """A newsroom with something on each screen, and the screens by name."""
    author, image, section, topic = make_author("Ada Holm"), make_image(), make_section("World"), make_topic("Ferries")
    make_topic("Harbor", kind="place")
    content = make_content(
        headline="The ferry returns to the harbor",
        by=[author],
        body="Ida Brandt said so. Then Ida Brandt left the Harbor.",
        images=(Placement(image=image.pk, caption="A ferry", credit="C", alt_text="A white ferry"),),
        section=section.pk,
        topics=(topic.pk,),
        bylines=(Byline(name="Ada Holm", author=author.pk), Byline(name="Ben Okri")),
    )
    story = workflow.publish(workflow.create(content))
    changed = Content.from_json(content.to_json() | {"headline": "The ferry is back", "standfirst": "At last"})
    workflow.save(story, changed, base=story.working, by=make_user("ben"))
    killed = workflow.kill(make_published(headline="Wrong"), note="It was another person.")
    review = workflow.set_stage(make_article(headline="In review"), Stage.IN_REVIEW)

    def page(name, *args, query=""):
        return reverse(f"admin:{name}", args=args) + query

    return {
        "index": page("index"),
        "list": page("articles_article_changelist"),
        "empty list": page("articles_article_changelist", query="?q=nothing"),
        "new story": page("articles_article_add"),
        "story": page("articles_article_change", story.pk),
        "draft": page("articles_article_change", review.pk),
        "killed story": page("articles_article_change", killed.pk),
        "history": page("articles_article_history", story.pk),
        "comparison": page("articles_article_compare", story.pk, query="?a=1&b=2"),
        "kill": page("articles_article_kill", story.pk),
        "spike": page("articles_article_delete", review.pk),
        "topics": page("articles_topic_changelist"),
        "topic": page("articles_topic_change", topic.pk),
        "authors": page("authors_author_changelist"),
        "author": page("authors_author_change", author.pk),
        "pictures": page("images_image_changelist"),
        "picture": page("images_image_change", image.pk),
    }


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(violation["id"], [node["html"][:120] for node in violation["nodes"]]) for violation in found]


def looked_at(page, name):
    """What is wrong with the page as it stands, light and dark, and on a phone."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(350)  # Django's buttons fade from one color scheme to the other
        found += [(name, scheme, violation) for violation in violations(page)]
    page.set_viewport_size({"width": 360, "height": 900})
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > 360:
        found.append((name, f"is {wide} pixels wide"))
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


@pytest.mark.any_database
def test_every_screen_is_accessible_and_fits_and_keeps_to_the_security_policy(sign_in, live_server):
    pages = screens()
    page = sign_in(make_user("ada", is_superuser=True))
    found = []
    for name, address in pages.items():
        response = page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        assert response.status == 200, name
        assert "no-store" in response.headers["cache-control"], name
        found += looked_at(page, name)

    assert found == []
    assert page.complaints == []


def test_signing_in_is_accessible(desk_page, live_server):
    page = desk_page()
    page.goto(f"{live_server.url}/admin/")

    assert looked_at(page, "login") == []
    assert page.complaints == []


def test_errors_are_listed_first_and_lead_to_their_fields(sign_in):
    pages = screens()
    page = sign_in(make_user("ada", is_superuser=True), pages["story"])
    page.get_by_text("Language, address, embargo and expiry").click()
    page.get_by_label("Language", exact=True).fill("not a language")
    page.get_by_label("Kicker").fill("Typed")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("alert").wait_for()

    assert page.get_by_label("Kicker").input_value() == "Typed"
    assert looked_at(page, "errors") == []
    page.get_by_role("alert").get_by_role("link", name="Language").click()
    assert page.evaluate("document.activeElement.id") == "id_language"


def test_the_conflict_page_is_accessible(sign_in):
    pages = screens()
    page = sign_in(make_user("ada", is_superuser=True), pages["story"])
    article = Article.objects.get(headline="The ferry returns to the harbor")
    theirs = {"headline": "Theirs", "body": ["<p>Their paragraph.</p>"], "section": None}
    workflow.save(article, Content.from_json(article.working.data | theirs), base=article.working)

    page.get_by_label("Headline", exact=True).fill("Mine")
    page.get_by_role("textbox", name="Body").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("My paragraph.")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("heading", name="Somebody else changed the same words").wait_for()
    for summary in page.locator("summary").all():
        summary.click()

    assert looked_at(page, "conflict") == []
    assert [complaint for complaint in page.complaints if "409 (Conflict)" not in complaint] == []
