"""A story -> the words it is found by. Publishing writes those for readers, every save those for the desk.

They are written in the transaction of the verb, so a story is never found by other words than it has. Beside its
words an entry holds marks: words that nobody can type, for the section, the topics, the authors, the date and the kind,
so that narrowing a search is as quick as searching.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from itertools import batched

from django.apps import apps as installed
from django.db import transaction

from articles import markup
from articles.content import Content
from articles.models import Article, Status

MOST_WORDS = 30_000  # of a story; PostgreSQL holds no more than 1 MB of them
# Characters of Unicode's private area: no text that we keep has them, and no query does.
MARK, IN_HEADLINE, GAP, EDGE = "\ue000", "\ue001", "\ue002", "\ue003"
ID_BITS, SECONDS_BITS = 27, 36
LAST_ID = 2**ID_BITS - 1
BEGINNING = 2 ** (SECONDS_BITS - 1)  # seconds before 1970 at which places begin
SHORTEST_SPELLED = 4
AT_ONCE = 500

type Seen = tuple[Article, Iterable[int], Iterable[int], Iterable[str]]  # with its authors, topics and captions


def place_of(publish_at: datetime, pk: int) -> int:
    """The newest story has the highest place; the story's number is in it."""
    seconds = int(publish_at.timestamp()) + BEGINNING
    return (min(max(seconds, 0), 2**SECONDS_BITS - 1) << ID_BITS) + pk


def mark(kind: str, value: object) -> str:
    return f"{MARK}{kind}{value}"


def year_mark(moment: datetime) -> str:
    """The year of publishing as places have it, for a database that looks at the newest years first."""
    return mark("u", moment.astimezone(UTC).year)


def date_marks(day: date) -> list[str]:
    return [mark("y", f"{day:%Y}"), mark("m", f"{day:%Y%m}")]


def index(article: Article, *, authors: Iterable[int], topics: Iterable[int], captions: Iterable[str]) -> None:
    """Let readers find a story by what they see of it."""
    index_many([(article, authors, topics, captions)])


def index_many(stories: Iterable[Seen], apps=installed) -> None:
    entries, spelled, entry = [], set(), apps.get_model("articles", "SearchEntry")
    for article, authors, topics, captions in stories:
        top = [article.kicker, article.standfirst, article.byline_text, article.dateline]
        text = _text(article.headline, [*top, article.body_text, *captions, *article.notes])
        marks = [mark("k", article.label or "news"), year_mark(article.publish_at), *date_marks(article.url_date)]
        marks += [mark("s", article.section_id)] if article.section_id else []
        marks += [mark("a", author) for author in authors] + [mark("t", topic) for topic in topics]
        place = place_of(article.publish_at, article.pk)
        entries.append(entry(article_id=article.pk, place=place, words=" ".join([*marks, *text])))
        spelled |= set(markup.words(" ".join([article.headline, *top])))
    entry.objects.bulk_create(
        entries, update_conflicts=True, unique_fields=["article"], update_fields=["place", "words"]
    )
    _learn(spelled, apps.get_model("articles", "SearchWord"))


def forget(article: Article) -> None:
    """Readers see the story no more. (What they may see is decided elsewhere; this keeps the index small.)"""
    installed.get_model("articles", "SearchEntry").objects.filter(article_id=article.pk).delete()


def index_for_desk(stories: Sequence[tuple[int, Content]], apps=installed) -> None:
    """Let the desk find stories, by number, by what their working versions say."""
    entries, entry = [], apps.get_model("articles", "DeskEntry")
    for pk, content in stories:
        bylines = " ".join(str(byline) for byline in content.bylines)
        parts = [content.kicker, content.standfirst, bylines, content.dateline, content.slug, content.editor_note]
        parts += [content.plain_text, *map(str, content.images), *content.notes]
        marks = [mark("k", content.label or "news"), mark("l", content.language.replace("-", "").lower())]
        marks += [mark("s", content.section)] if content.section else []
        marks += [mark("a", byline.author) for byline in content.bylines if byline.author]
        marks += [mark("t", topic) for topic in content.topics]
        entries.append(entry(article_id=pk, words=" ".join([*marks, *_text(content.headline, parts)])))
    entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["article"], update_fields=["words"])


def rebuild(apps=installed) -> None:
    """Make all entries anew: after an upgrade that indexes more, or when somebody wrote past the verbs.

    Some hundred stories at a time, each batch whole: readers go on searching, and it can be stopped and repeated.
    """
    article, byline, tagged, placement, version, entry = (
        apps.get_model("articles", name)
        for name in ("Article", "Byline", "TaggedArticle", "Placement", "Version", "SearchEntry")
    )
    published = article.objects.filter(status=Status.PUBLISHED)
    entry.objects.exclude(article__in=published).delete()
    needed = ("kicker", "label", "headline", "standfirst", "byline_text", "dateline", "body_text", "notes")
    for pks in batched(list(published.values_list("pk", flat=True).order_by("pk")), AT_ONCE):
        authors = _grouped(byline.objects.filter(article__in=pks, author__isnull=False), "article_id", "author_id")
        topics = _grouped(tagged.objects.filter(content_object__in=pks), "content_object_id", "tag_id")
        captions = _grouped(placement.objects.filter(article__in=pks), "article_id", "caption")
        stories = published.filter(pk__in=pks).only(*needed, "section", "publish_at", "url_date")
        with transaction.atomic():
            index_many(
                [(one, authors.get(one.pk, ()), topics.get(one.pk, ()), captions.get(one.pk, ())) for one in stories],
                apps,
            )
    working = partial(version.objects.filter, pk__in=article.objects.filter(working__isnull=False).values("working"))
    for pks in batched(list(working().values_list("pk", flat=True).order_by("pk")), AT_ONCE):
        data = version.objects.filter(pk__in=pks).values_list("article_id", "data")
        with transaction.atomic():
            index_for_desk([(pk, Content.from_json(story)) for pk, story in data], apps)


def _grouped(links, owner: str, value: str) -> dict[int, list]:
    found: dict[int, list] = {}
    for pk, one in links.values_list(owner, value):
        found.setdefault(pk, []).append(one)
    return found


def trigrams(word: str) -> list[str]:
    edged = f"{EDGE}{word}{EDGE}"
    return list(dict.fromkeys(edged[at : at + 3] for at in range(len(edged) - 2)))


def _text(headline: str, parts: Iterable[str]) -> list[str]:
    """All words, and those of the headline once more, marked as such. No phrase reaches from one part to the next."""
    first = markup.words(headline)
    found = [*(IN_HEADLINE + word for word in first), GAP, *first]
    for part in filter(None, parts):
        found += [GAP, *markup.words(part)]
    return found[:MOST_WORDS]


def _learn(spelled: Iterable[str], search_word) -> None:
    """Keep words that somebody may misspell. Whether one is ever suggested depends on what readers may see then."""
    fit = sorted(word for word in spelled if len(word) >= SHORTEST_SPELLED and word.isalpha())
    known = set(search_word.objects.filter(word__in=fit).values_list("word", flat=True))
    new = [search_word(word=word, trigrams=" ".join(trigrams(word))) for word in fit if word not in known]
    search_word.objects.bulk_create(new, ignore_conflicts=True)
