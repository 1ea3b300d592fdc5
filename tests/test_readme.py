"""The README is held to the code: whatever can be run, set or opened stands in it."""

import re
import subprocess
from pathlib import Path

from django.core.management import get_commands

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
OURS = {"newsroom", "wire", "articles", "authors", "images"}


def missing(patterns):
    return [pattern for pattern in patterns if pattern not in README]


def test_every_command_of_ours_is_in_it():
    commands = sorted(name for name, app in get_commands().items() if app in OURS)

    assert "import_wire" in commands
    assert missing(f"manage.py {name}" for name in commands) == []


def test_every_variable_is_in_it():
    read = re.compile(r'environment\.\w+\(\s*"([A-Z_]+)"')
    variables = sorted(name for file in ("settings.py", "server.py") for name in read.findall(source(file)))

    assert {"DATABASE_URL", "PORT", "ALLOWED_HOSTS"} <= set(variables)
    assert missing(f"`{name}`" for name in variables) == []


def test_no_other_variable_is_in_it():
    settings = README.partition("## Settings")[2].partition("## Production")[0]
    named = re.findall(r"`([A-Z_]+)`", settings)

    assert [name for name in named if f'"{name}"' not in source("settings.py") + source("server.py")] == []


def test_every_make_target_is_in_it():
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert {"run", "test", "serve"} <= set(targets)
    assert missing(f"`make {target}`" for target in targets if target != "help") == []


def test_every_folder_is_in_it():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.partition("/")[0] for line in tracked.splitlines() if "/" in line and not line.startswith(".")}

    assert {"newsroom", "tests"} <= folders
    assert missing(f"`{folder}/" for folder in sorted(folders)) == []


def test_every_file_it_names_is_there():
    named = set(re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))`", README)) - {"var/", "manage.py"}

    assert "articles/workflow/" in named
    assert [name for name in sorted(named) if not any((ROOT / place / name).exists() for place in ("", "tests"))] == []


def source(file):
    return (ROOT / "newsroom" / file).read_text()
