"""The body editor in a real browser: it keeps all that a body may hold, and leaves alone what nobody touched."""

import pytest
from django.urls import reverse

from articles import markup, workflow
from articles.content import Content, Placement
from articles.models import Version
from tests.desk.hands import editor_has_noticed, put_caret
from tests.factories import make_image, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# One block for each thing that articles.markup allows; the first test proves that none is missing.
BLOCKS = """
<p><strong>Bold</strong>, <em>leaning <strong>and bold</strong></em>, <s>struck</s>, H<sub>2</sub>O, m<sup>2</sup>.</p>
<p>In <cite>The Book</cite>.<br>A new line.</p>
<p>A <a href="https://example.org/?a=1&amp;b=2" title="What &lt;it&gt; says">link</a>, <a href="/here/">here</a>.</p>
<p>By <a href="mailto:a@example.org">mail</a> or <a href="tel:+15550100">phone</a>.</p>
<p>Noted<sup data-footnote="He said &quot;no&quot; &amp; left">*</sup>, twice<sup data-footnote="Yes">*</sup>.</p>
<h2>A <em>subhead</em></h2>
<h3>A smaller one</h3>
<ul><li>One</li><li>Two<ul><li>Two a</li></ul></li></ul>
<ol start="4"><li>Four</li><li><p>Five</p><p>still five</p></li></ol>
<ol><li>One</li></ol>
<blockquote><p>Said</p><p>and said again</p><ul><li>and listed</li></ul></blockquote>
<pre>Wend   3  0<br>  Harl 12  1<br><br><strong>Total</strong>\t15</pre>
<hr>
<figure data-image="NUMBER"><figcaption>A <em>wall</em></figcaption></figure>
<figure data-image="NUMBER"></figure>
<table><caption>Votes</caption><thead><tr><th scope="col">Side</th><th colspan="2" scope="col">Votes</th></tr></thead>\
<tbody><tr><th rowspan="2" scope="row">Yes</th><td>1</td><td>2</td></tr>\
<tr><td colspan="2">3<ul><li>x</li></ul></td></tr></tbody>\
<tfoot><tr><td></td><td>All</td><td>6</td></tr></tfoot></table>
<p>“Curly” – no-break, شارع, 東京, 👩‍👧 &amp; &lt;tag&gt;</p>
"""


@pytest.fixture
def body():
    image = make_image()
    return tuple(BLOCKS.replace("NUMBER", str(image.pk)).strip().split("\n")), image


@pytest.fixture
def editing(sign_in):
    """The form of a story with this body, in a browser."""

    def editing(body, **content):
        article = workflow.create(Content(headline="Edited", body=body, **content))
        user = make_user(permissions=["articles.view_article", "articles.change_article"])
        return sign_in(user, reverse("admin:articles_article_change", args=[article.pk]))

    return editing


def save(page):
    page.keyboard.press("Control+s")
    page.locator(".messagelist").wait_for()


def written_by_editor(page, source):
    """What the editor makes of a body when every block of it has to be written anew."""
    return page.evaluate(
        """source => {
            const { bodyEditor } = document.querySelector("[data-body-editor]")
            bodyEditor.commands.setContent(source)
            return bodyEditor.getHTML()
        }""",
        source,
    )


def test_the_blocks_of_this_test_hold_everything_that_a_body_may_hold(body):
    blocks, _ = body
    source = markup.join(blocks)
    expected = {(tag, name) for tag, names in markup.ALLOWED.items() for name in (None, *names)}

    held = {(tag, name) for tag, name in expected if f"<{tag}" in source and (not name or f" {name}=" in source)}

    assert held == expected
    assert markup.blocks(source) == blocks


def test_the_editor_keeps_everything_that_a_body_may_hold(editing, body):
    blocks, _ = body
    page = editing(("<p>Other.</p>",))

    written = [markup.blocks(written_by_editor(page, block)) for block in blocks]

    # It has an order of its own for marks inside marks.
    nested, own = "<em>leaning <strong>and bold</strong></em>", "<em>leaning </em><strong><em>and bold</em></strong>"
    assert written == [(block.replace(nested, own),) for block in blocks]


def test_an_edit_of_one_paragraph_leaves_the_others_to_the_letter(editing, body):
    blocks, image = body
    blocks = (*blocks, "<p>The last one.</p>")
    page = editing(blocks, images=(Placement(image=image.pk),))

    put_caret(page, page.get_by_role("textbox", name="Body").locator("p", has_text="The last one"), "End")
    page.keyboard.type(" Or not.")
    save(page)

    assert Version.objects.get(number=2).content.body == (*blocks[:-1], "<p>The last one. Or not.</p>")


def test_opening_and_saving_changes_nothing(editing, body):
    blocks, image = body
    page = editing(blocks, images=(Placement(image=image.pk),))

    save(page)

    assert Version.objects.count() == 1


def test_lines_in_columns_are_typed_as_lines_and_a_second_enter_leaves_them(editing):
    page = editing(("<pre>Wend   3</pre>",))

    put_caret(page, page.get_by_role("textbox", name="Body").locator("pre"), "End")
    page.keyboard.press("Enter")
    page.keyboard.type("Harl  12")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("After the game.")
    save(page)

    assert Version.objects.get(number=2).content.body == ("<pre>Wend   3<br>Harl  12</pre>", "<p>After the game.</p>")


def test_the_tools_write_what_they_say(editing):
    page = editing(("<p>One.</p>", "<p>Two.</p>"))
    text = page.get_by_role("textbox", name="Body")
    tools = page.get_by_role("toolbar", name="Body: formatting")

    def select(word):
        text.get_by_text(word, exact=True).select_text()
        editor_has_noticed(page, selected=word)

    select("One.")
    tools.get_by_role("button", name="Bold").click()
    select("Two.")
    tools.get_by_role("button", name="H2: Subheading").click()
    tools.get_by_role("button", name="Link").click()
    page.get_by_role("dialog").get_by_label("Address").fill("https://example.org/")
    page.get_by_role("button", name="OK").click()
    editor_has_noticed(page, selected="Two.")
    put_caret(page, text.get_by_role("link", name="Two."), "End")
    page.keyboard.press("Enter")
    page.keyboard.type("Noted")
    tools.get_by_role("button", name="Footnote").click()
    page.get_by_role("dialog").get_by_label("Footnote").fill("A note")
    page.get_by_role("button", name="OK").click()
    editor_has_noticed(page)
    page.keyboard.type(".")
    save(page)

    assert Version.objects.get(number=2).content.body == (
        "<p><strong>One.</strong></p>",
        '<h2><a href="https://example.org/">Two.</a></h2>',
        '<p>Noted<sup data-footnote="A note">*</sup>.</p>',
    )


def test_a_picture_of_the_story_is_placed_in_the_text_by_its_number(editing):
    image = make_image(caption="The wall")
    page = editing(("<p>One.</p>",), images=(Placement(image=image.pk),))

    put_caret(page, page.get_by_role("textbox", name="Body").get_by_text("One."), "End")
    page.get_by_role("button", name="Picture in the text").click()
    page.get_by_role("dialog").get_by_label("Caption").fill("Seen from the sea")
    page.get_by_role("button", name="OK").click()
    save(page)

    assert Version.objects.get(number=2).content.body == (
        "<p>One.</p>",
        f'<figure data-image="{image.pk}"><figcaption>Seen from the sea</figcaption></figure>',
    )


def test_what_is_pasted_is_cleaned(editing):
    page = editing(("<p>One.</p>",))

    html = (
        '<b style="font-weight:normal"><p style="color:red" onclick="x()">Red <b>bold</b> <font>font</font>'
        '<script>alert(1)</script><img src="https://evil.example/p.gif"> <span style="font-weight:700">also bold</span>'
        ' <span style="font-style: italic">leaning</span></p></b>'
    )
    page.evaluate(
        """html => {
            const data = new DataTransfer()
            data.setData("text/html", html)
            const text = document.querySelector(".ProseMirror")
            text.focus()
            document.querySelector("[data-body-editor]").bodyEditor.commands.selectAll()
            text.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
        }""",
        html,
    )
    save(page)

    assert Version.objects.get(number=2).content.body == (
        "<p>Red <strong>bold</strong> font <strong>also bold</strong> <em>leaning</em></p>",
    )
    assert page.complaints == []


def test_the_toolbar_is_one_stop_for_the_keyboard(editing):
    page = editing(("<p>One.</p>",))
    page.get_by_role("button", name="Paragraph").focus()

    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.title") == "Subheading"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className").startswith("tiptap ProseMirror")
