"""A watched folder for tests: dropping files in it, and looking what lies where."""

from tests.wire.dumps import make_dump


def drop(tmp_path, name, raw=None, *, slug="osk"):
    path = tmp_path / slug / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(make_dump(f"Story of {name}") if raw is None else raw)
    return path


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.glob("**/*") if path.is_file())


def by_day(folder, kind):
    """The files that are kept under a day, whichever day it is."""
    return [name.split("/", 1)[1] for name in files(folder / kind)] if (folder / kind).exists() else []
