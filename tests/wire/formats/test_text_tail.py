"""What stands after the body: biographies and links, notes, topics."""

from zoneinfo import ZoneInfo

import pytest

from wire.formats import Bio, SocialLink, parse

BODY = [
    "The lock keeper said the water had been high since Sunday, and that nobody had asked him about it.",
    "Boats have waited for nine days below the gate, and two of them have opened a kitchen.",
    "Nobody remembers a spring as wet as this one, not even the keeper’s mother, who is ninety.",
    "A second gate has been talked about since 1974, and a third one since the second was talked about.",
]


def read(after, *, byline="Ada Quill", before=""):
    head = f"Lock keeper stays at home\n\n{before}{byline}\n5 March 2025\n\n"
    story = parse((head + "\n\n".join(BODY) + "\n" + after).encode(), timezone=ZoneInfo("UTC")).stories[0]
    assert [block.text for block in story.body] == BODY
    return story


def test_a_biography_begins_with_the_author_s_name():
    text = "Ada Quill writes about water. Follow her on X: https://x.com/adaquill_example"

    story = read(f"\n{text}\ntwitter\nRelated Topics")

    assert story.bios == (Bio(name="Ada Quill", text=text),)
    assert story.social == (SocialLink(name="Ada Quill", url="https://x.com/adaquill_example"),)
    assert "twitter" in story.set_aside


def test_two_authors_have_two_biographies():
    first, second = "Ada Quill covers the harbor and all its gates.", "Bo Marsh is a photographer who lives on a boat."

    story = read(f"{first}\ntwitter\n{second}\ntwitter\nRelated Topics", byline="Ada Quill\nBo Marsh")

    assert story.bios == (Bio(name="Ada Quill", text=first), Bio(name="Bo Marsh", text=second))


def test_a_biography_under_the_name():
    story = read("Ada Quill\n\nReporter\nSee more\n\nWrites about water and about the people who wait for it.")

    assert story.bios == (Bio(name="Ada Quill", text="Writes about water and about the people who wait for it."),)


def test_what_an_author_contributed_is_a_note_and_no_biography():
    story = read("Bo Marsh contributed from Harl.", byline="Ada Quill and Bo Marsh")

    assert story.notes == ("Bo Marsh contributed from Harl.",)
    assert story.bios == ()


def test_no_biography_is_made_up():
    assert read("Share\nPrint").bios == ()


@pytest.mark.parametrize(
    "note",
    [
        "Bo Marsh contributed to this report.",
        "—Lantern writer Bo Marsh in Harl contributed to this report.",
        "With files from Bo Marsh",
        "Views expressed in this article are the opinions of the author and do not reflect those of the paper.",
        "Correction: An earlier version of this article gave the wrong day. It was Sunday.",
        "Editor’s note: The spelling of the keeper’s name was changed on Monday.",
        "Mit Material von dpa",
        "Con información de EFE",
        "Материал подготовлен при участии Льва Перова",
    ],
)
def test_a_closing_note_is_a_note(note):
    story = read(f"\n{note}\nShare")

    assert story.notes == (note,)
    assert note not in story.set_aside


def test_a_correction_over_the_byline():
    note = "CORRECTION: An earlier version of this article gave the wrong day. It was Sunday."

    assert read("", before=f"{note}\n").notes == (note,)


def test_a_closing_note_ends_the_body():
    story = read(
        "Bo Marsh contributed to this report.\nStay with the facts\nAdd The Lantern as a preferred source to see more."
    )

    assert story.notes == ("Bo Marsh contributed to this report.",)


@pytest.mark.parametrize(
    ("after", "topics"),
    [
        ("Related Topics", ()),
        ("Related Topics\nLocks\nHigh Water", ("Locks", "High Water")),
        ("Tags: locks, high water, Harl", ("locks", "high water", "Harl")),
        ("Schlagworte:\n\nSchleusen\nHochwasser\n\nStellenmarkt\nBinnenschiffer", ("Schleusen", "Hochwasser")),
        ("Etiquetas\n\nEsclusas\n\nAgua\n\nLo más leído\n\nOtra noticia", ("Esclusas", "Agua")),
        ("#locks\n#water", ("locks", "water")),
        ("Locks\nWater\nHarl\n\nMost viewed\nKeeper wins prize", ("Locks", "Water", "Harl")),
        ("Read more on these topics\nLocks\nWater\nMost read\nKeeper wins prize", ("Locks", "Water")),
        ("Most read\nKeeper wins prize\nGate painted", ()),
    ],
)
def test_topics(after, topics):
    assert read(f"\n{after}").topics == topics
