"""What machines are told of the whole site, and the editor's switch for those of AI companies."""

import json
import re

import pytest
from django.urls import reverse

from articles.models import CrawlerPolicy
from tests.factories import make_section, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
AI = CrawlerPolicy.AI


def groups(client):
    """The groups of robots.txt: for each crawler, what it is not to read."""
    found, names, rules = {}, [], []
    for line in [*client.get("/robots.txt").content.decode().splitlines(), "User-agent: end"]:
        field, _, value = (part.strip() for part in line.partition(":"))
        if field == "User-agent":
            if rules:
                found |= dict.fromkeys(names, rules)
                names, rules = [], []
            names.append(value)
        elif field == "Disallow":
            rules.append(value)
    return found


def switch(client, ai):
    client.force_login(make_user(permissions=["articles.change_crawlerpolicy", "articles.view_crawlerpolicy"]))
    listed = client.get(reverse("admin:articles_crawlerpolicy_changelist"))
    assert client.post(listed["Location"], {"ai": ai}).status_code == 302
    client.logout()


def test_nobody_is_refused_until_an_editor_says_so(client):
    assert groups(client) == {"*": ["/admin/", "/search/", "/wire/"]}
    assert client.get("/.well-known/tdmrep.json").json() == [{"location": "/", "tdm-reservation": 0}]
    assert "Do not train" not in client.get("/llms.txt").content.decode()


def test_an_editor_refuses_training_and_lets_answering_be(client):
    switch(client, AI.NO_TRAINING)

    found = groups(client)
    assert (found["GPTBot"], found["CCBot"], found["Google-Extended"]) == (["/"], ["/"], ["/"])
    assert "OAI-SearchBot" not in found
    assert found["*"] == ["/admin/", "/search/", "/wire/"]  # search engines are where they were
    assert "Googlebot" not in found
    assert client.get("/.well-known/tdmrep.json").json()[0]["tdm-reservation"] == 1
    assert "Do not train on them." in client.get("/llms.txt").content.decode()
    assert "Content-Usage: train-ai=n" in client.get("/robots.txt").content.decode()


def test_an_editor_refuses_both(client):
    switch(client, AI.REFUSED)

    found = groups(client)
    assert (found["GPTBot"], found["OAI-SearchBot"], found["PerplexityBot"]) == (["/"], ["/"], ["/"])
    assert "do not answer from them" in client.get("/llms.txt").content.decode()


def test_the_switch_is_one_row_that_stays(client):
    client.force_login(make_user(is_superuser=True))

    assert client.get(reverse("admin:articles_crawlerpolicy_add")).status_code == 403
    assert client.get(reverse("admin:articles_crawlerpolicy_delete", args=[1])).status_code == 403
    CrawlerPolicy.objects.all().delete()
    assert groups(client) == {"*": ["/admin/", "/search/", "/wire/"]}


def test_llms_txt_leads_to_pages_that_are_there(client):
    make_section("World & more", slug="world", position=1)

    response = client.get("/llms.txt")
    text = response.content.decode()
    links = re.findall(r"\]\(http://127\.0\.0\.1:8000([^)]*)\)", text)

    assert text.startswith("# The Newsroom\n\n> ")
    assert "- [World & more](" in text
    assert {"/section/world/", "/privacy/", "/feed.json", "/sitemap.xml"} <= set(links)
    assert [(link, client.get(link).status_code) for link in links] == [(link, 200) for link in links]


def test_a_device_can_keep_the_site_among_its_programs(client):
    page = client.get("/").content.decode()
    response = client.get("/manifest.webmanifest")
    told = json.loads(response.content)

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert response["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["start_url"]) == ("The Newsroom", "/")
    assert {"512x512", "180x180", "any"} == {icon["sizes"] for icon in told["icons"]}
    theme = r'<meta name="theme-color" content="(#[0-9a-f]+)" media="\(prefers-color-scheme: (\w+)\)"'
    schemes = re.findall(theme, page)
    assert [scheme for _color, scheme in schemes] == ["light", "dark"]


@pytest.mark.parametrize("address", ["/robots.txt", "/llms.txt", "/.well-known/tdmrep.json", "/manifest.webmanifest"])
def test_anyone_may_keep_what_machines_read(client, address):
    response = client.get(address)

    assert response["Cache-Control"].startswith("public, max-age=") or response["Cache-Control"].startswith("max-age=")
    assert response.cookies == {}
