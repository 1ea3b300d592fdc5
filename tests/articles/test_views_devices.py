"""What readers' devices are given: settings, kept stories, the worker, the rules for fetching early."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.template.loader import render_to_string
from whitenoise.media_types import MediaTypes

from newsroom.speculation import RULES
from tests.factories import make_published

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
STATIC = Path(site.BASE_DIR) / "newsroom" / "static" / "site"
SCRIPTS = (STATIC / "settings.js", STATIC / "reader.js")


def worker(client):
    response = client.get("/service-worker.js")
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "public, no-cache"
    return response.content.decode()


def shell_of(script: str) -> list[str]:
    return json.loads(re.search(r"const SHELL = (\[.*\]);", script)[1])


@pytest.mark.parametrize("address", ["/settings/", "/saved/", "/offline/"])
def test_pages_for_devices_are_the_same_for_everybody(client, address):
    response = client.get(address)

    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.headers.get("Vary", "")
    assert response.cookies == {}
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_what_needs_a_script_is_not_shown_without_one(client):
    settings, saved = (client.get(address).content.decode() for address in ("/settings/", "/saved/"))
    story = client.get(make_published().get_absolute_url()).content.decode()

    assert re.search(r"<form class=\"choices\"[^>]* hidden>", settings)
    assert "The pages follow the settings of your device" in settings
    assert re.search(r"<div class=\"tools\"[^>]* hidden>", story)
    assert "saving needs a script" in saved


def test_a_choice_is_made_before_the_first_paint(client):
    """In the head, alone and at once; the rest waits until the page is there."""
    head = client.get("/").content.decode().partition("</head>")[0]

    assert '<script src="/static/site/settings.js"></script>' in head
    assert '<script src="/static/site/reader.js" data-worker="/service-worker.js" defer></script>' in head
    assert head.index("theme-color") < head.index("settings.js")


def test_the_worker_is_asked_for_each_time_and_keeps_only_what_is_there(client):
    shell = shell_of(worker(client))

    pages = [address for address in shell if address.endswith("/")]
    parts = [address.removeprefix("/static/site/") for address in shell if not address.endswith("/")]
    assert pages == ["/offline/", "/saved/", "/settings/"]
    assert [client.get(address).status_code for address in pages] == [200, 200, 200]
    assert all((STATIC / part).is_file() for part in parts)


def test_a_worker_changes_with_what_it_keeps(client, settings):
    def version():
        return re.search(r'"shell-(\w+)"', worker(client))[1]

    before = version()
    assert version() == before

    settings.LANGUAGE_CODE = "de"

    assert version() != before


def test_a_newsroom_takes_the_worker_back(client, settings):
    settings.OFFLINE = False

    assert "registration.unregister()" in worker(client)
    assert "data-worker" not in client.get("/").content.decode()
    assert 'name="offline"' not in client.get("/settings/").content.decode()


def test_what_readers_are_sent_to_do_all_this_is_small():
    worker = render_to_string("service-worker.js", {"shell": "[]", "version": "", "offline": ""})

    assert sum(path.stat().st_size for path in SCRIPTS) + len(worker) < 12 * 1024


def test_a_story_that_is_gone_says_so_to_the_script(client):
    """It then takes the story from the reader's lists."""
    assert "data-gone" in client.get("/2026/03/14/nothing/").content.decode()
    assert "data-gone" not in client.get("/").content.decode()


def test_pages_name_the_rules_for_fetching_early(client):
    story = make_published().get_absolute_url()
    for address in ("/", story):
        assert client.get(address).headers["Speculation-Rules"] == f'"/static/{RULES}"'
    for address in ("/feed.atom", "/nothing/", "/admin/login/", "/service-worker.js"):
        assert "Speculation-Rules" not in client.get(address).headers


def test_only_public_pages_are_fetched_early_and_only_when_a_reader_is_about_to_open_one():
    [rule] = json.loads((STATIC / "stories.speculationrules").read_text())["prefetch"]
    wanted, *unwanted = rule["where"]["and"]

    assert rule["eagerness"] == "moderate"
    assert {address.split("/")[1].partition("(")[0] for address in wanted["href_matches"]} == {
        *("", ":year", "section", "topic", "author"),
    }
    assert unwanted[0] == {"not": {"href_matches": "/*\\?*"}}


def test_the_rules_have_the_type_that_browsers_insist_on():
    types = MediaTypes(extra_types=site.WHITENOISE_MIMETYPES)

    assert types.get_type(RULES) == "application/speculationrules+json"
