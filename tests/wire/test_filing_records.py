"""What is no text of its own is kept where the desk will look for it, and is never a story."""

import pytest

from articles.models import Article, Status
from images.models import Image
from tests.factories import make_article
from tests.wire.deliveries import DAY, NOON, deliver, edit, said, take
from tests.wire.dumps import make_provider
from wire import filing
from wire.formats import Block, Related, WirePicture
from wire.models import Filed, Notice

pytestmark = pytest.mark.django_db
KILL_IN_WORDS = {"pub_status": "withheld", "signals": ("kill", "advisory"), "guid": "osk:note"}


@pytest.fixture
def provider():
    return make_provider("Osk Press", publishing="everything")


def now(article):
    return Article.objects.get(pk=article.pk)


# -- Pictures and packages ---------------------------------------------------------------------------------------------


def picture(number=1, **fields):
    return take(number, **{"guid": "osk:pic", "kind": "picture", "body": (), "caption": "The mill."} | fields)


def test_a_picture_is_recorded_with_its_words_and_no_file(provider):
    shot = WirePicture(alt="A mill.", copyright_notice="© Osk Press", usage_terms="Editorial use.")

    item = deliver(picture(credit="Tom Reed/Osk Press", pictures=(shot,)), provider=provider, publish=True)

    image = Image.objects.get()
    assert (item.outcome, item.article, Article.objects.count()) == (Filed.RECORDED, None, 0)
    assert (image.caption, image.credit, image.alt_text) == ("The mill.", "Tom Reed/Osk Press", "A mill.")
    assert (image.copyright_notice, image.usage_terms, image.file) == ("© Osk Press", "Editorial use.", "")


def test_a_newer_caption_replaces_the_older_and_never_the_desks(provider):
    deliver(picture(1), provider=provider)
    deliver(picture(2, caption="The old mill."), provider=provider)
    assert Image.objects.get().caption == "The old mill."
    assert deliver(picture(1, version="1b", caption="Early"), provider=provider).outcome == Filed.OLDER

    Image.objects.update(caption="The desk's mill.")
    deliver(picture(3, caption="A mill."), provider=provider)

    assert Image.objects.get().caption == "The desk's mill."


def test_a_picture_by_itself_and_in_a_story_is_one_picture(provider):
    deliver(picture(1), provider=provider)

    deliver(take(1, pictures=(WirePicture(guid="osk:pic", caption="Here: the mill."),)), provider=provider)

    assert [image.caption for image in Image.objects.all()] == ["The mill."]
    assert [placement.caption for placement in Article.objects.get().working.content.images] == ["Here: the mill."]


def test_a_package_names_its_members_in_order_whether_they_have_come_or_not(provider):
    story = deliver(take(1), provider=provider)
    related = tuple(Related(guid=guid) for guid in ("osk:later", " osk:1 ", "osk:later", ""))

    item = deliver(take(1, guid="osk:top", kind="composite", related=related), provider=provider)

    assert item.outcome == Filed.RECORDED
    assert [member.guid for member in item.members.all()] == ["osk:later", "osk:1"]
    assert item.chain != story.chain


# -- Notes to the desk -------------------------------------------------------------------------------------------------


def test_an_advisory_tells_the_desk_and_is_no_story(provider):
    item = deliver(take(1, signals=("advisory",)), provider=provider, publish=True)

    assert (item.outcome, said(item)) == (Filed.RECORDED, [(Notice.Kind.ADVISORY, None)])
    assert Article.objects.count() == 0


def arrest(number=1, **fields):
    return take(number, **{"slugline": "BC-XX--Mayor Arrest", "headline": "Mayor arrested"} | fields)


def test_a_kill_in_words_only_stops_what_has_its_slugline_and_kills_nothing(provider):
    live = deliver(arrest(guid="osk:1"), provider=provider).article
    draft = deliver(arrest(guid="osk:2", flags=("no-body",)), provider=provider).article
    own, other = make_article(now=NOON), deliver(take(1, guid="osk:3"), provider=provider).article
    filing.derive(draft.wire_items.get(), own, now=NOON)
    assert (now(live).status, now(draft).status) == (Status.PUBLISHED, Status.DRAFT)

    note = deliver(take(1, slugline="BC-XX--Mayor Arrest, KILL", **KILL_IN_WORDS), provider=provider, publish=True)

    assert note.outcome == Filed.RECORDED
    assert said(note) == [(Notice.Kind.ADVISORY, article) for article in (live, draft, own)]
    assert [now(article).status for article in (live, draft, own)] == ["published", "draft", "draft"]
    assert [now(article).is_held for article in (live, draft, own, other)] == [True, True, True, False]


def test_after_a_kill_in_words_nothing_with_its_slugline_goes_live_by_itself(provider):
    note = deliver(take(1, slugline="BC-XX--Mayor Arrest, KILL", **KILL_IN_WORDS), provider=provider)
    assert said(note) == [(Notice.Kind.ADVISORY, None)]

    article = deliver(arrest(guid="osk:1"), provider=provider).article
    free = deliver(take(1, guid="osk:2"), provider=provider).article
    assert (article.status, free.status) == (Status.DRAFT, Status.PUBLISHED)

    note.notices.update(acknowledged_at=NOON, answer="Seen.")
    assert deliver(arrest(guid="osk:3"), provider=provider).article.status == Status.PUBLISHED


def test_a_kill_in_words_reaches_no_other_providers_story(provider):
    foreign = deliver(arrest(), provider=make_provider(publishing="everything")).article

    note = deliver(take(1, slugline="BC-XX--Mayor Arrest, KILL", **KILL_IN_WORDS), provider=provider)

    assert (said(note), now(foreign).is_held) == ([(Notice.Kind.ADVISORY, None)], False)


@pytest.mark.parametrize(
    ("sequence", "words", "is_meant"),
    [
        ("157", "Please kill item dpa 157.", True),
        ("dpa 0157", "Please kill item dpa 157.", True),
        ("V0123", "Kill story V0123, a kill is mandatory.", True),
        ("157", "Please kill what was sent on March 157.", False),
        ("158", "Please kill item dpa 157.", False),
        ("", "Please kill item dpa 157.", False),
    ],
)
def test_a_kill_in_words_may_name_the_number_of_an_item(sequence, words, is_meant, provider):
    article = deliver(take(1, provider_sequence=sequence), provider=provider).article

    note = deliver(take(1, body=(Block(text=words),), **KILL_IN_WORDS), provider=provider)

    assert said(note) == [(Notice.Kind.ADVISORY, article if is_meant else None)]
    assert now(article).is_held == is_meant


def test_a_kill_in_words_means_copy_of_these_days(provider):
    article = deliver(take(1, provider_sequence="157"), provider=provider, now=NOON - 4 * DAY).article

    note = deliver(take(1, body=(Block(text="Kill item 157."),), **KILL_IN_WORDS), provider=provider)

    assert (said(note), now(article).is_held) == ([(Notice.Kind.ADVISORY, None)], False)


def test_a_note_under_the_storys_own_guid_changes_no_word_of_it(provider):
    article = deliver(take(1), provider=provider).article
    edited = edit(article, kicker="The desk's")

    note = deliver(take(2, **KILL_IN_WORDS | {"guid": "osk:1", "headline": "KILL"}), provider=provider)

    assert (note.outcome, said(note)) == (Filed.RECORDED, [(Notice.Kind.ADVISORY, article)])
    assert (now(article).working, now(article).is_held) == (edited, True)
