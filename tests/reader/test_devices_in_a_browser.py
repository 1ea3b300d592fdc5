"""What readers do on their own device, from choosing a theme to reading without a connection."""

import pytest

from articles import workflow
from tests.factories import make_published, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.any_database]
DARK, LIGHT = "rgb(22, 24, 28)", "rgb(253, 252, 249)"


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda message: page.complaints.append(message.text) if "Policy" in message.text else None)
    yield page
    context.close()


def paper_of(page):
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def focused(page):
    return page.evaluate("document.activeElement.textContent")


def copies(page):
    return page.evaluate(
        "caches.open('stories').then((c) => c.keys()).then((k) => k.map((r) => new URL(r.url).pathname))"
    )


def until(page, wanted, asked):
    """The CSP lets no string be run, which is what playwright's own waiting does."""
    for _ in range(100):
        if asked() == wanted:
            break
        page.wait_for_timeout(100)
    assert asked() == wanted


def test_a_reader_chooses_keeps_and_reads_without_a_connection(page, live_server):
    section = make_section("World", slug="world", position=1)
    first, second = (make_published(headline=name, body=f"{name}.", section=section.pk) for name in ("Older", "Newer"))
    home, story = f"{live_server.url}/", f"{live_server.url}{first.get_absolute_url()}"

    # a theme and a size, on every page from the first paint
    page.goto(f"{home}settings/")
    assert paper_of(page) == LIGHT
    page.check("input[name=theme][value=dark]")
    page.check("input[name=text][value=large]")
    assert paper_of(page) == DARK
    page.goto(home, wait_until="commit")
    page.wait_for_selector("body", state="attached")
    assert paper_of(page) == DARK
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "19px"

    # keys: the next and the previous headline, the search, help; and none of it while typing
    page.keyboard.press("j")
    assert focused(page) == "Newer"
    page.keyboard.press("j")
    assert focused(page) == "Older"
    page.keyboard.press("k")
    assert focused(page) == "Newer"
    page.keyboard.press("?")
    page.wait_for_selector("dialog.help[open]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("j?/k")
    assert page.input_value("input[type=search]") == "j?/k"
    assert page.locator("dialog[open]").count() == 0

    # a story is kept, and its link handed on
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(story)
    page.click("[data-do=save]")
    assert page.get_attribute("[data-do=save]", "aria-pressed") == "true"
    page.click("[data-do=copy]")
    until(page, "The link was copied.", lambda: page.text_content(".tools [role=status]"))
    assert page.evaluate("navigator.clipboard.readText()").endswith(first.get_absolute_url())
    until(page, [first.get_absolute_url()], lambda: copies(page))

    # without a connection: a page that was not kept says so and leads to what was
    page.context.set_offline(True)
    page.goto(f"{home}archive/")
    assert page.text_content("h1") == "No connection"
    page.click("[data-list=saved] a")
    page.wait_for_selector("article.story h1")
    assert page.text_content("h1") == "Older"
    assert page.is_visible("[data-away]")
    page.goto(f"{home}saved/")
    page.wait_for_selector(".kept a")
    page.context.set_offline(False)

    # a story that is withdrawn leaves the device as soon as the network says so
    workflow.kill(first, note="It was wrong.")
    page.goto(f"{live_server.url}{second.get_absolute_url()}")
    page.goto(story)
    page.reload()  # the browser may show what it fetched less than a minute ago
    assert page.text_content("h1") == "This story was withdrawn"
    until(page, [second.get_absolute_url()], lambda: copies(page))
    page.goto(f"{home}saved/")
    page.wait_for_selector("[data-none=saved]")
    assert page.locator(".kept a").count() == 0

    # keys off, and everything forgotten
    page.goto(f"{home}settings/")
    page.check("input[name=keys][value=off]")
    page.goto(home)
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement === document.body")
    page.goto(f"{home}settings/")
    page.click("[data-do=forget]")
    until(page, 0, lambda: page.evaluate("localStorage.length"))
    assert paper_of(page) == LIGHT
    assert page.complaints == []
