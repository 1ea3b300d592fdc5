"""Documents are read by a process that may use little, touch nothing and end without anybody else being harmed."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.wire.dumps import make_dump
from wire import formats, reading
from wire.formats import Habits, NotAStory, Parsed, XmlMapping
from wire.management.lookalikes import LOOKALIKES, nitf
from wire.reading import KilledItsReader, Limits, Reader
from wire.reading.answers import habits_from_json, habits_to_json

ROOT = Path(__file__).parents[2]
LONDON = Habits(timezone=ZoneInfo("Europe/London"), day_first=True)


@pytest.fixture(scope="module")
def reader():
    """One for these tests alone: starting one takes its time."""
    reader = Reader(Limits())
    yield reader
    reader.close()


def read(reader, raw, habits=LONDON):
    reader.ask(raw, habits)
    return reader.answer()


def in_closed_process(code: str) -> str:
    """What a process says that shut itself off, as readers do, and then tried something."""
    return run(f"import sandbox\nsandbox.close(100_000_000)\n{code}")


def run(program: str, folder=ROOT / "wire" / "reading") -> str:
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("name", ["nitf", "plaintext", "zip"])
def test_the_process_reads_what_the_formats_read(reader, name):
    raw = LOOKALIKES[name](1)

    assert read(reader, raw) == list(formats.read(raw, LONDON)) != []


def test_what_is_no_story_comes_back_with_its_kind_and_reason(reader):
    (answer,) = read(reader, b"")
    (here,) = formats.read(b"", LONDON)

    assert isinstance(answer.outcome, NotAStory)
    assert (str(answer.outcome), answer.outcome.format) == (str(here.outcome), here.outcome.format)


def test_many_are_answered_in_the_order_they_were_asked(reader):
    documents = [nitf(n, headline=f"Story number {n} of a busy day") for n in range(60)]
    for document in documents:
        reader.ask(document, LONDON)

    answers = [reader.answer() for _ in documents]

    assert [answer.raw for (answer,) in answers] == documents
    assert [answer.outcome.stories[0].headline for (answer,) in answers] == [
        f"Story number {n} of a busy day" for n in range(60)
    ]


def test_more_than_fits_into_the_pipes_is_read_too(reader):
    documents = [make_dump(body=[f"{n} {'A long day in Osk. ' * 20_000}"]) for n in range(4)]
    for document in documents:
        reader.ask(document, LONDON)

    assert [isinstance(reader.answer()[0].outcome, Parsed) for _ in documents] == [True] * 4


def test_habits_reach_the_process():
    mapping = XmlMapping(name="Osk", root="OskDoc", fields={"headline": "head", "body_html": "text"})
    habits = Habits(timezone=ZoneInfo("Asia/Tokyo"), day_first=False, mappings=(mapping,))

    assert habits_from_json(habits_to_json(habits)) == habits


def test_a_reader_that_is_killed_between_documents_is_replaced(reader):
    read(reader, make_dump())
    os.kill(reader.pid, signal.SIGKILL)

    answers = []
    for document in (b"", make_dump()):
        answers += read(reader, document)

    # Who was being read when it ended cannot be told from what ended it: the intake reads that one again.
    assert isinstance(answers[0].outcome, KilledItsReader)
    assert not answers[0].outcome.is_final
    assert answers[1].outcome.stories[0].headline == "Little Osk opens its bridge"


def test_the_neighbors_of_a_document_that_ends_its_reader_are_read():
    reader = Reader(Limits(memory=20_000_000))
    hog = make_dump(body=["It rained all evening. " * 200_000])
    for document in (make_dump(), hog, make_dump("Another story of the day")):
        reader.ask(document, LONDON)

    before, lost, after = (reader.answer()[0].outcome for _ in range(3))
    reader.close()

    assert before.stories[0].headline == "Little Osk opens its bridge"
    assert isinstance(lost, KilledItsReader)
    assert str(lost) == "It needs more memory than a document may have (19 MB)."
    assert after.stories[0].headline == "Another story of the day"


def test_a_document_that_takes_too_long_is_given_up():
    reader = Reader(Limits(seconds=0.05))

    (answer,) = read(reader, make_dump(body=["It rained all evening, and nobody minded. " * 20] * 2000))
    reader.close()

    assert isinstance(answer.outcome, KilledItsReader)
    assert answer.outcome.is_final
    assert str(answer.outcome) == "It was not read within 0.05 seconds."


def test_a_process_that_computes_too_long_is_ended_by_the_kernel():
    program = "import sandbox\nsandbox.close(10**8)\nsandbox.allow_seconds(0)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "wire" / "reading", check=False)

    assert done.returncode == -signal.SIGXCPU


def test_the_reader_is_kept_warm_for_the_next_document():
    reading.read(b"", LONDON)
    with reading.reader() as first:
        pid = first.pid
    with reading.reader() as second:
        assert second.pid == pid is not None


def test_a_reader_that_somebody_gave_up_on_is_not_handed_on():
    reading.read(b"", LONDON)
    with reading.reader() as reader:
        pid = reader.pid
        reader.ask(make_dump(), LONDON)  # and never looks for the answer

    assert reading.read(b"", LONDON)[0].outcome.code == "not-a-story"
    with reading.reader() as other:
        assert other.pid != pid


def test_the_process_knows_neither_django_nor_secrets(reader):
    read(reader, b"")

    environment = Path(f"/proc/{reader.pid}/environ").read_bytes()
    libraries = Path(f"/proc/{reader.pid}/maps").read_text()

    assert {entry.split(b"=")[0] for entry in environment.split(b"\0") if entry} <= {
        b"PATH",
        b"PYTHONPATH",
        b"PYTHONUTF8",
    }
    assert "lxml" in libraries
    assert "sqlite" not in libraries
    modules = "import sys, wire.reading.child\nprint(sorted(name for name in sys.modules if 'django' in name))"
    assert run(modules, ROOT).strip() == "[]"


CONNECT = "import socket\nsocket.create_connection(('127.0.0.1', {port})).sendall(b'x')\nprint('reached')"


def test_the_process_reaches_nobody():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert run(CONNECT.format(port=port)) == "reached\n"  # it could be reached

        said = in_closed_process(CONNECT.format(port=port))

    assert "PermissionError: A reader of copy wanted socket." in said
    assert "reached" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has network namespaces.")
def test_the_network_is_closed_by_the_kernel_too_where_it_may_be():
    namespace = "import os\nprint(os.readlink('/proc/self/ns/net'))"
    can = run("import os\nos.unshare(os.CLONE_NEWUSER | os.CLONE_NEWNET)\nprint('can')")
    if can != "can\n":
        pytest.skip("This machine does not let a process leave the network.")

    assert in_closed_process(namespace) != run(namespace)


def test_the_process_writes_no_file(tmp_path):
    target = tmp_path / "written.txt"
    write = f"open({str(target)!r}, 'w').write('x')\nprint('done')"
    assert run(write) == "done\n"
    target.unlink()

    said = in_closed_process(write)

    assert "PermissionError: A reader of copy wanted to write" in said
    assert not target.exists()


def test_the_kernel_lets_no_file_grow(tmp_path):
    """Whatever library were to write: what Python does not see."""
    target = tmp_path / "written.txt"
    descriptor = f"descriptor = os.open({str(target)!r}, os.O_CREAT | os.O_WRONLY)"
    grow = f"import os\n{descriptor}\nimport sandbox\nsandbox.close(10**8)\nos.write(descriptor, b'x')"

    assert "File too large" in run(grow)
    assert target.read_bytes() == b""


@pytest.mark.parametrize(
    "attempt",
    ["import os; os.system('true')", "import subprocess; subprocess.run(['true'])", "import os; os.fork()"],
)
def test_the_process_starts_no_program(attempt):
    assert run(attempt) == ""

    assert "PermissionError: A reader of copy wanted" in in_closed_process(attempt)


def test_no_reader_outlives_its_newsroom():
    program = (
        "import os, signal\nfrom wire import reading\nfrom wire.formats import Habits\n"
        "reading.read(b'', Habits())\n"
        "with reading.reader() as reader:\n    print(reader.pid, flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    pid = int(run(program, ROOT))

    for _ in range(100):
        if not Path(f"/proc/{pid}").exists() or "(zombie)" in Path(f"/proc/{pid}/status").read_text():
            break
        time.sleep(0.05)
    else:
        os.kill(pid, signal.SIGKILL)
        pytest.fail("The process that reads went on by itself.")
