"""Where the story's own text begins and ends, and what stands among its paragraphs."""

from zoneinfo import ZoneInfo

import pytest

from wire.formats import parse
from wire.formats.text import furniture

HEAD = "Lock keeper stays at home\n\nAda Quill\n5 March 2025\n\n"
FIRST = """\
The lock keeper said the water had been high since Sunday, and that nobody had asked him about it.

Boats have waited for nine days below the gate, and two of them have opened a kitchen."""
SECOND = """\
Nobody remembers a spring as wet as this one, not even the keeper’s mother, who is ninety.

A second gate has been talked about since 1974, and a third one since the second was talked about."""
PARAGRAPHS = [line for line in f"{FIRST}\n{SECOND}".splitlines() if line]


def read(document):
    return parse(document.encode(), timezone=ZoneInfo("UTC")).stories[0]


def blocks(between="", after=""):
    return [(block.kind, block.text) for block in read(f"{HEAD}{FIRST}\n\n{between}\n\n{SECOND}\n\n{after}").body]


TEXT = [("paragraph", line) for line in PARAGRAPHS]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Advertisement", "ad"),
        ("Story continues below advertisement", "ad"),
        ("Advertisement · Scroll to continue", "ad"),
        ("ANNONS:", "ad"),
        ("Реклама. ООО «Ромашка», ИНН 000", "ad"),
        ("Share", "tool"),
        ("Share Tweet Print Email", "tool"),
        ("Comments (48)", "comments"),
        ("Lesezeit: 3 Min.", "tool"),
        ("cancel email link share Share bookmark Save", "tool"),
        ("list 1 of 2", "tool"),
        ("Read more", "links"),
        ("Mehr zum Thema", "links"),
        ("Lee también", "links"),
        ("相关阅读", "links"),
        ("More on this story", "links"),
        ("Politics Latest Articles", "links"),
        ("Related Topics", "topics"),
        ("Schlagworte:", "topics"),
        ("Read more: Keeper wins prize", "link"),
        ("ALSO READ: Keeper wins prize", "link"),
        ("À lire aussi Le gardien gagne un prix", "link"),
        ("Explore charts >>", "link"),
        ("Home » News » Harl", "crumbs"),
        ("Accueil Bretagne Harl", "crumbs"),
        ("© 2025 Lantern. All rights reserved.", "rights"),
        ("1,204", "counter"),
        ("4:11", "counter"),
        ("https://lantern.example/1", "address"),
    ],
)
def test_furniture_is_known_by_its_words(line, kind):
    assert furniture.kind(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "The print was framed.",
        "Comments by the mayor",
        "« On n’est pas un musée »",
        "He saved the email link",
        "A 3/4 vote",
        "Share of voters falls",
    ],
)
def test_other_lines_are_no_furniture(line):
    assert furniture.kind(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter to get the news in your inbox",
        "Abonnieren Sie jetzt unseren Newsletter",
        "Download the app from the store by searching for ‘Lantern’.",
        "この記事は会員限定です。登録すると続きをお読みいただけます。",
    ],
)
def test_a_page_that_speaks_of_itself_is_heard(line):
    assert furniture.addresses_reader(line)


@pytest.mark.parametrize(
    "line",
    [
        "The firm lost subscribers to its newsletter last year.",
        "“Sign up for our newsletter,” he told them.",
        "Cookies were served to the boats on Sunday afternoon.",
    ],
)
def test_a_story_about_newsletters_is_a_story(line):
    assert not furniture.addresses_reader(line)


def test_a_subhead_between_paragraphs():
    assert blocks("Nine days below the gate") == [*TEXT[:2], ("subhead", "Nine days below the gate"), *TEXT[2:]]


@pytest.mark.parametrize(
    "between",
    [
        "Advertisement",
        "Share\nPrint\nComments (12)\nSave",
        "Read more\n\nMinister opens bridge twice in one day",
        "Mehr zum Thema\n\nMinister eröffnet Brücke zweimal\n\nBrücke bleibt zu",
        "ALSO READ: Minister opens bridge twice in one day",
        "Minister opens bridge twice\nBy Bo Marsh\n4 March 2025",
        "Video\n\nfootage of the gate at night",
        "2:34\nMinister opens bridge twice in one day",
        "Sign up for the Morning Brief newsletter",
        "By entering your email address you agree to our Terms of Service and Privacy Policy.",
    ],
)
def test_what_pages_put_among_paragraphs_is_kept_out(between):
    story = read(f"{HEAD}{FIRST}\n\n{between}\n\n{SECOND}")

    assert [(block.kind, block.text) for block in story.body] == TEXT
    assert {line for line in between.splitlines() if line} <= set(story.set_aside)


def test_what_is_printed_again_and_again_is_the_page_s():
    """Whatever it says, and in whatever language: no word table has to know it."""
    refrain = "Here follows something that was put in from another place."
    last = "The vote is on Friday at noon, one boat one vote, said the cook of the larger boat."

    story = read(HEAD + f"\n\n{refrain}\n\n".join([FIRST, SECOND, last, ""]))

    assert [block.text for block in story.body] == [*PARAGRAPHS, last]
    assert story.set_aside.count(refrain) == 3


def test_a_subhead_after_links_is_known_when_the_text_takes_its_words_up():
    found = blocks("Read more\n\nMinister opens bridge twice\n\nThe wettest spring")

    assert found == [*TEXT[:2], ("subhead", "The wettest spring"), *TEXT[2:]]


@pytest.mark.parametrize(
    "line", ["The gate will open on Friday, the district said at noon. (mib)", "Boats may pass again. [aq]"]
)
def test_a_sentence_signed_by_its_desk_is_a_sentence(line):
    assert [text for _, text in blocks(line)][2] == line


def test_a_list_with_marks():
    found = blocks("• Measure the water every week\n• Mend the lower gate\n• Ask the keeper")

    assert found[2:5] == [
        ("list item", "Measure the water every week"),
        ("list item", "Mend the lower gate"),
        ("list item", "Ask the keeper"),
    ]


def test_a_list_without_marks_after_a_colon():
    found = blocks("The district has promised three things:\n\nMeasure the water\nMend the lower gate\nAsk the keeper")

    assert [kind for kind, _ in found[2:6]] == ["paragraph", "list item", "list item", "list item"]


def test_a_post_quoted_from_elsewhere():
    post = "Nine days and still no water level in sight, and the soup is gone — Bo Marsh (@bomarsh) March 4, 2025"

    assert ("quote", post) in blocks(post)


def test_a_sentence_broken_over_two_lines_stays():
    broken = "“The water is as high as it was in my grandfather’s time and in his own\ngrandfather’s,” he said."

    assert [text for _, text in blocks(broken)][2:4] == broken.split("\n")


def test_other_stories_after_the_body_are_not_its_end():
    after = """\
Read more stories

Labor
Lamplighters ask for ladders
The union of lamplighters wants longer ladders and shorter streets, its chairman said on Monday.
By Bo Marsh

Culture
Choir sings in a lift
Forty singers and one lift: the city choir has found that the acoustics are best between floors.
By Cy Poole"""

    assert blocks(after=after) == TEXT


def test_readers_comments_are_not_the_story():
    after = "Comments\n\nI have known the keeper for forty years and he has never once been asked, which is a shame."

    assert blocks(after=after) == TEXT


def test_headline_again_as_a_tab_title():
    story = read(f"Lock keeper stays at home - The Lantern\nMenu\nNews\n{HEAD}{FIRST}\n\n{SECOND}")

    assert story.headline == "Lock keeper stays at home"


def test_headline_under_a_glued_trail_of_sections():
    story = read(f"NewsHarlWaterLock keeper stays at home\n{HEAD}{FIRST}\n\n{SECOND}")

    assert story.headline == "Lock keeper stays at home"


def test_a_kicker_over_the_headline():
    story = read(f"High water :\n{HEAD}{FIRST}\n\n{SECOND}")

    assert (story.kicker, story.headline) == ("High water", "Lock keeper stays at home")


def test_standfirst_before_and_after_the_byline():
    short = "Nobody has asked him why the gate is shut"
    before = read(f"Lock keeper stays at home\n\n{short}\n\nAda Quill\n5 March 2025\n\n{FIRST}\n\n{SECOND}")
    after = read(
        f"{HEAD}Nobody has asked him why the gate is shut, and he has not said.\nShare\nPrint\n\n{FIRST}\n\n{SECOND}"
    )

    assert before.standfirst == (short,)
    assert after.standfirst == ("Nobody has asked him why the gate is shut, and he has not said.",)
    assert [block.text for block in before.body] == [block.text for block in after.body] == PARAGRAPHS


def test_a_table_of_contents_is_no_standfirst():
    subhead = "Nobody has asked the keeper why the lower gate is still shut"

    story = read(f"{HEAD}Contents\n{subhead}\n\n{FIRST}\n\n{subhead}\n\n{SECOND}")

    assert story.standfirst == ()
    assert [(block.kind, block.text) for block in story.body] == [*TEXT[:2], ("subhead", subhead), *TEXT[2:]]


def test_copy_without_a_headline_gets_one_and_a_flag():
    story = read(f"{FIRST}\n\n{SECOND}\n")

    assert "headline-made-up" in story.flags
    assert [block.text for block in story.body] == PARAGRAPHS
    assert story.headline == PARAGRAPHS[0]


@pytest.mark.parametrize(
    "box",
    [
        "[ Read how the lock was built in nine years ]",
        "[Video: a day at the lock]",
        "Subscribe to the newsletter\n\nWhat matters by the water, told every evening at six.\n\nSign up",
        "Related stories\nHow a lock is built\nA visit to a woman who has measured the water since 1974.\nBy Bo Marsh",
        "Loading...",
        "Sponsor Message",
    ],
)
def test_boxes_among_the_paragraphs_are_no_text(box):
    assert blocks(between=box) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Got a tip about this story? Get in touch with us and tell us what you saw by the water.",
        "Your information is being handled in accordance with the privacy collection statement.",
        "Har du innspill til denne saken? Send oss gjerne en e-post om det du så ved vannet.",
        "Voit keskustella aiheesta, kun olet kirjautunut sisään omilla tunnuksillasi.",
    ],
)
def test_what_the_page_asks_of_its_reader_is_no_last_paragraph(line):
    assert blocks(after=line) == TEXT


def test_sentence_may_end_before_a_spaced_guillemet():
    line = "« La porte est fermée depuis dimanche », dit-elle. « Personne ne m’a rien demandé. »"

    assert blocks(after=line) == [*TEXT, ("paragraph", line)]


def test_dashes_under_a_colon_are_a_list_and_elsewhere_somebody_speaking():
    listed = (
        "The council has asked for three things this spring:\n- a second gate.\n- a third keeper.\n- a dry kitchen."
    )
    spoken = "- Nobody asked me about it, said the keeper, and went back in."

    kinds = [kind for kind, _ in blocks(between=listed)]
    assert kinds == ["paragraph"] * 3 + ["list item"] * 3 + ["paragraph"] * 2
    assert ("paragraph", spoken) in blocks(between=spoken)


def test_words_quoted_again_head_the_text_under_links():
    quoted = "‘High since Sunday’"
    links = "Related stories\nHow a lock is built\nA keeper remembers\n\n"

    body = blocks(between=f"{links}{quoted}\n\n“High since Sunday,” said the keeper, who had been there all the while.")

    assert ("subhead", quoted) in body


def test_quote_set_large_is_not_printed_twice():
    pulled = "Nobody remembers a spring as wet as this one, not even the keeper’s mother."
    longer = f"“{pulled[:-1]},” said the keeper, who has a book for it. It is not as full as he would like."

    assert blocks(between=pulled, after=longer) == [*TEXT, ("paragraph", longer)]


def test_two_headlines_with_a_sentence_each_at_the_end_are_other_stories():
    teasers = """\
Storm warning extended to Friday as rivers rise

Forecasters say that eighty millimeters of rain could fall on high ground.

Minister to face questions over hospital delays

The ministry had promised to give an answer by the end of June."""

    assert blocks(after=teasers) == TEXT


def test_note_may_name_its_day():
    note = "Correction, March 6: An earlier version gave the wrong age of the keeper."

    assert read(f"{HEAD}{FIRST}\n\n{SECOND}\n\n{note}").notes == (note,)
