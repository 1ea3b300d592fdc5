"""Readers' pages in the newsroom's language: every word of them, and each story in its own.

Whether a word was forgotten is asked with a language that nobody speaks: each text of ours in brackets, and Greek
letters for everything that is not ours. A Latin letter outside of the brackets is a word that no translator saw.
"""

import gettext
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from django.utils import timezone, translation

from articles import markup, workflow
from articles.content import Byline, Content, Label, Placement
from articles.models import STANDING_PAGES, Correction, StandingPage
from images.models import Image
from tests.factories import make_article, make_author, make_published, make_section, make_topic, make_user
from tests.reader.catalogs import LANGUAGES, LOCALE, catalog, write_catalog
from tests.reader.paper import make_picture

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
SPOKEN_ALOUD = ("aria-label", "placeholder", "alt", "title", "content")
NOT_WORDS = re.compile(r"https?://\S+|\bUTC\b|\b[jk]\b|\bGET /\S*|\S+@\S+")


@pytest.fixture
def speak(settings):
    """Serve the site in a language."""
    before = translation.get_language()

    def speak(language):
        settings.LANGUAGE_CODE = language
        translation.activate(language)

    yield speak
    translation.activate(before)


@pytest.fixture
def brackets(settings, tmp_path, speak):
    """The language that nobody speaks, in the place of Greek, so that Django's own words have Greek letters."""
    forms = {"": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"}
    for entry in catalog("de")[1:]:
        forms[entry.key] = "\0".join(f"⟦{text}⟧" for text in filter(None, (entry.text, entry.plural)))
    write_catalog(tmp_path / "words" / "el" / "LC_MESSAGES", forms)
    settings.LOCALE_PATHS = [tmp_path / "words"]
    settings.SITE_NAME = "Η Εφημερίδα"
    settings.CONTACT_EMAIL = "desk@paper.example"
    _forget_catalogs()
    speak("el")
    yield
    _forget_catalogs()


def _forget_catalogs():
    from django.utils.translation import trans_real

    trans_real._translations = {}
    trans_real._default = None


@pytest.fixture
def pages():
    """The address of each kind of page, with what it can show, in Greek letters."""
    section, topic = make_section("Κόσμος", slug="kosmos", position=1), make_topic("Γέφυρες", slug="gefyres")
    author = make_author(
        "Άδα", slug="ada", role="Ρεπόρτερ", bio="Γράφει.", beat="γέφυρες", portrait=make_picture("navy")
    )
    lead, missing = make_picture("teal", alt_text=""), Image.objects.create(caption="Παλιά.", credit="Πρακτορείο")
    body = markup.blocks(
        "<p>Πρώτη<sup data-footnote='Υ.'>*</sup>.</p><table><tbody><tr><td>Ένα</td></tr></tbody></table><pre>α</pre>"
    )
    content = Content(
        headline="Γέφυρα",
        label=Label.AI_ASSISTED,
        standfirst="Ανοίγει.",
        bylines=(Byline(name="Άδα", author=author.pk), Byline(name="Βήτα"), Byline(name="Γάμα", role="ρόλος")),
        body=body,
        images=tuple(Placement(image=image.pk, caption="Λόγια") for image in (lead, missing)),
        section=section.pk,
        topics=(topic.pk,),
        notes=("Σημείωση.",),
        language="el",
    )
    old = timezone.now() - timedelta(days=800)
    story = workflow.publish(workflow.create(content, now=old), at=old, now=old)
    workflow.correct(story, kind=Correction.Kind.CORRECTION, text="Λάθος.", by=make_user(), now=old)
    for n in range(30):
        make_published(headline=f"Γέφυρα {n}", body="Γέφυρα.", language="el", section=section.pk, bylines=())
    gone = workflow.kill(make_published(headline="Ψ", language="el"), note="Ψ.")
    for n, name in enumerate(STANDING_PAGES):
        words = {"title": f"Σελίδα {n}", "summary": "Λόγια.", "body": "<p>Λόγια.</p>", "language": "el"}
        StandingPage.objects.update_or_create(name=name, defaults=words)
    own = story.get_absolute_url()
    return [
        *("/", "/archive/", "/saved/", "/settings/", "/offline/", "/corrections/", "/nothing/", "/search/"),
        *(own, f"{own}changes/", f"{own}changes/?from=1&to=1", gone.get_absolute_url()),
        *(section.get_absolute_url(), topic.get_absolute_url(), author.get_absolute_url()),
        *(f"/archive/{old:%Y}/", f"/archive/{old:%Y/%m}/", f"/archive/{timezone.localdate():%Y/%m}/"),
        *("/search/?q=γέφυρα", "/search/?q=γέφυρα&page=2&sort=newest", "/search/?q=γέφυρα&section=kosmos"),
        *("/search/?q=γέφιρα", "/search/?q=ωωω", f"/contact/?story={story.uid}"),
        *(f"/{name}/" for name in STANDING_PAGES),
    ]


class _Words(HTMLParser):
    """What a page says to people in its own language: not the script's data, not what it says is in another."""

    VOID = frozenset({"meta", "link", "img", "input", "source", "br", "hr", "col", "wbr"})

    def __init__(self, html: str, language: str):
        super().__init__()
        self.language, self.open, self.said = language, [], {"text": ""}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        skipped = bool(self.open and self.open[-1][1]) or tag in {"script", "style"}
        skipped = skipped or given.get("lang", self.language) != self.language
        if not skipped:
            names = [*SPOKEN_ALOUD, *(name for name in given if name in DATA)]
            self.said |= {f"{tag} {name} {len(self.said)}": given[name] for name in names if given.get(name)}
        if (
            tag == "meta"
            and given.get("name") not in {"description"}
            and not given.get("property", "").endswith("tion")
        ):
            self.said.popitem() if not skipped and given.get("content") else None
        if tag not in self.VOID:
            self.open.append((tag, skipped))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if self.open and not self.open[-1][1]:
            place = "title" if self.open[-1][0] == "title" else "text"
            self.said[place] = self.said.get(place, "") + text


DATA = ("data-saved", "data-removed", "data-copied", "data-full", "data-forgotten", "data-remove")


def unseen(html: str) -> set[str]:
    """Latin words outside of the brackets."""
    found = set()
    for said in _Words(html, "el").said.values():
        depth, outside = 0, ""
        for sign in said:
            depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
            outside += sign if depth <= 0 else " "
        found |= set(re.findall(r"[A-Za-z]+", NOT_WORDS.sub(" ", outside)))
    return found


def test_no_word_of_a_page_was_kept_from_the_translators(client, brackets, pages):
    found = {address: unseen(client.get(address).content.decode()) for address in pages}
    found |= {name: unseen(render_to_string(name)) for name in ("500.html", "503.html")}

    assert {address: words for address, words in found.items() if words} == {}


def test_the_test_would_see_a_word_that_was_forgotten():
    page = '<html lang="el"><title>⟦Seen⟧</title><p>⟦Seen <b>Ναι</b>⟧ forgotten<p lang="en">English<img alt="also">'

    assert unseen(page) == {"forgotten"}
    assert unseen('<html lang="el"><img alt="also">') == {"also"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_language_of_the_newsroom(client, speak, pages, language):
    speak(language)
    footer = translation.gettext("Front page")
    assert footer != "Front page"
    for address in pages:
        page = client.get(address).content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
        assert f">{footer}</a>" in page
        assert "Vary: Cookie" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_is_whole(language):
    entries = catalog(language)[1:]

    assert {entry.key for entry in entries} == {entry.key for entry in catalog(LANGUAGES[0])[1:]}
    assert [entry.text for entry in entries if entry.is_fuzzy or not all(entry.forms)] == []
    for entry in entries:
        ours = set(re.findall(r"%\(\w+\)[sd]", entry.text + entry.plural))
        for form in entry.forms:
            theirs = set(re.findall(r"%\(\w+\)[sd]", form))
            assert theirs == ours or (entry.plural and theirs < ours), (entry.text, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language):
    """`make messages` does both."""
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog
    written = {}
    for entry in catalog(language)[1:]:
        key = entry.key.partition("\0")[0]
        written |= {(key, i): form for i, form in enumerate(entry.forms)} if entry.plural else {key: entry.forms[0]}

    assert {key: text for key, text in compiled.items() if key} == written


@pytest.mark.parametrize("label", [label for label in Label if label])
def test_every_label_has_a_name_in_every_language(label):
    for language in LANGUAGES:
        assert label.text in {entry.text for entry in catalog(language)}


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("en", ["1 month", "2 months", "11 months"]),
        ("de", ["1 Monat", "2 Monate", "11 Monate"]),
        ("es", ["1 mes", "2 meses", "11 meses"]),
        ("fr", ["1 mois", "2 mois", "11 mois"]),
        ("ar", ["شهر واحد", "شهران", "11 شهرًا"]),
    ],
)
def test_numbers_take_the_form_that_the_language_has_for_them(language, months):
    from articles.templatetags.moments import age

    article, now = make_article(), timezone.now()
    with translation.override(language):
        said = []
        for days in (31, 61, 331):
            article.first_published_at = article.updated_at = now - timedelta(days=days)
            said.append(age(article, now))

    assert said == months


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en", "Nov. 24, 2026"),
        ("de", "24. November 2026"),
        ("es", "24 de noviembre de 2026"),
        ("ar", "24 نوفمبر، 2026"),
    ],
)
def test_days_are_written_as_the_language_writes_them(language, day, noon):
    from django.utils.formats import date_format

    with translation.override(language):
        assert date_format(noon.replace(month=11, day=24), "DATE_FORMAT") == day


def test_the_desk_speaks_english(client, speak):
    speak("ar")
    client.force_login(make_user(is_superuser=True))

    page = client.get("/admin/").content.decode()

    assert '<html lang="en"' in page
    assert 'dir="ltr"' in page
    assert "Log out" in page


def test_a_story_keeps_its_own_language_on_a_page_in_another(client, speak):
    speak("ar")
    story = make_published(headline="A bridge opens", language="en")

    page = client.get(story.get_absolute_url()).content.decode()

    assert '<article class="story" lang="en" dir="ltr">' in page
    assert '<span lang="ar" dir="rtl">نُشر في' in page


@pytest.mark.parametrize(("language", "names"), [("ar", "ليلى، سامي"), ("en", "ليلى, سامي")])
def test_names_in_a_list_have_the_comma_of_the_story(client, language, names):
    make_published(language=language, bylines=(Byline(name="ليلى"), Byline(name="سامي")))

    assert f"<bdi>{names}</bdi>" in client.get("/").content.decode()
