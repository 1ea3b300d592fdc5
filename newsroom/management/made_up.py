"""A paper of any size, made up: for measuring, not for reading."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import batched

from django.db.models import F, OuterRef, Subquery

from articles import indexing
from articles.content import Byline as PrintedByline
from articles.content import Content
from articles.models import Article, Byline, Correction, PublicRecord, Reason, Status, TaggedArticle, Topic, Version
from authors.models import Author

SECTIONS = ("World", "Politics", "Business", "Science", "Culture", "Sport")
WORDS = [  # 6,000, of which the first is in every story and the last is in a few of a hundred
    a + b + c + d + e
    for a in ("bra", "co", "del", "fi", "gru")
    for b in ("ma", "ne", "ri", "stol")
    for c in ("", "ck", "n")
    for d in ("", "da", "le", "mi", "po", "ru", "sa", "to", "vu", "wa")
    for e in ("", "bel", "dor", "fen", "gal", "kin", "mus", "rak", "sil", "tam")
]
EVERY = timedelta(minutes=30)
PARAGRAPHS, IN_A_PARAGRAPH = 10, 45
CORRECTED = 50  # one story in so many
AT_ONCE = 2000
Kind = Correction.Kind


def print_paper(stories: int, now: datetime) -> None:
    """A story every half hour back from `now`: most in one section, half on one topic, a quarter by one author."""
    sections = Topic.objects.bulk_create(
        Topic(name=name, slug=name.lower(), kind=Topic.Kind.SECTION, position=position)
        for position, name in enumerate(SECTIONS, start=1)
    )
    topics = Topic.objects.bulk_create(Topic(name=f"Topic {n}", slug=f"topic-{n}") for n in range(100))
    authors = Author.objects.bulk_create(
        Author(name=f"Author {n}", slug=f"author-{n}", bio=_words(n, 40)) for n in range(40)
    )
    for numbers in batched(range(stories), AT_ONCE):
        articles = Article.objects.bulk_create(_story(number, now, sections, authors) for number in numbers)
        contents = [
            _content(number, article, authors, topics) for number, article in zip(numbers, articles, strict=True)
        ]
        versions = Version.objects.bulk_create(
            Version(
                article=article,
                number=1,
                data=content.to_json(),
                reason=Reason.WIRE,
                created_at=now,
                headline=article.headline,
                byline=article.byline_text,
                section_id=article.section_id,
                words=PARAGRAPHS * IN_A_PARAGRAPH,
            )
            for article, content in zip(articles, contents, strict=True)
        )
        PublicRecord.objects.bulk_create(
            PublicRecord(
                article=article, what=PublicRecord.What.PUBLISH, number=1, version=version, at=article.publish_at
            )
            for article, version in zip(articles, versions, strict=True)
        )
        Correction.objects.bulk_create(
            Correction(
                article=article, kind=Kind.CORRECTION, text=_words(number, 20), version=version, at=article.publish_at
            )
            for number, article, version in zip(numbers, articles, versions, strict=True)
            if number % CORRECTED == 0
        )
        Byline.objects.bulk_create(
            Byline(article=article, author=author, name=author.name, position=position, listed_at=article.publish_at)
            for number, article in zip(numbers, articles, strict=True)
            for position, author in enumerate(_authors(number, authors))
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=article, tag=topic, position=position, listed_at=article.publish_at)
            for number, article in zip(numbers, articles, strict=True)
            for position, topic in enumerate(_topics(number, topics))
        )
        indexing.index_for_desk([(article.pk, content) for article, content in zip(articles, contents, strict=True)])
        indexing.index_many(
            (
                article,
                [author.pk for author in _authors(number, authors)],
                [topic.pk for topic in _topics(number, topics)],
                (),
            )
            for number, article in zip(numbers, articles, strict=True)
        )
    live = Version.objects.filter(article=OuterRef("pk")).values("pk")
    Article.objects.update(
        live=Subquery(live), working=Subquery(live), status=Status.PUBLISHED, saved_at=F("publish_at")
    )


def _story(number: int, now: datetime, sections: list[Topic], authors: list[Author]) -> Article:
    at = now - number * EVERY
    paragraphs = [_words(number * PARAGRAPHS + n, IN_A_PARAGRAPH) for n in range(PARAGRAPHS)]
    return Article(
        section=sections[0] if number % 10 else sections[number // 10 % len(sections)],
        headline=f"{_words(number, 9).capitalize()} {number}",
        slug=f"story-{number}",
        standfirst=_words(number + 1, 25).capitalize(),
        byline_text=", ".join(author.name for author in _authors(number, authors)),
        body="\n".join(f"<p>{text}</p>" for text in paragraphs),
        body_text="\n\n".join(paragraphs),
        created_at=at,
        saved_at=at,
        publish_at=at,
        first_published_at=at,
        updated_at=at,
        url_date=at.date(),
    )


def _content(number: int, article: Article, authors: list[Author], topics: list[Topic]) -> Content:
    return Content(
        headline=article.headline,
        standfirst=article.standfirst,
        bylines=tuple(PrintedByline(name=author.name, author=author.pk) for author in _authors(number, authors)),
        body=tuple(article.body.split("\n")),
        section=article.section_id,
        topics=tuple(topic.pk for topic in _topics(number, topics)),
    )


def _authors(number: int, authors: list[Author]) -> Iterable[Author]:
    first = authors[0] if number % 4 == 0 else authors[1 + number % (len(authors) - 1)]
    return dict.fromkeys([first, authors[1 + number * 7 % (len(authors) - 1)]])


def _topics(number: int, topics: list[Topic]) -> Iterable[Topic]:
    first = topics[0] if number % 2 == 0 else topics[1 + number % (len(topics) - 1)]
    return dict.fromkeys([first, *(topics[1 + number * step % (len(topics) - 1)] for step in (3, 7))])


def _words(seed: int, count: int) -> str:
    """Words of which some are far commoner than others, as in a language."""
    found = []
    for place in range(count):
        seed = (seed * 1_103_515_245 + 12_345 + place) % 2**31
        found.append(WORDS[int(len(WORDS) * (seed / 2**31) ** 3)])
    return " ".join(found)
