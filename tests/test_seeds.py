"""What fills a fresh site: the owner's document with every field in its place, and samples of ours."""

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.core.management import call_command
from django.utils import timezone
from PIL import Image as Picture

from articles import markup, workflow
from articles.models import Article, Status, Topic
from authors.models import Author
from images.models import Image
from tests.factories import make_section
from wire.management.commands.import_seeds import SECTIONS
from wire.models import Document, Filed, Item

SEEDS = configured.BASE_DIR / "seeds"
OWNERS = "000_74c4041ff5af0b48.txt"
DOCUMENTS = sorted(path.name for path in SEEDS.glob("*.txt"))
PICTURES = sorted(path.name for path in SEEDS.glob("*.jpg"))

# How many paragraphs and subheads, pictures, notes and biographies each sample was written with.
WRITTEN = {
    "001_night-ferry-returns.txt": (10, 1, 1, 1),
    "002_tidal-wall-vote.txt": (14, 1, 2, 0),
    "003_moss-that-keeps-time.txt": (15, 2, 1, 1),
    "004_in-praise-of-the-slow-train.txt": (7, 0, 2, 1),
    "005_die-orgel-aus-der-werkstatt.txt": (10, 1, 1, 1),
    "006_al-wahat-library.txt": (7, 1, 1, 0),
    "007_el-pueblo-que-apago-las-farolas.txt": (10, 1, 1, 0),
    "008_kissaten-radio.txt": (8, 1, 1, 0),
    "009_tarrow-rovers-final.txt": (10, 1, 1, 0),
    "010_bakers-buy-the-mill.txt": (10, 0, 1, 0),
    "011_the-museum-of-unfinished-things.txt": (9, 1, 1, 1),
    "012_bridge-between-two-clocks.txt": (11, 1, 2, 0),
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.TIME_ZONE = "Europe/Berlin"
    return settings.MEDIA_ROOT


def import_seeds(**options):
    """What the command printed."""
    out = io.StringIO()
    call_command("import_seeds", stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def story_of(filename):
    return Article.objects.get(wire_items__document__filename=filename)


def _texts(value):
    """Every text in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def edit(article, **changes):
    return workflow.save(article, replace(article.working.content, **changes), base=article.working)


def test_the_owners_document_ends_field_by_field_where_it_belongs():
    import_seeds()

    article = story_of(OWNERS)
    assert article.headline == "Iraqi MPs Back Resolution to ‘End the Presence’ of Any US Soldiers"
    assert (article.kicker, article.standfirst, article.dateline, article.label) == ("", "", "", "")
    assert (article.notes, article.language) == ([], "en")
    assert (article.section, list(article.topics.all())) == (None, [])
    assert article.slug == "iraqi-mps-back-resolution-to-end-the-presence-of-any-us-soldiers"

    midnight = datetime.fromisoformat("2020-01-05T00:00:00+01:00")
    assert (article.publish_at, article.first_published_at, article.updated_at) == (midnight, midnight, midnight)
    assert str(article.url_date) == "2020-01-05"
    assert article.status == Status.PUBLISHED

    paragraphs = markup.text(article.live.content.body).split("\n\n")
    assert len(paragraphs) == 12
    assert paragraphs[0].startswith("Iraqi members of Parliament passed a resolution calling for foreign troops")
    assert paragraphs[-1].endswith("Afterward they should not seek a new cycle.”")
    assert article.headline not in article.body_text
    assert "Jack Phillips" not in article.body_text


def test_the_owners_author_has_a_biography_and_a_link_to_x():
    import_seeds()

    byline = story_of(OWNERS).bylines.get()
    author = Author.objects.get(name="Jack Phillips")
    assert (byline.name, byline.author) == ("Jack Phillips", author)
    assert author.bio.startswith("Jack Phillips is a breaking news reporter with 15 years experience")
    assert "born and raised near Modesto in California's Central Valley." in author.bio
    assert [(link.label, link.url) for link in author.links.all()] == [("X", "https://twitter.com/jackphillips5")]


def test_the_owners_caption_and_credit_are_a_picture_still_to_come():
    import_seeds()

    placement = story_of(OWNERS).placements.get()
    assert placement.caption == (
        "Members of the Iraqi parliament are seen at the parliament in Baghdad, Iraq, on Jan. 5, 2020."
    )
    assert placement.credit == "Iraqi parliament media office/Handout via Reuters"
    assert placement.image.file.name == ""


def test_every_line_of_the_owners_document_is_in_the_story_or_set_aside():
    import_seeds()

    item = Item.objects.get(document__filename=OWNERS)
    assert {"twitter", "Related Topics"} <= set(item.story.set_aside)
    kept = " ".join([*_texts(item.story_data), "1/5/2020"])  # the day is in a field, as a moment
    lines = [" ".join(line.split()) for line in (SEEDS / OWNERS).read_text().splitlines()]
    assert [line for line in lines if line not in kept and not line.endswith("Handout via Reuters)")] == []
    assert bytes(item.document.raw) == (SEEDS / OWNERS).read_bytes()


def test_the_owners_document_is_as_it_was_given():
    digest = hashlib.sha256((SEEDS / OWNERS).read_bytes()).hexdigest()

    assert digest == "e1ec4e0f6ea1d6797d3be03362b1dfcd44814d3254f8e2248493b54782eaa121"


def test_all_seeds_are_stories_that_readers_see():
    printed = import_seeds()

    assert Document.objects.filter(outcome=Document.Outcome.FILED).count() == len(DOCUMENTS) == 13
    assert Article.objects.published().count() == len(DOCUMENTS)
    assert printed.splitlines()[0].split() == [str(len(DOCUMENTS)), "created"]


def test_samples_say_that_they_are_samples_and_have_all_that_a_page_shows():
    words = ("sample story", "Beispieltext", "نص تجريبي", "texto de muestra", "見本の記事")
    import_seeds()

    for filename in set(DOCUMENTS) - {OWNERS}:
        story = story_of(filename)
        labeled = [note for note in story.notes if any(word in note for word in words)]
        assert (filename, len(labeled)) == (filename, 1)
        assert (filename, story.section is None, story.topics.count() > 0) == (filename, False, True)
        assert (filename, story.bylines.filter(author=None).count()) == (filename, 0)
        assert {placement.credit for placement in story.placements.all()} <= {"The Newsroom"}
        assert datetime(2026, 1, 1, tzinfo=UTC) < story.publish_at < datetime(2026, 11, 24, tzinfo=UTC)
    assert set(Article.objects.values_list("language", flat=True)) == {"ar", "de", "en", "es", "ja"}


def test_samples_are_read_as_they_were_written():
    import_seeds()

    stories = {item.document.filename: item.story for item in Item.objects.exclude(document__filename=OWNERS)}
    assert {
        filename: (len(story.body), len(story.pictures), len(story.notes), len(story.bios))
        for filename, story in stories.items()
    } == WRITTEN


def test_sections_are_there_with_descriptions_and_in_order():
    make_section("Sport", slug="sport", description="Ours.", position=9)
    make_section("International", slug="world", position=8)

    import_seeds()

    sections = Topic.objects.filter(kind=Topic.Kind.SECTION)
    assert {section.name for section in sections} == {*SECTIONS, "International"} - {"World"}
    assert sections.get(slug="sport").description == "Ours."
    assert sections.get(name="Opinion").description == SECTIONS["Opinion"]
    assert sections.get(name="Politics").position == 2


def test_a_picture_beside_a_document_is_the_file_of_its_first_caption():
    import_seeds()

    assert len(PICTURES) >= 4
    for name in PICTURES:
        article = story_of(name.replace(".jpg", ".txt"))
        with article.lead_image.file.open() as file:
            assert file.read() == (SEEDS / name).read_bytes()
        assert (article.lead_image.width, article.lead_image.height) == (1600, 1067)
    assert Image.objects.exclude(file="").count() == len(PICTURES)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_small_enough_for_the_repository(name):
    assert (SEEDS / name).stat().st_size < 150_000
    with Picture.open(SEEDS / name) as picture:
        assert picture.size == (1600, 1067)


def test_a_second_import_changes_nothing(django_assert_max_num_queries):
    import_seeds()
    before = {model._meta.label: model.objects.count() for model in apps.get_models()}

    with django_assert_max_num_queries(8 * len(DOCUMENTS)):
        printed = import_seeds()

    assert {model._meta.label: model.objects.count() for model in apps.get_models()} == before
    assert [line.split()[0] for line in printed.splitlines()[:4]] == ["0", "0", str(len(DOCUMENTS)), "0"]


def test_the_editors_words_stay():
    import_seeds()
    article = story_of(OWNERS)
    edit(article, headline="The editor's headline")
    workflow.publish(article)

    import_seeds()

    article.refresh_from_db()
    assert (article.headline, article.versions.count()) == ("The editor's headline", 2)


@pytest.mark.parametrize("verb", [workflow.unpublish, lambda article: workflow.kill(article, note="Wrong.")])
def test_what_the_desk_took_off_the_site_stays_off(verb):
    import_seeds()
    article = story_of(OWNERS)
    verb(article)

    import_seeds()

    assert not Article.objects.published().filter(pk=article.pk).exists()
    assert Item.objects.filter(article=article).get().outcome == Filed.CREATED


def test_a_dry_run_leaves_no_row_and_no_file(media):
    before = {model._meta.label: model.objects.count() for model in apps.get_models()}

    printed = import_seeds(dry_run=True)

    assert printed.splitlines()[0].split() == [str(len(DOCUMENTS)), "created"]
    assert {model._meta.label: model.objects.count() for model in apps.get_models()} == before
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_picture_that_was_left_by_a_run_cut_off_is_taken_over(media):
    import_seeds()
    stored = sorted(path for path in media.rglob("*") if path.is_file())
    names = [image.file.name for image in Image.objects.exclude(file="").order_by("pk")]
    Image.objects.update(file="", sha256="")
    stored[0].write_bytes(b"half a pict")

    import_seeds()

    assert sorted(path for path in media.rglob("*") if path.is_file()) == stored
    assert [image.file.name for image in Image.objects.exclude(file="").order_by("pk")] == names
    assert stored[0].stat().st_size > 1000


def test_no_seed_waits_for_the_future():
    import_seeds()

    assert max(article.publish_at for article in Article.objects.all()) < timezone.now()
