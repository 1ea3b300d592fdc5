"""No acknowledged save is lost, and no story is half saved, when everything is killed at any moment.

Editors save through the real form of the desk, against real server processes. SOAK=50 makes it fifty rounds.
"""

import contextlib
import json
import os
import random
import threading
import uuid
from http.client import HTTPException

import pytest

from tests.chaos.running import SERVER, Site, Visitor, password_in, rows
from tests.desk.forms import filled

pytestmark = pytest.mark.processes

EDITORS = 4
ROUNDS = int(os.environ.get("SOAK", "3"))
HASTY = ("-m", "granian", "tests.chaos.hasty:application", "--interface", "wsgi", "--blocking-threads", "8")


@pytest.fixture(scope="module")
def site(tmp_path_factory, database):
    """A migrated site with a story for each editor, not running."""
    site = Site(tmp_path_factory.mktemp("site"), database)
    site.manage("migrate", "--verbosity", "0")
    password = password_in(site.manage("create_first_admin"))
    site.start()
    add = "/admin/articles/article/add/"
    with Visitor(site) as visitor:
        visitor.sign_in("admin", password)
        site.cookies = visitor.cookies
        site.stories = [
            visitor.post(add, filled(visitor.get(add)) | {"headline": f"Story {n}"}).location for n in range(EDITORS)
        ]
    site.kill()
    yield site
    site.stop()


class Editor(threading.Thread):
    """Saves one story over and over, and remembers what was acknowledged, until the site is gone."""

    def __init__(self, site, page):
        super().__init__(daemon=True)
        self.visitor, self.page = Visitor(site), page
        self.visitor.cookies = dict(site.cookies)
        self.acknowledged: list[str] = []
        self.refused: list[int] = []

    def run(self):
        # Whatever breaks in the middle of an answer: it is not acknowledged then.
        with self.visitor, contextlib.suppress(OSError, HTTPException):
            while True:
                form = filled(self.visitor.get(self.page))
                words = uuid.uuid4().hex
                answer = self.visitor.post(self.page, form | {"headline": words, "body": f"<p>{words}</p>"})
                if answer.status == 302:
                    self.acknowledged.append(words)
                else:
                    self.refused.append(answer.status)


def work_and_kill(site, seconds, server=SERVER):
    """Let every editor save for a while, then kill every process of the site at once. What was acknowledged."""
    site.start(server)
    editors = [Editor(site, page) for page in site.stories]
    for editor in editors:
        editor.start()
    threading.Event().wait(seconds)
    site.kill()
    for editor in editors:
        editor.join()
    assert [editor.refused for editor in editors] == [[]] * len(editors)
    return [words for editor in editors for words in editor.acknowledged]


def saved(site):
    """What the versions hold that are in the database, headline and body both."""
    versions = rows(site, "SELECT headline, data FROM articles_version")
    contents = [(headline, data if isinstance(data, dict) else json.loads(data)) for headline, data in versions]
    return {headline for headline, data in contents if data["body"] == [f"<p>{headline}</p>"]}


def half_saved(site):
    """Stories whose working version is not their newest, and versions that leave a gap."""
    return rows(
        site,
        "SELECT a.id FROM articles_article a LEFT JOIN articles_version w ON w.id = a.working_id "
        "LEFT JOIN articles_version v ON v.article_id = a.id "
        "GROUP BY a.id, w.article_id, w.number "
        "HAVING w.number IS NULL OR w.article_id <> a.id OR w.number <> MAX(v.number) OR COUNT(v.id) <> MAX(v.number)",
    )


def test_no_acknowledged_save_is_lost_to_a_kill(site):
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    acknowledged = []
    for _ in range(ROUNDS):
        acknowledged += work_and_kill(site, seconds=moments.uniform(1.0, 2.5))

        assert set(acknowledged) - saved(site) == set(), f"lost, with seed {seed}"
        assert half_saved(site) == [], f"seed {seed}"
        if not site.environment["DATABASE_URL"]:
            assert rows(site, "PRAGMA integrity_check") == [("ok",)]
            assert rows(site, "PRAGMA foreign_key_check") == []
    print(f"\n{len(acknowledged)} acknowledged saves, {ROUNDS} kills, 0 lost (seed {seed})")  # noqa: T201
    assert len(acknowledged) >= EDITORS  # there was something to lose


def test_a_site_that_answers_before_it_saves_is_found_out(site):
    """The negative control: the same editors and the same kill, and the fault that they are there to find."""
    hasty = (*HASTY, "--port", str(site.port))

    acknowledged = work_and_kill(site, seconds=2.0, server=hasty)

    assert set(acknowledged) - saved(site) != set()
    assert half_saved(site) == []
