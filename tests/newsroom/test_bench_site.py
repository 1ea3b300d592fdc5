"""Measuring the site, and what the database is told about itself before it serves."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from newsroom.management.planner import refresh_statistics

ROOT = Path(__file__).parents[2]


@pytest.mark.processes
def test_every_kind_of_page_is_measured_and_the_newsrooms_own_database_is_left_alone(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path)}

    command = [sys.executable, "manage.py", "bench_site", "--stories", "100", "--requests", "2"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    figures = re.findall(r"^(.+?)\s{2,}([\d,]+)\s+([\d,]+)\s+(\d+)(?:\s+[\d.,]+){3}$", done.stdout, re.MULTILINE)
    queries = {name: int(count) for name, _, _, count in figures}
    assert {name: queries[name] for name in ("front", "story", "section", "section, page 3", "archive")} == {
        "front": 4,
        "story": 3,
        "section": 3,
        "section, page 3": 3,
        "archive": 2,
    }
    public = [(raw, packed) for name, raw, packed, _ in figures if not name.startswith("desk")]
    assert all(int(raw.replace(",", "")) > int(packed.replace(",", "")) for raw, packed in public)
    with closing(sqlite3.connect(tmp_path / "newsroom.sqlite3")) as own:
        assert own.execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.django_db
@pytest.mark.any_database
def test_sqlite_is_told_what_its_tables_hold():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_stat1'")
        before = cursor.fetchone()[0]
        refresh_statistics(connection)
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'django_migrations'")

        assert (before, cursor.fetchone()[0]) == (0, 1)
