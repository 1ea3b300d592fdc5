"""Serves the site: `python -m newsroom.server` starts granian at HOST and PORT.

It does four things that granian's own command leaves to others. It reads its settings first, so that a wrong one is
a sentence and not a crash in every worker. It refuses a port that is taken, where granian would share it with whoever
has it, and readers would get the old site and the new one by turns. It runs `run_desk` beside the server, so that what
is due is done without anybody having set up a supervisor. And nothing of it outlives whoever started it: a killed
`make run` leaves no worker that goes on serving.
"""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from newsroom import environment

DESK_AGAIN_SECONDS = 5  # after one that failed
PATIENCE_SECONDS = 5  # for a server that was told to stop a moment ago

WELCOME = """
  The newsroom is at  {0}/
  Editors sign in at  {0}/admin/
  Ctrl-C stops it.

"""


def main() -> None:
    try:
        from newsroom import settings  # noqa: PLC0415 -- reading them is what can go wrong

        host = _number_of(environment.text("HOST", "127.0.0.1"))
        port = environment.integer("PORT", 8000)
        if not 0 < port < 65536:
            raise environment.SettingError(f"PORT is {port}: write a number from 1 to 65535.")
        workers = environment.integer("WORKERS", 2)
        threads = environment.integer("THREADS", 4)
        desks = environment.integer("DESK_WORKERS", 1)
        _wait_for(host, port)
    except environment.SettingError as exc:
        sys.exit(f"{exc}")

    leave_with_parent()
    # Not fork, which would copy whatever this process has open into every worker.
    multiprocessing.set_start_method("spawn")
    server = Granian(
        "newsroom.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.warning,
    )
    for number in range(desks):
        threading.Thread(target=keep_desk, name=f"desk {number + 1}", daemon=True).start()
    server.on_startup(lambda: sys.stdout.write(WELCOME.format(settings.SITE_URL)))
    server.serve(target_loader=load_application, wrap_loader=False)


def keep_desk() -> None:
    """Run `run_desk`, and another one when it has failed; one that was asked to stop ends well. It ends with us."""
    while subprocess.call([sys.executable, "-m", "newsroom.desk"]):
        time.sleep(DESK_AGAIN_SECONDS)


def load_application() -> Callable:
    """What each worker runs first."""
    stop_once()
    leave_with_parent()
    from newsroom.wsgi import application  # noqa: PLC0415 -- only workers load the site

    return application


def leave_with_parent() -> None:
    """Stop in an orderly way once the process that started this one is gone, however it went."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="watch the parent", daemon=True).start()


def stop_once() -> None:
    """Let the first of several signals stop this worker, and swallow the others.

    Ctrl-C in a terminal and a supervisor's stop reach every process of the site, and then granian tells its workers
    as well. Its own way to stop hangs when it is asked twice (seen with 2.8.7), until it is killed 30 seconds later.
    """
    stops = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, stops)  # here, and in every thread that is started from here

    def wait() -> None:
        signal.sigwait(stops)
        granians_way = signal.getsignal(signal.SIGTERM)
        if not callable(granians_way):
            os._exit(0)  # told to stop before it began to serve
        granians_way(signal.SIGTERM, None)

    threading.Thread(target=wait, name="stop once", daemon=True).start()


def _number_of(host: str) -> str:
    """Granian listens at numbers; people also write names."""
    try:
        return socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][4][0]
    except OSError:
        raise environment.SettingError(f"HOST is {host!r}, which is no address of this machine.") from None


def _wait_for(host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while problem := _why_not(host, port):
        if time.monotonic() > deadline:
            raise environment.SettingError(problem)
        time.sleep(0.2)


def _why_not(host: str, port: int) -> str:
    """Why nobody could listen there now; nothing when one can."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # Connections that have just ended do not count, as they do not for granian.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError as exc:
            return f"Cannot serve at {host}, port {port} ({exc.strerror}). Is it running already? Set another PORT."
    return ""


if __name__ == "__main__":
    main()
