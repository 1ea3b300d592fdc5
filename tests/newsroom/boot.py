"""Starting the newsroom's command line as somebody would, with nothing in the environment but what a test names."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "SITE_URL": "https://news.example",
    "SECRET_KEY": "a key for tests that is long enough, 0123456789 and more",
}


def command(*arguments: str, data: Path, through=(), **variables: str) -> subprocess.CompletedProcess:
    """Run Python with these arguments; `through` is a command that runs it in turn."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [*through, sys.executable, "-W", "error", *arguments],
        cwd=ROOT,
        env=environment | {"DATA_DIR": str(data)} | variables,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def manage(*arguments: str, data: Path | str, **variables: str) -> subprocess.CompletedProcess:
    return command("manage.py", *arguments, data=data, **variables)
