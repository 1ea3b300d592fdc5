"""Stories that are translations of each other lead to each other, for readers and for search engines."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Translation, TranslationGroup
from tests.factories import make_article, make_published, make_user

pytestmark = pytest.mark.django_db
RIGHTS = [
    f"articles.{verb}_{model}" for verb in ("add", "change", "view") for model in ("translationgroup", "translation")
]
HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="http://127.0.0.1:8000([^"]+)">')


def link(*stories):
    group = TranslationGroup.objects.create(note="Bridge")
    for story in stories:
        Translation.objects.create(group=group, article=story, language=story.working.content.language)


def tags(client, story):
    return dict(HREFLANG.findall(client.get(story.get_absolute_url()).content.decode()))


def test_each_names_itself_the_others_and_one_for_everybody_else(client):
    english, german = make_published(headline="Bridge"), make_published(headline="Brücke", language="de-AT")
    arabic, alone = make_published(headline="جسر", language="ar"), make_published(headline="Alone")
    link(english, german, arabic)

    for story in (english, german, arabic):
        assert tags(client, story) == {
            "ar": arabic.get_absolute_url(),
            "de-AT": german.get_absolute_url(),
            "en": english.get_absolute_url(),
            "x-default": english.get_absolute_url(),
        }
    assert tags(client, alone) == {}
    page = client.get(english.get_absolute_url()).content.decode()
    assert f'<a href="{arabic.get_absolute_url()}" hreflang="ar" lang="ar" title="جسر">العربيّة</a>' in page
    assert 'lang="en" title=' not in page  # nobody is led to where they are


def test_a_translation_that_readers_cannot_see_is_not_named(client):
    english, german = make_published(headline="Bridge"), make_published(headline="Brücke", language="de")
    later = workflow.publish(make_article(headline="Pont", language="fr"), at=timezone.now() + timedelta(hours=1))
    link(english, german, later)
    assert set(tags(client, english)) == {"en", "de", "x-default"}

    workflow.kill(german, note="Wrong.")

    assert tags(client, english) == {}
    assert "Pont" not in client.get(english.get_absolute_url()).content.decode()


def test_a_story_that_changed_its_language_is_not_named_until_it_is_linked_anew(client):
    english, german = make_published(headline="Bridge"), make_published(headline="Brücke", language="de")
    link(english, german)
    workflow.save(german, replace(german.working.content, language="fr"), base=german.working)
    workflow.publish(german)

    assert tags(client, english) == {}


def test_naming_them_costs_no_query(client, django_assert_num_queries):
    stories = [make_published(headline=language, language=language) for language in ("en", "de", "fr", "es", "ar")]
    link(*stories)

    with django_assert_num_queries(2):  # the edition and the story; it has no section
        client.get(stories[0].get_absolute_url())


def save(client, *stories, note="Bridge"):
    rows = {f"translations-{n}-article": story.pk for n, story in enumerate(stories)}
    counts = {"translations-TOTAL_FORMS": len(stories), "translations-INITIAL_FORMS": 0}
    address = reverse("admin:articles_translationgroup_add")
    return client.post(address, {"note": note} | rows | counts)


def test_the_desk_links_one_story_a_language(client):
    client.force_login(make_user(permissions=[*RIGHTS, "articles.view_article"]))
    english, german, again = make_article(), make_article(language="de"), make_article(language="de")

    assert "One story a language" in save(client, english, german, again).content.decode()
    assert "Link at least two stories" in save(client, english).content.decode()
    assert save(client, english, german).status_code == 302
    assert sorted(Translation.objects.values_list("language", flat=True)) == ["de", "en"]
    assert "linked with other translations already" in save(client, english, again).content.decode()


def test_the_story_s_page_at_the_desk_leads_to_its_translations(client):
    client.force_login(make_user(permissions=[*RIGHTS, "articles.view_article", "articles.change_article"]))
    english, german, alone = (
        make_article(headline="Bridge"),
        make_article(language="de"),
        make_article(headline="Alone"),
    )
    link(english, german)
    address = reverse("admin:articles_article_change", args=[english.pk])

    assert (
        f'href="{reverse("admin:articles_article_change", args=[german.pk])}"' in client.get(address).content.decode()
    )
    page = client.get(reverse("admin:articles_article_change", args=[alone.pk])).content.decode()
    add = page.partition('href="/admin/articles/translationgroup/add/?')[2].partition('"')[0].replace("&amp;", "&")
    form = client.get(f"/admin/articles/translationgroup/add/?{add}").content.decode()
    assert 'value="Alone"' in form
    assert f'<option value="{alone.pk}" selected>Alone</option>' in form
