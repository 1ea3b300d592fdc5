"""A network for tests: a real server on this machine, and names and connections that all lead to it."""

import socket
import threading
from contextlib import contextmanager, suppress

PUBLIC = "93.184.216.34"  # an address of the public internet; every connection to it ends at the test's own server
PUBLIC_6 = "2606:2800:220:1:248:1893:25c8:1946"


class Server:
    """Answers each path with the bytes (or the function of the connection) that a test has set for it."""

    def __init__(self):
        self.answers = {}
        self.requests = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.wrap = lambda connection: connection

    @property
    def connections(self):
        return len(self.requests)

    def forget(self):
        self.answers.clear()
        self.requests.clear()

    @property
    def endpoint(self):
        return f"127.0.0.1:{self.port}"

    def url(self, path="/"):
        return f"http://{self.endpoint}{path}"

    def says(self, path, body=b"", *, status="200 OK", **headers):
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.answers[path] = "\r\n".join([*lines, "", ""]).encode() + body

    def serve(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.answer, args=[connection], daemon=True).start()

    def answer(self, connection):
        self.requests.append("")
        number = len(self.requests) - 1
        with suppress(OSError), self.wrap(connection) as line:
            request = b""
            while b"\r\n\r\n" not in request and (part := line.recv(65536)):
                request += part
            self.requests[number] = request.decode("latin-1")
            words = self.requests[number].split(" ")
            answer = self.answers.get(words[1] if len(words) > 1 else "", b"HTTP/1.1 404 Not Found\r\n\r\n")
            if callable(answer):
                answer(line)
            else:
                line.sendall(answer)


@contextmanager
def running_server():
    server = Server()
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.listener.shutdown(socket.SHUT_RDWR)
        server.listener.close()
        thread.join()


class Internet:
    """All addresses lead to one server; `asked` are those that a connection was opened to."""

    def __init__(self, server, names=None):
        self.server, self.names = server, names or {}
        self.asked, self.looked_up = [], []

    def connect(self, address, timeout):
        self.asked.append(address)
        return socket.create_connection(("127.0.0.1", self.server.port), timeout)

    def resolve(self, host, port, **options):
        """A name by the test's own table, or a number in any of the spellings that the system's resolver knows."""
        self.looked_up.append(host)
        if host in self.names:
            found = self.names[host]
            numbers = (
                found.pop(0) if found and isinstance(found[0], list) else found
            )  # lists of lists change their mind
            return [(None, None, None, "", (number, port)) for number in numbers]
        return socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST, **options)
