"""Where copy goes and which words become ours, by the rules of the wire desk; and what the rule tester shows of it."""

from dataclasses import replace

import pytest

from articles.models import Article, Topic, TopicCode
from authors.models import Author
from images.models import Image
from tests.factories import make_section, make_topic
from tests.wire.deliveries import NOON, deliver, take
from tests.wire.dumps import make_provider, make_story
from wire import filing
from wire.filing.policy import fits
from wire.formats import Block, Subject, WirePicture
from wire.models import Provider, Replacement, Rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider():
    return make_provider("Osk Press")


def placed(provider, **fields):
    """The names of the section and the topics of a new story."""
    content = deliver(take(1, **fields), provider=Provider.objects.get(pk=provider.pk)).content
    names = dict(Topic.objects.values_list("pk", "name"))
    return names.get(content.section), [names[pk] for pk in content.topics]


# -- Which rule fits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fitting", "other"),
    [
        ({"language": "pt"}, {"language": "pt-BR"}, {"language": "ptx"}),
        ({"language": "pt_br"}, {"language": "pt-BR"}, {"language": "pt"}),
        ({"most_urgent": 3}, {"urgency": 3}, {"urgency": 4}),
        ({"most_urgent": 3}, {"urgency": 1}, {"urgency": None}),
        ({"subject": "medtop:04"}, {"subjects": (Subject(code="04000000", scheme="medtop"),)}, {"subjects": ()}),
        ({"subject": "15"}, {"subjects": (Subject(code="15054000"),)}, {"subjects": (Subject(code="04015000"),)}),
        ({"words": "court, judge"}, {"headline": "The JUDGE spoke"}, {"headline": "The judges spoke"}),
        ({"words": "court"}, {"slugline": "osk-court-bridge"}, {"body": (Block(text="In court."),)}),
        ({"words": "big court"}, {"keywords": ("big court",)}, {"keywords": ("big", "court")}),
        ({"words": "court", "most_urgent": 2}, {"urgency": 2, "headline": "Court"}, {"headline": "Court"}),
        ({}, {}, None),
    ],
)
def test_a_rule_fits_where_all_that_is_filled_in_holds(rule, fitting, other):
    rule, story = Rule(**rule), make_story(language="xx")

    assert fits(rule, replace(story, **fitting))
    assert other is None or not fits(rule, replace(story, **other))


def test_the_first_active_rule_that_fits_gives_section_and_topics(provider):
    other = make_provider()
    rules = [
        {"position": 1, "section": make_section("Off"), "is_active": False},
        {"position": 1, "section": make_section("Not theirs"), "provider": other},
        {"position": 3, "section": make_section("Too late")},
        {"position": 2, "section": make_section("Courts"), "words": "court", "provider": provider},
    ]
    made = [Rule.objects.create(**rule) for rule in rules]
    made[3].topics.set([make_topic("Justice")])

    assert placed(provider, headline="In court") == ("Courts", ["Justice"])
    assert placed(provider, guid="osk:2", headline="Elsewhere") == ("Too late", [])


# -- Sections and topics -----------------------------------------------------------------------------------------------


def test_a_rule_goes_before_the_copys_section_and_that_before_the_providers(provider):
    provider.default_section = make_section("Wire")
    provider.save()
    make_section("Sport")

    assert placed(provider, guid="osk:1") == ("Wire", [])
    assert placed(provider, guid="osk:2", topics=("Sport",)) == ("Sport", [])
    Rule.objects.create(section=make_section("Front"), words="bridge")
    assert placed(provider, guid="osk:3", topics=("Sport", "Rivers")) == ("Front", ["Rivers"])


def test_default_topics_are_for_copy_that_names_none(provider):
    provider.default_topics.set([make_topic("Agency")])

    assert placed(provider, guid="osk:1") == (None, ["Agency"])
    assert placed(provider, guid="osk:2", topics=("Rivers",)) == (None, ["Rivers"])


@pytest.mark.parametrize(
    "subject",
    [
        Subject(scheme="medtop", code="20000638"),
        Subject(scheme="", code="medtop:20000638"),
        Subject(scheme="medtop", code="medtop:20000638"),
        Subject(scheme="MediaTopic", code="20000638"),
    ],
)
def test_a_subject_code_is_the_topic_that_it_stands_for_however_it_is_written(subject, provider):
    TopicCode.objects.create(topic=make_topic("Rivers"), scheme="medtop", code="20000638")
    TopicCode.objects.create(topic=make_topic("Wrong"), scheme="osk", code="20000638")

    assert placed(provider, subjects=(Subject(code="unknown:1"), subject)) == (None, ["Rivers"])


def test_a_code_may_stand_for_a_section(provider):
    TopicCode.objects.create(topic=make_section("Sport"), scheme="subj", code="15000000")

    assert placed(provider, subjects=(Subject(scheme="iptc", code="15000000"),)) == ("Sport", [])


def test_a_keyword_is_a_topic_only_where_there_is_one(provider):
    make_topic("ÉCLUSE"), make_topic("Rivers")

    assert placed(provider, keywords=("rivers", "bridge", "Écluse")) == (None, ["Rivers", "ÉCLUSE"])
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Rivers", "ÉCLUSE"]


# -- Words -------------------------------------------------------------------------------------------------------------


def reworded(provider, **fields):
    return deliver(take(1, **fields), provider=Provider.objects.get(pk=provider.pk)).content


def test_words_are_replaced_wherever_readers_see_them(provider):
    Replacement.objects.create(provider=provider, find="colour", replace="color")

    content = reworded(
        provider,
        headline="A colour",
        kicker="colour",
        standfirst=("The colour.",),
        dateline="colour",
        body=(Block(text="Its colour."), Block(text="x", html='<p><a href="https://a.example/colour">colour</a></p>')),
        notes=("No colour.",),
        pictures=(WirePicture(caption="The colour.", credit="Colour colour", alt="colour"),),
        editor_note="colour",
    )

    assert (content.headline, content.kicker, content.standfirst) == ("A color", "color", "The color.")
    assert (content.dateline, content.notes, content.editor_note) == ("color", ("No color.",), "colour")
    assert content.body == ("<p>Its color.</p>", '<p><a href="https://a.example/colour">color</a></p>')
    placement = content.images[0]
    assert (placement.caption, placement.credit, placement.alt_text) == ("The color.", "Colour colour", "color")
    assert Image.objects.get().caption == "The colour."


def test_only_whole_words_are_replaced_one_after_the_other_and_by_their_capitals(provider):
    for find, new, is_case_sensitive in [
        ("US", "U.S.", True),
        ("U.S. dollar", "dollar", True),
        ("tyre", "tire", False),
    ]:
        Replacement.objects.create(provider=provider, find=find, replace=new, is_case_sensitive=is_case_sensitive)

    assert reworded(provider, headline="US dollar tells us: BUS Tyre entyre").headline == (
        "dollar tells us: BUS tire entyre"
    )


def test_markup_is_neither_found_nor_made(provider):
    for find, new in [("p", "x"), ("R&D", "<b>R</b> & \\1"), ("amp", "lamp")]:
        Replacement.objects.create(provider=provider, find=find, replace=new)

    content = reworded(provider, headline="R&D", body=(Block(text="R&D & more"),))

    assert content.headline == r"<b>R</b> & \1"
    assert content.body == ("<p>&lt;b&gt;R&lt;/b&gt; &amp; \\1 &amp; more</p>",)


def test_words_replaced_by_nothing_leave_no_empty_paragraph(provider):
    Replacement.objects.create(provider=provider, find="Sent from Osk.", replace="")

    content = reworded(
        provider, headline="Sent from Osk. News", body=(Block(text="News."), Block(text="Sent from Osk."))
    )

    assert (content.headline, content.body) == ("News", ("<p>News.</p>",))


def test_people_keep_their_names_and_other_providers_their_words(provider):
    Replacement.objects.create(provider=provider, find="Colour", replace="Color")

    content = reworded(provider, bylines=("Ann Colour",), headline="Colour")

    assert ([byline.name for byline in content.bylines], Author.objects.get().name) == (["Ann Colour"], "Ann Colour")
    assert deliver(take(1, headline="Colour"), provider=make_provider()).content.headline == "Colour"


def test_a_newer_take_is_merged_in_our_words(provider):
    Replacement.objects.create(provider=provider, find="colour", replace="color")
    deliver(take(1, headline="A colour"), provider=provider)

    item = deliver(take(2, headline="A colour", kicker="colour"), provider=provider)

    assert (item.outcome, item.article.working.content.kicker) == ("updated", "color")


# -- The rule tester ---------------------------------------------------------------------------------------------------


def test_a_rehearsal_says_what_would_happen_and_writes_nothing(provider):
    provider.publishing = Provider.Publishing.EVERYTHING
    provider.save()
    make_topic("Rivers")
    rule = Rule.objects.create(section=make_section("Courts"), words="court")
    used = Replacement.objects.create(provider=provider, find="colour", replace="color")
    Replacement.objects.create(provider=provider, find="unseen", replace="x")
    story = take(
        1, headline="Colour in court: colour", topics=("Rivers", "Stones"), bylines=("Ann Gray",),
        pictures=(WirePicture(caption="The mill."),),
    )  # fmt: skip

    told = filing.rehearse(story, Provider.objects.get(), now=NOON)

    assert (told.rule, told.section, told.topics, told.new_topics) == (
        rule,
        "Courts",
        ("Rivers", "Stones"),
        ("Stones",),
    )
    assert (told.replacements, told.content.headline) == ((used,), "Colour in court: color")
    assert (told.is_held, told.is_record, told.is_kill, told.would_be_published) == (False, False, False, True)
    assert [model.objects.count() for model in (Article, Author, Image)] == [0, 0, 0]
    assert sorted(Topic.objects.values_list("name", flat=True)) == ["Courts", "Rivers"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"pub_status": "withheld"}, {"is_held": True}),
        ({"headline": "In court"}, {"is_held": True}),
        ({"kind": "picture"}, {"is_record": True}),
        ({"pub_status": "canceled"}, {"is_kill": True}),
        ({"embargoed_until": NOON.replace(year=2027)}, {}),
    ],
)
def test_a_rehearsal_says_what_would_not_run(fields, told, provider):
    Rule.objects.create(words="court", is_held=True)
    provider.publishing = Provider.Publishing.EVERYTHING

    rehearsal = filing.rehearse(take(1, **fields), provider, now=NOON)

    assert {name: getattr(rehearsal, name) for name in ("is_held", "is_record", "is_kill")} == {
        "is_held": False, "is_record": False, "is_kill": False
    } | told  # fmt: skip
    assert not rehearsal.would_be_published
