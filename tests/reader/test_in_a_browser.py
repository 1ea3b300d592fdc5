"""The pages as a browser shows them: to people who cannot see, on small screens, by keyboard, on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.desk.conftest import is_busy
from tests.reader.paper import print_paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
RULES |= {"rules": {"target-size": {"enabled": True}}}


@pytest.fixture
def paper():
    return print_paper()


@pytest.fixture
def open_page(browser, live_server):
    """Open an address in a tab of its own; whatever the browser complains of ends up in `complaints`."""
    contexts = {}

    def open_page(address, **options):
        settings = repr(options)
        if settings not in contexts:
            contexts[settings] = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        page = contexts[settings].new_page()
        page.complaints = []
        page.on("console", lambda message: None if is_busy(message) else page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "request", lambda request: request.url.startswith(live_server.url) or page.complaints.append(request.url)
        )
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts.values():
        context.close()


@pytest.mark.any_database
def test_every_page_is_accessible_large_and_small_light_and_dark(open_page, paper):
    found = []
    for name, address in paper.items():
        page = open_page(address)
        for width, scheme in ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            for violation in Axe().run(page, options=RULES).response["violations"]:
                found.append(
                    (name, width, scheme, violation["id"], [node["html"][:120] for node in violation["nodes"]])
                )
        page.close()

    assert found == []


def test_no_page_makes_the_browser_complain_or_ask_another_server(open_page, paper):
    complaints = {name: open_page(address).complaints for name, address in paper.items()}

    answers = {"not found": ["404 (Not Found)"], "withdrawn": ["410 (Gone)"]}
    for name, found in complaints.items():
        assert [complaint.rpartition("status of ")[2] for complaint in found] == answers.get(name, []), name


def test_no_page_is_wider_than_the_screen_also_when_it_is_flipped(open_page, paper):
    wider = []
    for name, address in paper.items():
        page = open_page(address)
        for width in (320, 768):
            page.set_viewport_size({"width": width, "height": 800})
            for direction in ("ltr", "rtl"):
                page.evaluate(f"document.documentElement.dir = '{direction}'")
                if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                    wider.append((name, width, direction, found))
        page.close()

    assert wider == []


def test_the_keyboard_goes_past_the_header_to_the_story(open_page, paper):
    page = open_page(paper["story"])

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the stories"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "World"


def test_the_search_needs_neither_a_mouse_nor_a_script(open_page, paper):
    page = open_page("/", java_script_enabled=False)

    page.locator("#header-q").press_sequentially("bridge repairs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=bridge+repairs")

    assert "1 story found" in page.content()


def test_a_story_needs_no_script(open_page, paper):
    page = open_page(paper["story"], java_script_enabled=False)

    page.get_by_role("link", name="World").first.click()

    assert page.url.endswith("/section/world/")


def test_pictures_are_there_and_keep_their_place(open_page, paper):
    page = open_page(paper["story"])
    page.locator("figure img").nth(1).scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('figure img')].every(image => image.naturalWidth)")

    seen = "image => [image.currentSrc.split('/').pop(), image.width / image.height]"
    seen = page.evaluate(f"[...document.querySelectorAll('figure img')].map({seen})")

    assert [(name, round(ratio, 1)) for name, ratio in seen] == [("whole-600.avif", 1.5)] * 2


def test_text_is_large_enough_and_lines_are_not_too_long(open_page, paper):
    page = open_page(paper["story"])

    page.evaluate("style = getComputedStyle(document.querySelector('.body > p:not(.dateline)'))")
    size, line, width = page.evaluate("[style.fontSize, style.lineHeight, style.width].map(parseFloat)")

    assert size >= 16
    assert line / size >= 1.5
    assert 45 <= width / (size * 0.5) <= 80


def test_on_paper_there_is_the_story_on_white_and_nothing_to_click(open_page, paper):
    page = open_page(paper["story"], color_scheme="dark")
    page.emulate_media(media="print")

    seen = "(selector => [...document.querySelectorAll(selector)].filter(e => e.checkVisibility()).length)"
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    assert page.evaluate(f"{seen}('nav, form, button, .skip')") == 0
    assert page.evaluate(f"{seen}('h1, .byline, .dates, .print-address')") == 4


def test_the_dark_page_is_dark_and_the_light_one_light(open_page, paper):
    grounds = [
        open_page("/", color_scheme=scheme).evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    ]

    assert grounds == ["rgb(253, 252, 249)", "rgb(22, 24, 28)"]


def test_a_right_to_left_story_starts_at_the_right(open_page, paper):
    page = open_page(paper["right to left"])

    title, body = page.evaluate("['h1', '.body > p'].map(s => getComputedStyle(document.querySelector(s)).direction)")

    assert (title, body) == ("rtl", "rtl")
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "ltr"
