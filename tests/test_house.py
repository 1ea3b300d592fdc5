"""Rules of the house that no tool of others knows; `make check` has the rest."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def tracked(*patterns):
    listed = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_requirements_are_pinned_with_hashes_and_without_addresses():
    for path in tracked("requirements*.txt"):
        text = path.read_text()
        pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)

        assert len(pinned) > 10
        assert text.count("--hash=sha256:") >= len(pinned)
        assert re.findall(r"://|index-url|find-links|file:", text) == []


def test_both_requirements_pin_the_same_versions():
    pins = [dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==([^\s;]+)", path.read_text(), re.MULTILINE)) for path in both()]
    run, develop = pins

    assert {name: develop.get(name) for name in run} == run


def both():
    return ROOT / "requirements.txt", ROOT / "requirements-dev.txt"


def test_templates_hold_no_inline_script_or_style():
    """The content security policy would refuse it, and nobody but a reader would notice."""
    inline = re.compile(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)(?![^>]*json)", re.IGNORECASE
    )
    templates = tracked("*.html")

    assert len(templates) > 10
    assert [str(path) for path in templates if path.exists() and inline.search(path.read_text())] == []


@pytest.mark.processes
def test_a_throw_away_postgres_leaves_nothing_behind():
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    program = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
    launched = subprocess.Popen(
        [sys.executable, "tests/with_postgres.py", sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    folder = Path(launched.stdout.readline().partition("host=")[2].strip())
    server = int((folder / "postmaster.pid").read_text().split()[0])
    os.kill(server, 0)  # it runs

    launched.send_signal(signal.SIGTERM)

    assert launched.wait(timeout=30) == 128 + signal.SIGTERM
    launched.stdout.close()
    assert not folder.exists()
    deadline = time.monotonic() + 5
    while Path(f"/proc/{server}/cmdline").exists() and Path(f"/proc/{server}/cmdline").read_bytes():
        assert time.monotonic() < deadline
        time.sleep(0.1)
