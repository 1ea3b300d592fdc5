"""A real server of somebody else's, which writes down what it is told and answers as a test wants."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Told:
    path: str
    headers: dict[str, str]
    body: bytes
    at: float

    @property
    def key(self) -> str:
        return self.headers["idempotency-key"]


@dataclass
class Recorder:
    endpoint: str
    told: list[Told] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)  # by path; 200 where nothing is said
    answers: dict[str, str] = field(default_factory=dict)  # headers
    seconds: dict[str, float] = field(default_factory=dict)  # how long it takes, by path

    def url(self, path: str = "/") -> str:
        return f"http://{self.endpoint}{path}"


@contextmanager
def recording() -> Iterator[Recorder]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            recorder.told.append(Told(self.path, headers, body, time.time()))
            time.sleep(recorder.seconds.get(self.path, 0))
            self.send_response(recorder.statuses.get(self.path, 200))
            for name, value in recorder.answers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_):
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *_):
            """A caller that was killed in the middle is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    recorder = Recorder(endpoint=f"127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield recorder
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
