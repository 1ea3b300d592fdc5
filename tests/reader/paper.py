"""A small paper with everything on it that a page can show."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture

from articles import markup, workflow
from articles.content import Byline, Content, Placement
from articles.models import Correction
from images.models import Image
from tests.factories import make_author, make_published, make_section, make_topic

TABLE = "<table><caption>Landings</caption><tbody><tr><th scope='row'>East</th><td>12</td></tr></tbody></table>"


def make_picture(color: str, *, size=(600, 400), **fields) -> Image:
    buffer = BytesIO()
    Picture.new("RGB", size, color).save(buffer, "JPEG")
    image = Image.objects.create(**fields)
    image.sha256 = hashlib.sha256(buffer.getvalue()).hexdigest()
    image.file.save("picture.jpg", ContentFile(buffer.getvalue(), "picture.jpg"))
    return image


def print_paper() -> dict[str, str]:
    """The address of each kind of page."""
    section, topic = make_section("World", slug="world", position=1), make_topic("Bridges", slug="bridges")
    author = make_author("Ada Sample", slug="ada", bio="Ada writes about bridges.", portrait=make_picture("navy"))
    lead, inline = make_picture("teal", alt_text="A bridge"), make_picture("olive", alt_text="A crane")
    missing = Image.objects.create(caption="The old bridge.", credit="Sample Wire")
    body = markup.blocks(
        f"<p>First<sup data-footnote='A note.'>*</sup> with a <a href='https://bridge.example/'>link</a>.</p><h2>Subhead</h2>"
        f"<figure data-image='{inline.pk}'></figure><ul><li>Item</li></ul><blockquote><p>Said.</p></blockquote>{TABLE}"
    )
    placements = [Placement(image=i.pk, caption="Words", credit="Sample Wire") for i in (lead, inline, missing)]
    story = Content(
        headline="A bridge opens after two years of repairs and a long argument about who pays",
        kicker="Traffic",
        label="analysis",
        standfirst="Cars may cross again.",
        bylines=(Byline(name="Ada Sample", author=author.pk), Byline(name="A stranger", role="in Port Talbe")),
        dateline="PORT TALBE",
        body=body,
        images=tuple(placements),
        section=section.pk,
        topics=(topic.pk,),
        notes=("Additional reporting by nobody.",),
    )
    article = workflow.publish(workflow.create(story), now=timezone.now() - timedelta(hours=1))
    workflow.save(article, replace(story, standfirst="Buses may cross, too."), base=article.working)
    for changes_meaning in (True, False):
        note = {"kind": Correction.Kind.CORRECTION, "text": "Two lanes are open, not four."}
        workflow.correct(article, **note, changes_meaning=changes_meaning)
    arabic = make_published(
        headline="الجسر يفتح بعد عامين", body="تعبر السيارات من جديد.", language="ar", section=section.pk, kicker="مرور"
    )
    make_published(headline="橋が再開", body="車が再び渡る。", language="ja", section=section.pk)
    withdrawn = workflow.kill(make_published(headline="Wrong"), note="It named the wrong person.")
    today = timezone.localdate()
    return {
        "front": "/",
        "story": article.get_absolute_url(),
        "changes": f"{article.get_absolute_url()}changes/?from=1&to=2",
        "corrections": "/corrections/",
        "right to left": arabic.get_absolute_url(),
        "section": section.get_absolute_url(),
        "topic": topic.get_absolute_url(),
        "author": author.get_absolute_url(),
        "archive": "/archive/",
        "year": f"/archive/{today:%Y}/",
        "month": f"/archive/{today:%Y/%m}/",
        "search": "/search/?q=bridge",
        "empty search": "/search/?q=nothing+like+it",
        "not found": "/nothing/",
        "withdrawn": withdrawn.get_absolute_url(),
    }
