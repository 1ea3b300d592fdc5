"""Measures the readers' site on this machine and this database: what each kind of page weighs and takes."""

import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from articles.models import Article, Topic
from authors.models import Author
from newsroom.management.made_up import WORDS, print_paper
from newsroom.management.planner import refresh_statistics

COLUMNS = "{:<36}{:>9}{:>9}{:>9}{:>10}{:>10}{:>9}"
# As files lie in the sources: nothing has to be collected to measure.
PLAIN_FILES = {
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
    "WHITENOISE_AUTOREFRESH": True,
}


class Command(BaseCommand):
    help = (
        "Measures every kind of page with made-up stories: its weight, its queries and its time. "
        "In a database of its own, which is thrown away."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--stories", type=int, action="append", metavar="N", help="may be repeated (default: 1000 and 10000)"
        )
        parser.add_argument("--requests", type=int, default=20, metavar="N", help="for each page (default: 20)")

    def handle(self, *, stories, requests, **options) -> None:
        for count in stories or [1_000, 10_000]:
            if count < 100 or requests < 2:
                raise CommandError("Measure at least 100 stories and 2 requests; fewer say nothing.")
            with thrown_away_database(), override_settings(**PLAIN_FILES):
                self.measure(count, requests)

    def measure(self, stories: int, requests: int) -> None:
        began = time.perf_counter()
        print_paper(stories, timezone.now())
        refresh_statistics(connection)
        spent = time.perf_counter() - began
        self.stdout.write(f"\n{stories:,} stories in {connection.vendor}, made in {spent:,.0f} s")
        self.stdout.write(COLUMNS.format("page", "bytes", "brotli", "queries", "median ms", "worst ms", "CPU ms"))
        client = Client(headers={"host": settings.SITE_HOST})
        for name, address in pages(client):
            self.stdout.write(COLUMNS.format(name, *_figures(client, address, requests)))
        client.force_login(get_user_model().objects.create_superuser("bench"))
        for name, address in desk_pages():
            self.stdout.write(COLUMNS.format(name, *_figures(client, address, requests)))


def pages(client: Client) -> Iterator[tuple[str, str]]:
    """Every kind of page with an address of it; of long lists, one at the head and one near the end."""
    newest = Article.objects.published().order_by("-publish_at", "-pk").first()
    yield "front", "/"
    yield "story", newest.get_absolute_url()
    for name, path, share in (
        ("section", "/section/world/", 0.9),
        ("topic", "/topic/topic-0/", 0.5),
        ("author", "/author/author-0/", 0.25),
        ("archive month", f"/archive/{newest.url_date:%Y/%m}/", None),
    ):
        yield name, path
        if share:
            number = max(int(Article.objects.count() * share / 20) - 1, 2)
            deep = client.get(path, {"page": number}, secure=settings.IS_HTTPS)
            yield f"{name}, page {number:,}", deep["Location"]
    yield "archive", "/archive/"
    yield "search, a word in every story", f"/search/?q={WORDS[0]}"
    yield "search, a word in one story", f"/search/?q={newest.headline.rpartition(' ')[2]}"
    yield "search, three words", f"/search/?q={'+'.join(WORDS[-3:])}"
    yield "search, a phrase", f"/search/?q=%22{WORDS[40]}+{WORDS[50]}%22"
    yield "search, narrowed", f"/search/?q={WORDS[0]}&section=sport&author=author-0"
    yield "search, misspelled", f"/search/?q={WORDS[7]}xq"
    yield "search, Chinese", "/search/?q=%E6%B8%AF%E5%8F%A3"
    yield "changes of a story", f"{newest.get_absolute_url()}changes/"
    yield "corrections", "/corrections/"
    yield "not found", "/nothing/"
    yield "feed", "/feed.atom"
    yield "feed of a topic", "/topic/topic-0/feed.atom"
    yield "sitemap", "/sitemap.xml"
    yield "sitemap of pages", "/sitemap/pages.xml"
    yield "sitemap of a month", f"/sitemap/{newest.url_date:%Y-%m}-1.xml"


def desk_pages() -> Iterator[tuple[str, str]]:
    """The editors' most used pages."""
    stories = "/admin/articles/article/"
    topic, author = Topic.objects.get(slug="topic-0"), Author.objects.get(slug="author-0")
    yield "desk: list", f"{stories}?o="
    yield "desk: list, a word in every story", f"{stories}?q={WORDS[0]}"
    yield "desk: list, three words", f"{stories}?q={'+'.join(WORDS[-3:])}"
    yield "desk: list, narrowed", f"{stories}?topic={topic.pk}&author={author.pk}&state=published"
    yield "desk: form", f"{stories}{Article.objects.order_by('-pk').values_list('pk', flat=True)[0]}/change/"


def _figures(client: Client, address: str, requests: int) -> tuple[str, ...]:
    def get(**headers):
        return client.get(address, secure=settings.IS_HTTPS, headers=headers)

    queries: list[str] = []

    def note(execute, sql, *args):
        queries.append(sql)
        return execute(sql, *args)

    plain = get()
    with connection.execute_wrapper(note):
        packed = get(**{"accept-encoding": "br"})
    times, works = [], []
    for _ in range(requests):
        began, worked = time.perf_counter(), time.process_time()
        get(**{"accept-encoding": "br"})
        times.append((time.perf_counter() - began) * 1000)
        works.append((time.process_time() - worked) * 1000)
    return (
        f"{len(plain.content):,}",
        f"{len(packed.content):,}",
        f"{len(queries)}",
        f"{statistics.median(times):,.1f}",
        f"{max(times):,.1f}",
        f"{statistics.median(works):,.1f}",  # of this process, however busy the machine is
    )


@contextmanager
def thrown_away_database() -> Iterator[None]:
    """An empty one beside the newsroom's own, on the same server, or as a file in a folder for a while."""
    own = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(prefix="bench-site-") as folder:
        is_file = connection.vendor == "sqlite"
        name = str(Path(folder) / "bench.sqlite3") if is_file else f"bench_site_{os.getpid()}"
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(own, verbosity=0)
