"""`make run` can be killed at any moment, again and again, and the next one always ends in a served site."""

import os
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.chaos.running import ROOT, Site, Visitor, password_in, rows, wait_until

pytestmark = pytest.mark.processes

# The virtual environment is the one that the tests run in: it is not to be made anew.
MAKE = ("make", "--silent", "--old-file=.venv/run-ok", f"PYTHON={sys.executable}", "run")


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    del site.environment["DEBUG"], site.environment["DESK_WORKERS"]  # as readers get it
    yield site
    site.stop()


def make_run(site):
    with (site.data / "make.log").open("a") as log:
        site.process = subprocess.Popen(
            MAKE, cwd=ROOT, env=site.environment, start_new_session=True, stdout=log, stderr=log
        )


def said(site):
    return (site.data / "make.log").read_text()


def test_killed_at_any_moment_and_started_again(site):
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    for round_number in range(3):
        make_run(site)
        time.sleep(moments.uniform(0.5, 6))
        if round_number % 2:
            # Only make: what it had started goes on for a moment, beside the next one.
            os.kill(site.process.pid, signal.SIGKILL)
            site.process.wait()
        else:
            site.kill()

    make_run(site)
    wait_until(lambda: site.is_ready() or site.process.poll() is not None, seconds=120)

    assert site.process.poll() is None, f"seed {seed}\n{said(site)}"
    assert "Traceback" not in said(site), f"seed {seed}\n{said(site)}"
    with Visitor(site) as visitor:
        front = visitor.get("/")
        assert (front.status, b"The Newsroom" in front.content) == (200, True)
        files = re.findall(r'href="(/static/[^"]+)"', front.content.decode())
        assert {visitor.get(file).status for file in files} == {200}
        visitor.sign_in("admin", password_in(said(site).rpartition("The first administrator")[2]))
    assert (site.data / "static-collected").exists()
    before = said(site)

    site.kill()
    make_run(site)
    wait_until(site.is_ready, seconds=120)

    again = said(site).removeprefix(before)
    assert "The newsroom is at" in again
    assert "password" not in again  # shown once
    asked = "SELECT COUNT(*) FROM articles_deskworker"
    wait_until(lambda: rows(site, asked)[0][0] > 0)  # a run_desk, beside the server
