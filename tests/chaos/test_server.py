"""The server starts where it may, stops when it is told, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.chaos.running import ROOT, Site, wait_until

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("data")


@pytest.fixture
def site(data):
    """Served from an empty database, which is enough for probes."""
    site = Site(data)
    site.start()
    yield site
    site.stop()


def is_gone(pid):
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"  # dead, not yet buried
    except (ProcessLookupError, FileNotFoundError):
        return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["interrupted", "terminated"])
def test_a_stop_that_reaches_every_process_stops_all_of_them(site, number):
    """As Ctrl-C in a terminal does; each worker is told twice, by the signal and by granian."""
    workers = site.workers()
    assert len(workers) == 2

    os.killpg(site.process.pid, number)

    assert site.process.wait(timeout=10) == 0
    assert [pid for pid in workers if not is_gone(pid)] == []


def test_no_worker_outlives_the_server(site):
    """Or it would go on serving the old site, at the same address as the next one."""
    workers = site.workers()

    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()

    wait_until(lambda: all(is_gone(pid) for pid in workers))
    assert not site.is_ready()


def test_a_worker_that_dies_is_replaced(site):
    before = site.workers()

    os.kill(before[0], signal.SIGKILL)

    wait_until(lambda: len(set(site.workers()) - set(before)) == 1)
    wait_until(site.is_ready)


def test_a_port_that_is_taken_is_not_shared(site):
    second = subprocess.run(
        [sys.executable, "-m", "newsroom.server"],
        cwd=ROOT,
        env=site.environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert second.stderr == (
        f"Cannot serve at 127.0.0.1, port {site.port} (Address already in use). "
        "Is it running already? Set another PORT.\n"
    )
    assert site.is_ready()


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"PORT": "99999"}, "PORT is 99999: write a number from 1 to 65535.\n"),
        ({"PORT": "http"}, "PORT is 'http': write a whole number.\n"),
        ({"HOST": "256.0.0.1"}, "HOST is '256.0.0.1', which is no address of this machine.\n"),
    ],
)
def test_an_address_that_cannot_be_is_one_sentence(data, variables, message):
    started = subprocess.run(
        [sys.executable, "-m", "newsroom.server"],
        cwd=ROOT,
        env=Site(data).environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (started.returncode, started.stderr) == (1, message)
