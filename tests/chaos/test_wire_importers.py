"""Each version of each story comes in exactly once, and none goes back, whatever is killed while it comes.

Stories in four versions, shuffled and repeated, arrive by four ways at once, and one of the importers is killed every
second. SOAK=50 makes it 2,500 stories: 10,000 versions, most of them delivered twice.
"""

import hashlib
import io
import json
import os
import random
import subprocess
import sys
import time
import zipfile
from dataclasses import dataclass

import pytest

from tests.chaos.running import ROOT, Site, rows
from wire.management.lookalikes import Story, nitf

pytestmark = pytest.mark.processes

STORIES = 50 * int(os.environ.get("SOAK", "0")) or 40
VERSIONS = 4
KILLS = 10_000 if "SOAK" in os.environ else 5
IN_AN_ARCHIVE = 20
WAYS = ("command", "archive", "folder", "push")


@dataclass
class Importer:
    """One process, started again after each kill until it has come to its end."""

    site: Site
    arguments: list[str]
    process: subprocess.Popen | None = None
    started: float = 0.0

    def start(self) -> None:
        self.started = time.monotonic()
        log = (self.site.data / "importers.log").open("a")
        command = [sys.executable, *self.arguments]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.site.environment, stdout=log, stderr=log)
        log.close()

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    @property
    def is_in_the_middle(self) -> bool:
        """It had the time to start, and a second for its work: one that is always killed before proves nothing."""
        return self.is_running and time.monotonic() - self.started > self.site.starting + 1.0

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def site(tmp_path, own_database):
    """An empty newsroom that knows one provider."""
    site = Site(tmp_path, own_database)
    site.manage("migrate", "--verbosity", "0")
    (tmp_path / "nothing").mkdir()
    began = time.monotonic()
    site.manage("import_wire", str(tmp_path / "nothing"), "--provider", "Skerry Press")
    site.starting = time.monotonic() - began
    return site


def same_in_other_bytes(raw: bytes, chance: random.Random) -> bytes:
    return chance.choice([raw, raw + b"\n" * chance.randrange(1, 5), raw.decode().encode("utf-16")])


def deal(site, stories: int, chance: random.Random) -> tuple[dict[str, int], set[str]]:
    """Lay the deliveries out for the four ways. How many went each, and the hashes of all documents."""
    deliveries = []
    for number in range(stories):
        for version in range(1, VERSIONS + 1):
            raw = nitf(number, version)
            deliveries += [raw] + [same_in_other_bytes(raw, chance) for _ in range(chance.choice([0, 1, 1, 2]))]
    chance.shuffle(deliveries)
    folders = {way: site.data / way for way in WAYS}
    folders["folder"] = site.data / "folder" / "skerry-press"
    for folder in folders.values():
        folder.mkdir(parents=True)
    dealt = dict.fromkeys(WAYS, 0)
    packed = []
    for number, raw in enumerate(deliveries):
        way = chance.choice(WAYS)
        dealt[way] += 1
        if way == "archive":
            packed.append((f"{number:06}.xml", raw))
        else:
            (folders[way] / f"{number:06}.xml").write_bytes(raw)
    for start in range(0, len(packed), IN_AN_ARCHIVE):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
            for name, raw in packed[start : start + IN_AN_ARCHIVE]:
                file.writestr(name, raw)
        (folders["archive"] / f"{start:06}.zip").write_bytes(archive.getvalue())
    return dealt, {hashlib.sha256(raw).hexdigest() for raw in deliveries}


def importers(site) -> list[Importer]:
    here = {way: str(site.data / way) for way in WAYS}
    by_hand = ["manage.py", "import_wire", "--provider", "Skerry Press"]
    return [
        Importer(site, [*by_hand, here["command"]]),
        Importer(site, [*by_hand, here["archive"]]),
        Importer(site, ["manage.py", "watch_wire", "--once", "--settle", "0.2", "--folder", here["folder"]]),
        Importer(site, ["-m", "tests.chaos.pushing", here["push"], str(site.data / "acknowledged")]),
    ]


def run_and_kill(site, kills: int, chance: random.Random) -> int:
    """Let all of them work until each has come to its end. How many were killed in the middle."""
    working = importers(site)
    for importer in working:
        importer.start()
    try:
        return kill_until_done(site, working, kills, chance)
    finally:
        for importer in working:
            importer.kill()


def kill_until_done(site, working: list[Importer], kills: int, chance: random.Random) -> int:
    """Kill one every second that is in the middle of its work; but only when they get on."""
    killed, following, kept = 0, time.monotonic(), 0
    while working := [importer for importer in working if importer.is_running or importer.process.returncode]:
        for importer in working:
            if not importer.is_running:
                assert importer.process.returncode < 0, (site.data / "importers.log").read_text()
                importer.start()
        busy = [importer for importer in working if importer.is_in_the_middle]
        if busy and killed < kills and time.monotonic() >= following:
            here = rows(site, "SELECT COUNT(*) FROM wire_document")[0][0]
            if here > kept:
                chance.choice(busy).kill()
                killed, following, kept = killed + 1, time.monotonic() + 1.0, here
        time.sleep(0.05)
    return killed


def said(number: int, version: int) -> str:
    return Story(number, version, None).headline


def verdict(site, stories: int, hashes: set[str]) -> dict[str, int]:
    """What the database holds that it must not, and what it does not hold that it must; all of it counted."""
    wanted = {(Story(n, 1, None).guid, str(v)) for n in range(stories) for v in range(1, VERSIONS + 1)}
    items = rows(site, "SELECT guid, sent_version FROM wire_item")
    documents = {sha for (sha,) in rows(site, "SELECT sha256 FROM wire_document WHERE format <> 'archive'")}
    working = rows(
        site,
        "SELECT i.guid, v.data FROM (SELECT DISTINCT guid, article_id FROM wire_item) i "
        "JOIN articles_article a ON a.id = i.article_id JOIN articles_version v ON v.id = a.working_id",
    )
    newest = {Story(n, 1, None).guid: said(n, VERSIONS) for n in range(stories)}
    shown = [(guid, (data if isinstance(data, dict) else json.loads(data))["headline"]) for guid, data in working]
    articles = rows(site, "SELECT COUNT(*) FROM articles_article")[0][0]
    return {
        "doubled": len(items) - len(set(items)) + max(articles - stories, 0),
        "missing": len(wanted - set(items)) + len(hashes - documents) + max(stories - articles, 0),
        "unexpected": len(set(items) - wanted) + len(documents - hashes),
        "gone back": sum(newest[guid] != headline for guid, headline in shown),
        "disputed": rows(site, "SELECT COUNT(*) FROM wire_notice")[0][0],
        "rejected": rows(site, "SELECT COUNT(*) FROM wire_document WHERE outcome NOT IN ('filed', 'unpacked')")[0][0],
    }


GOOD = {"doubled": 0, "missing": 0, "unexpected": 0, "gone back": 0, "disputed": 0, "rejected": 0}


def test_every_version_is_there_once_whatever_is_killed(site):
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    dealt, hashes = deal(site, STORIES, chance)
    began = time.monotonic()

    killed = run_and_kill(site, KILLS, chance)

    seconds = time.monotonic() - began
    print(f"\n{dealt}, {killed} kills in {seconds:.0f} s, seed {seed}")  # noqa: T201
    assert verdict(site, STORIES, hashes) == GOOD, f"seed {seed}"
    assert killed >= 2, "Nobody was killed in the middle: this run proves nothing."
    assert len((site.data / "acknowledged").read_text().splitlines()) == dealt["push"]
    if not site.environment["DATABASE_URL"]:
        assert rows(site, "PRAGMA integrity_check") == [("ok",)]
        assert rows(site, "PRAGMA foreign_key_check") == []


@pytest.fixture
def hasty(site):
    """Two importers of the same versions, one after the other, who do not look what is there."""
    folder = site.data / "in"
    folder.mkdir()
    raws = [nitf(number, version) for number in range(3) for version in range(1, VERSIONS + 1)]
    for number, raw in enumerate(raws):
        (folder / f"{number:03}.xml").write_bytes(raw)

    def run() -> dict[str, int]:
        for _ in range(2):
            importer = Importer(site, ["-m", "tests.chaos.hasty_importer", "import", str(folder)])
            importer.start()
            importer.process.wait()
        return verdict(site, 3, {hashlib.sha256(raw).hexdigest() for raw in raws})

    return run


def test_importers_who_do_not_look_are_found_out(site, hasty):
    """The negative control: the same count of what is there, and the fault that it is there to find."""
    unguard = [sys.executable, "-m", "tests.chaos.hasty_importer", "unguard"]
    subprocess.run(unguard, cwd=ROOT, env=site.environment, check=True)

    assert hasty()["doubled"] == 3 * VERSIONS


def test_importers_who_do_not_look_are_stopped_by_the_database(site, hasty):
    assert hasty() == GOOD
