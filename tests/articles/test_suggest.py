"""Topics suggested from the text of a story."""

import pytest

from articles.content import Byline
from articles.models import Topic
from articles.suggest import suggest
from tests.factories import make_content, make_section, make_topic

pytestmark = pytest.mark.django_db


def offered(content):
    return [(suggestion.name, suggestion.reason) for suggestion in suggest(content).topics]


def new_names(**fields):
    return [(name.name, name.reason) for name in suggest(make_content(**fields)).names]


def test_topics_that_the_text_names_are_offered_by_place_and_count():
    for name, kind in [("Tarrow", "place"), ("Harbors", "subject"), ("Ferry", "subject"), ("Moss", "subject")]:
        make_topic(name, kind=kind)
    content = make_content(
        headline="Ferry returns",
        standfirst="Tarrow rejoices",
        body="The harbors of Tarrow.\n\nHarbors, harbors, harbors: Tarrow has four harbors.",
    )

    assert offered(content) == [
        ("Ferry", "named once, in the headline"),
        ("Tarrow", "named 3 times, in the standfirst"),
        ("Harbors", "named 5 times"),
    ]


def test_a_name_is_found_only_as_a_whole_and_as_it_is_written():
    make_topic("Turkey", kind="place")
    make_topic("US", kind="place")
    make_topic("Art")

    assert offered(make_content(headline="Let us start to eat turkey", body="A party.")) == []
    assert offered(make_content(headline="Turkey’s US art", body="x")) == [
        ("Art", "named once, in the headline"),
        ("Turkey", "named once, in the headline"),
        ("US", "named once, in the headline"),
    ]


def test_names_of_several_words_and_of_other_scripts_are_found():
    for name in ("City council", "東京", "مجلس المدينة", "Łódź"):
        make_topic(name)

    assert [
        name
        for name, _ in offered(
            make_content(headline="x", body="The city council. 今日の東京は。 قال مجلس المدينة. Łódź")
        )
    ] == [
        "City council",
        "Łódź",
        "مجلس المدينة",
        "東京",
    ]


def test_a_topic_is_found_by_the_code_that_another_vocabulary_has_for_it():
    topic = make_topic("International Maritime Organization", kind="organisation")
    topic.codes.create(scheme="acronyms", code="IMO")

    assert offered(make_content(headline="IMO warns", body="The IMO.")) == [
        ("International Maritime Organization", "named twice, in the headline")
    ]


def test_topics_that_the_story_has_and_sections_are_not_offered():
    topic = make_topic("Ferry")
    make_section("Tarrow")

    assert offered(make_content(headline="Ferry to Tarrow", topics=[topic.pk])) == []


def test_names_seen_repeatedly_inside_sentences_are_offered_as_new_topics():
    body = (
        "On Sunday the mayor, Ida Brandt, spoke. Brandt said on Sunday that the University of Basra agrees. "
        "“Never,” said Ida Brandt. The students of the University of Basra left on Sunday. The End. The End."
    )

    assert new_names(headline="Brandt speaks", body=body) == [
        ("Ida Brandt", "named 4 times, in the headline"),
        ("University of Basra", "named twice"),
    ]


def test_a_word_that_only_begins_sentences_is_no_name():
    assert (
        new_names(headline="x", body="Rain fell. Rain fell. Rain fell. Then rain fell. Snow too. Snow too. Snow too.")
        == []
    )


def test_names_that_are_topics_or_bylines_are_not_offered_as_new():
    make_topic("Ida Brandt", kind="person")
    body = "There was Ida Brandt and Ben Okri. Here was Ida Brandt and Ben Okri."

    assert new_names(headline="x", body=body, bylines=[Byline(name="Ben Okri")]) == []
    assert new_names(headline="x", body=body.replace("Ida", "Eva")) == [
        ("Ben Okri", "named twice"),
        ("Eva Brandt", "named twice"),
    ]


def test_german_nouns_are_no_names():
    body = "Dort steht die Orgel der Werkstatt. Hier klingt die Orgel der Werkstatt, und die Orgel der Werkstatt ruht."

    assert new_names(headline="x", body=body, language="de") == []


def test_suggesting_stores_nothing():
    make_topic("Ferry")
    suggest(make_content(headline="Ferry", body="There is Ida Brandt. Here is Ida Brandt."))

    assert Topic.objects.count() == 1
