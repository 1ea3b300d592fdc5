"""`python -m tests.screenshots FOLDER`: each kind of page on a phone and a desk, in light and dark, and in print.

The site is started as in production, in a folder of its own that is thrown away. `--serve PORT` only serves the paper,
until Ctrl-C, for those who want to look around or to measure.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.screenshots.camera import photograph

NAME = "The Lantern"
FILL = """
import json, sys
from django.utils import timezone
from tests.screenshots.edition import print_edition
print(json.dumps(print_edition(timezone.now(), more=int(sys.argv[1]))))
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.screenshots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("var/screenshots"))
    parser.add_argument("--more", type=int, default=40, help="older stories, for long lists (default: 40)")
    parser.add_argument("--only", action="append", metavar="PAGE", help="front, story, ... (default: all)")
    parser.add_argument("--serve", type=int, metavar="PORT", help="serve the paper, and take no pictures")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="screenshots-") as data:
        environment = _environment(data, asked.serve or _free_port())
        pages = _fill(environment, asked.more)
        if asked.serve:
            sys.stdout.write(f"{json.dumps(pages, indent=2)}\n")
            sys.stdout.flush()
            with _served(environment) as server:
                server.wait()
            return
        chosen = {name: path for name, path in pages.items() if name != "moved" and name in (asked.only or pages)}
        with _served(environment):
            taken = photograph(environment["SITE_URL"], chosen, asked.folder)
        # the whole site from right to left, as a paper in Arabic has it
        with _served(environment | {"SITE_LANGUAGE": "ar"}):
            chosen = {name: path for name, path in chosen.items() if name in ("front", "section", "story-arabic")}
            taken += photograph(environment["SITE_URL"], chosen, asked.folder, prefix="arabic-site-")
    sys.stdout.write(f"{taken} pictures in {asked.folder}\n")


def _environment(data: str, port: int) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DEBUG", "SITE_LANGUAGE")}
    return own | {
        "DATA_DIR": data,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "SITE_NAME": NAME,
        "CONTACT_EMAIL": "desk@thelantern.example",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _fill(environment: dict[str, str], more: int) -> dict[str, str]:
    subprocess.run([sys.executable, "manage.py", "prepare"], env=environment, check=True)
    program = "import django, os; os.environ['DJANGO_SETTINGS_MODULE'] = 'newsroom.settings'; django.setup()" + FILL
    command = [sys.executable, "-c", program, str(more)]
    filled = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(filled.stdout)


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    server = subprocess.Popen(
        [sys.executable, "-m", "newsroom.server"], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{environment['SITE_URL']}/readyz", timeout=5).close()
                break
            except OSError:
                time.sleep(0.2)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    main()
