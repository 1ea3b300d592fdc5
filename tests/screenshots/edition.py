"""A paper of one day, made up for screenshots: what a page can show is on it somewhere."""

import hashlib
import tomllib
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from articles import markup, workflow
from articles.content import Byline, Content, Placement
from articles.models import Article, Correction, Topic
from authors.models import Author
from images.models import Image

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"
SECTIONS = ("World", "Politics", "Business", "Science", "Culture", "Sport")
PEOPLE = {  # their role and their portrait
    "Mara Ellingsworth": ("Coast correspondent", "001_night-ferry-returns.jpg"),
    "Tomas Ruiz Adler": ("Science editor", "003_moss-that-keeps-time.jpg"),
    "Odile Harrow": ("Reports on councils", None),
    "Anselm Quist": ("Political editor", None),
    "Ilse Varga": ("Business editor", None),
    "Jun Okafor": ("Sports reporter", None),
    "Noor Castellan": ("Critic at large", "005_die-orgel-aus-der-werkstatt.jpg"),
    "Piet Halloran": ("Harbor reporter", None),
}
OLD = timedelta(days=200)


def print_edition(now: datetime, *, more: int = 0) -> dict[str, str]:
    """The address of each kind of page. `more` are older stories, for long lists."""
    sections = {
        name: Topic.objects.create(name=name, slug=name.lower(), kind=Topic.Kind.SECTION, position=position)
        for position, name in enumerate(SECTIONS, start=1)
    }
    rivers = Topic.objects.create(
        name="Rivers and floods",
        slug="rivers-and-floods",
        description="What water does to the towns on the Varn, and what they do about it.",
    )
    varn = Topic.objects.create(name="Varn", slug="varn", kind=Topic.Kind.PLACE, parent=rivers)
    stories = tomllib.loads((HERE / "stories.toml").read_text())["story"]
    paragraphs = (HERE / "paragraphs.txt").read_text().splitlines()
    published = []
    for number, facts in enumerate(stories):
        turned = paragraphs[number % len(paragraphs) :] + paragraphs[: number % len(paragraphs)]
        content = _content(
            facts,
            sections[facts["section"]],
            turned,
            [rivers.pk, varn.pk] if number % 4 == 0 or facts.get("label") == "explainer" else [],
        )
        published.append(_publish(content, now - timedelta(hours=facts["hours"])))
    for number in range(more):
        facts = stories[number % len(stories)]
        headline = f"A look back, part {number + 1}: {facts['headline']}"
        content = _content(
            facts | {"headline": headline, "picture": None, "full": False}, sections[facts["section"]], paragraphs, []
        )
        _publish(content, now - timedelta(days=3, hours=5 * number))
    lead = _changed(published[0], now)
    arabic = _publish(
        Content(
            headline="المياه تعود إلى مروج فارن القديمة، وثلاث بلدات تتعلم العيش معها",
            kicker="مصب فارن",
            standfirst="أُخرج النهر من جدرانه عن قصد، وفقد المزارعون حقولاً عملوا فيها قرناً من الزمان.",
            bylines=(Byline(name="نور قسطلان"),),
            body=tuple(f"<p>{line}</p>" for line in (HERE / "arabic.txt").read_text().splitlines()),
            images=_placed("012_bridge-between-two-clocks.jpg", "جسر المشاة في كوري صباح الاثنين."),
            language="ar",
            section=sections["World"].pk,
            topics=(rivers.pk,),
        ),
        now - timedelta(hours=5),
    )
    old = _publish(
        _content(stories[5] | {"label": "", "picture": None}, sections["Science"], paragraphs, []), now - OLD
    )
    killed = _publish(_content(stories[9], sections["World"], paragraphs, []), now - timedelta(hours=7))
    workflow.kill(killed, note="The story named the wrong company. Nothing in it should be used.", now=now)
    moved = _publish(_content(stories[10], sections["World"], paragraphs, []), now - timedelta(hours=60))
    before = moved.get_absolute_url()
    workflow.save(moved, _with(moved.live.content, slug="the-keepers-who-wrote"), base=moved.working, now=now)
    moved = workflow.publish(Article.objects.get(pk=moved.pk), now=now)
    author = Author.objects.get(name="Mara Ellingsworth")
    day = timezone.localdate(now)
    return {
        "front": "/",
        "section": "/section/world/",
        "story": lead.get_absolute_url(),
        "story-without-picture": published[2].get_absolute_url(),
        "story-old": old.get_absolute_url(),
        "story-arabic": arabic.get_absolute_url(),
        "changes": f"{lead.get_absolute_url()}changes/",
        "topic": rivers.get_absolute_url(),
        "author": author.get_absolute_url(),
        "archive": "/archive/",
        "archive-year": f"/archive/{day:%Y}/",
        "archive-month": f"/archive/{day:%Y/%m}/",
        "search": "/search/?q=ferry",
        "search-empty": "/search/?q=zeppelin",
        "corrections": "/corrections/",
        "about": "/about/",
        "not-found": "/nothing-is-here/",
        "withdrawn": killed.get_absolute_url(),
        "moved": before,
    }


def _content(facts: dict, section: Topic, paragraphs: list[str], topics: list[int]) -> Content:
    body = [f"<p>{paragraph}</p>" for paragraph in paragraphs]
    images = _placed(facts.get("picture"), facts.get("caption", ""))
    if facts.get("full"):
        inline = _placed("003_moss-that-keeps-time.jpg", "The second mark, under a year's moss.")
        body = list(markup.blocks((HERE / "full_story.html").read_text().replace("PICTURE", str(inline[0].image))))
        images += inline
    return Content(
        headline=facts["headline"],
        kicker=facts.get("kicker", ""),
        label=facts.get("label", ""),
        standfirst=facts["standfirst"],
        bylines=tuple(_byline(name) for name in facts["by"]),
        dateline="CORRIE, Varn estuary" if facts.get("full") else "",
        body=tuple(body),
        images=images,
        section=section.pk,
        topics=tuple(topics),
        notes=("Additional reporting by Noor Castellan in Port Amsel.",) if facts.get("full") else (),
    )


def _byline(name: str) -> Byline:
    if name not in PEOPLE:
        return Byline(name=name)
    role, portrait = PEOPLE[name]
    first = name.partition(" ")[0].lower()
    author, is_new = Author.objects.get_or_create(
        name=name,
        defaults={
            "slug": name.lower().replace(" ", "-"),
            "role": role,
            "beat": "the coast, its towns, and what they argue about",
            "bio": f"{name} has written for the paper since the ferry first sank.",
            "contact": f"{first}@thelantern.example",
            "portrait": _image(portrait) if portrait else None,
        },
    )
    if is_new:
        author.links.create(label="Website", url=f"https://{first}.example/")
    return Byline(name=name, author=author.pk)


def _image(name: str) -> Image:
    data = (SEEDS / name).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    image = Image.objects.filter(sha256=digest).first()
    if image is None:
        image = Image(
            sha256=digest, credit="The Lantern", alt_text="A drawing in flat colors of water, hills and light"
        )
        image.file.save(name, ContentFile(data, name))
    return image


def _placed(name: str | None, caption: str) -> tuple[Placement, ...]:
    return (Placement(image=_image(name).pk, caption=caption, credit="The Lantern"),) if name else ()


def _publish(content: Content, at: datetime) -> Article:
    return workflow.publish(workflow.create(content, now=at), at=at, now=at)


def _with(content: Content, **fields) -> Content:
    return Content.from_json(content.to_json() | fields)


def _changed(article: Article, now: datetime) -> Article:
    """Updated an hour after it appeared, corrected half an hour ago."""
    paragraph = "<p>On Tuesday evening the council of Corrie voted to keep the sluices open until April.</p>"
    updated = _with(article.live.content, body=[*article.live.content.body, paragraph])
    workflow.save(article, updated, base=article.working, now=now - timedelta(minutes=60))
    article = workflow.publish(
        Article.objects.get(pk=article.pk), note="Adds the vote of the council.", now=now - timedelta(minutes=60)
    )
    workflow.correct(
        article,
        kind=Correction.Kind.CORRECTION,
        text="An earlier version of this story said that four towns had joined. It is three: Halden voted against it.",
        now=now - timedelta(minutes=30),
    )
    return Article.objects.get(pk=article.pk)
