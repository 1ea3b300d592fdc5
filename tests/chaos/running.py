"""The site as readers and editors meet it: real server processes on a data folder of their own, to be killed."""

import contextlib
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode, urlsplit

from tests.desk.forms import filled

ROOT = Path(__file__).parents[2]
SERVER = ("-m", "newsroom.server")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_until(holds, seconds=90.0):
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it took too long"
        time.sleep(0.05)


class Site:
    """Its processes are a group of their own, so that a kill reaches all of them and nothing else."""

    def __init__(self, data: Path, database: str = ""):
        self.data, self.port, self.process = data, free_port(), None
        self.environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
            "DATA_DIR": str(data),
            "DATABASE_URL": database,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "PYTHONWARNINGS": "ignore:No directory at",  # nobody here looks at static files
            "DESK_WORKERS": "0",
            "DEBUG": "1",  # or templates ask for the collected ones
        }

    def manage(self, *arguments: str) -> str:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, server=SERVER) -> None:
        log = (self.data / "server.log").open("a")
        self.process = subprocess.Popen(
            [sys.executable, *server], cwd=ROOT, env=self.environment, start_new_session=True, stdout=log, stderr=log
        )
        log.close()
        wait_until(self.is_ready)

    def is_ready(self) -> bool:
        try:
            with Visitor(self) as visitor:
                return visitor.get("/readyz").status == 200
        except OSError:
            return False

    def workers(self) -> list[int]:
        """The processes that answer; granian's main process only watches them."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [int(pid) for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill()


class Visitor:
    """A browser without a screen: cookies, a connection that is kept, and an answer read to its last byte."""

    def __init__(self, site: Site):
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=30)
        self.cookies: dict[str, str] = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def ask(self, method: str, path: str, form=None) -> SimpleNamespace:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body, headers["Content-Type"] = urlencode(form, doseq=True), "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(header).items()}
        location = urlsplit(response.headers.get("Location", "")).path
        return SimpleNamespace(status=response.status, content=content, location=location)

    def get(self, path: str) -> SimpleNamespace:
        return self.ask("GET", path)

    def post(self, path: str, form) -> SimpleNamespace:
        return self.ask("POST", path, form)

    def sign_in(self, name: str, password: str) -> None:
        form = filled(self.get("/admin/login/"), "login-form")
        answer = self.post("/admin/login/", form | {"username": name, "password": password, "next": "/admin/"})
        assert answer.status == 302


def rows(site, query):
    """Ask the database itself, past everything that is tested here."""
    if url := site.environment["DATABASE_URL"]:
        import psycopg

        with psycopg.connect(url.replace("postgres://", "postgresql://")) as postgres:
            return postgres.execute(query).fetchall()
    with contextlib.closing(sqlite3.connect(site.data / "newsroom.sqlite3")) as sqlite:
        return sqlite.execute(query).fetchall()


def password_in(said: str) -> str:
    return re.search(r"password {2,}(\S+)", said)[1]
