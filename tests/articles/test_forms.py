"""Content -> form -> POST -> Content."""

import pytest
from django.contrib import admin
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import markup
from articles.content import Byline, Content, Label, Placement
from articles.forms import StoryForms
from tests.factories import make_author, make_content, make_image, make_section, make_topic

pytestmark = pytest.mark.django_db


def posted(forms: StoryForms) -> dict:
    """What a browser sends when nobody touches anything; text boxes end their lines with CR LF."""
    data = {}
    for form in (forms.story, *forms.bylines.forms, *forms.images.forms):
        for field in form:
            shown = field.field.widget.format_value(field.value())
            if field.name == "topics":
                data[field.html_name] = shown
            elif field.widget_type != "checkbox":
                [shown] = shown if isinstance(shown, list) else [shown]
                data[field.html_name] = str(shown or "").replace("\n", "\r\n")
    for rows in (forms.bylines, forms.images):
        data |= {field.html_name: str(field.value()) for field in rows.management_form}
    return data


class Sent(dict):
    """A QueryDict as far as forms know one."""

    def getlist(self, name):
        value = self.get(name, [])
        return value if isinstance(value, list) else [value]


def again(content: Content, **changes) -> Content:
    untouched = StoryForms(content, admin_site=admin.site)
    forms = StoryForms(content, Sent(posted(untouched) | changes), admin_site=admin.site)
    assert forms.is_valid(), forms.errors()
    return forms.content()


lines = st.text(max_size=40)
bodies = st.lists(lines, max_size=4).map(markup.from_text)


@pytest.fixture
def known():
    """Keys that exist, and one of each kind that does not any more."""
    return {
        "author": [make_author().pk, make_author().pk, 987_001],
        "image": [make_image().pk, make_image().pk, 987_002],
        "section": [make_section().pk, None, 987_003],
        "topic": [make_topic().pk, make_topic().pk, make_topic().pk, 987_004, 987_005],
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_form_that_nobody_touched_is_the_same_story(known, data):
    draw = data.draw
    byline = st.builds(Byline, name=lines, author=st.none() | st.sampled_from(known["author"]), role=lines)
    words = {"caption": lines, "credit": lines, "alt_text": lines}
    placement = st.builds(Placement, image=st.sampled_from(known["image"]), **words)
    content = Content(
        headline=draw(lines),
        kicker=draw(lines),
        label=draw(st.sampled_from(Label)),
        standfirst=draw(lines),
        bylines=draw(st.lists(byline, max_size=4)),
        dateline=draw(lines),
        body=draw(bodies),
        images=draw(st.lists(placement, max_size=3)),
        section=draw(st.sampled_from(known["section"])),
        topics=draw(st.lists(st.sampled_from(known["topic"]), max_size=5)),
        notes=draw(st.lists(lines, max_size=3)),
        editor_note=draw(st.text(max_size=60)),
        language=draw(st.sampled_from(["en", "zh-Hant-TW", "de-CH", "ar"])),
        slug=draw(lines),
    )

    assert again(content) == content


def test_one_change_is_one_change(known):
    content = make_content(
        topics=[known["topic"][3], known["topic"][1], known["topic"][0]], section=known["section"][2]
    )

    assert again(content, kicker="New") == Content.from_json(content.to_json() | {"kicker": "New"})
    assert again(content, topics=[str(known["topic"][2])]).topics == (known["topic"][3], known["topic"][2])
    assert again(content, section=str(known["section"][0])).section == known["section"][0]


def test_a_row_with_only_an_author_prints_the_authors_name(known):
    author = make_author("Ada Holm")

    content = again(make_content(), **{"bylines-0-author": str(author.pk)})

    assert content.bylines == (Byline(name="Ada Holm", author=author.pk),)


def invalid(content: Content, **changes) -> list[tuple[str, str]]:
    untouched = StoryForms(content, admin_site=admin.site)
    forms = StoryForms(content, Sent(posted(untouched) | changes), admin_site=admin.site)
    assert not forms.is_valid()
    return [(label, message) for _, label, message in forms.errors()]


def test_errors_say_where_and_what(known):
    first, second, _ = known["image"]
    missing = f"The text shows picture {second}, which is not among the pictures below."
    missing += " Add it there, or take it out of the text."
    picture = {"images-0-image": str(first), "images-0-ORDER": "1"}

    assert invalid(make_content(), **{"images-0-caption": "Words"}) == [
        ("Picture 1: Picture", "Choose the picture that these words belong to, or tick “Remove”.")
    ]
    assert invalid(
        make_content(images=[Placement(image=first), Placement(image=second)]), **{"images-1-image": str(first)}
    ) == [("Pictures", "A picture can stand in a story once. Remove one of the two rows, or choose another picture.")]
    assert invalid(make_content(), **picture, body=f'<figure data-image="{second}"></figure>') == [("Body", missing)]
    assert invalid(make_content(), body='<figure data-image="99"></figure>') == [
        ("Body", "The text shows picture 99, which does not exist. Take it out of the text.")
    ]
    assert invalid(make_content(), body="<div>" * 200) == [("Body", "This HTML is nested more than 100 deep.")]
    assert invalid(make_content(), language="no language!") == [
        ("Language", "Write a language tag such as en, pt-BR or ar.")
    ]
    assert invalid(make_content(), **{"bylines-0-role": "Reporter"}) == [
        ("Byline 1: Name as printed", "Write the name that is printed.")
    ]


def test_an_address_that_readers_know_is_changed_on_purpose_only():
    content = make_content()
    data = posted(StoryForms(content, admin_site=admin.site)) | {"slug": "New Address"}

    def typed(**more):
        return StoryForms(content, Sent(data | more), address="/2026/01/05/old/", admin_site=admin.site)

    assert not typed().is_valid()
    assert [label for _, label, _ in typed().errors()] == ["Change the address that readers know"]
    meant = typed(change_address="on")
    assert meant.is_valid()
    assert meant.content().slug == "new-address"
