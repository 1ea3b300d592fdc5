"""bench_wire measures what it says it measures, and never in a database that somebody uses."""

import pytest
from django.core.management import CommandError, call_command

from tests.wire.dumps import make_dump, make_provider
from wire import formats
from wire.formats import Habits, Parsed
from wire.intake import receive
from wire.management.lookalikes import LOOKALIKES
from wire.models import Item

pytestmark = pytest.mark.django_db


def bench(capsys, *arguments):
    call_command("bench_wire", "--seconds", "0.01", *arguments)
    return capsys.readouterr().out.splitlines()


def test_it_measures_every_format_and_a_folder(capsys):
    lines = bench(capsys, "--documents", "20", "--format", "nitf")

    assert [line.split()[0] for line in lines[1 : 1 + len(LOOKALIKES)]] == list(LOOKALIKES)
    assert "nitf from a folder, filed as drafts in" in "\n".join(lines)
    assert [line.split()[0] for line in lines[-12:-1]] == [*map(str, range(2, 21, 2)), "all"]
    assert Item.objects.count() == 20


def test_a_database_in_use_is_left_alone(capsys, noon):
    receive(make_dump(), provider=make_provider(), filename="a.txt", now=noon)

    with pytest.raises(CommandError, match="There is copy in this database"):
        bench(capsys)

    assert len(bench(capsys, "--read-only")) == 1 + len(LOOKALIKES)
    assert Item.objects.count() == 1


@pytest.mark.parametrize("name", [name for name in LOOKALIKES if name != "zip"])
def test_what_it_measures_with_is_read_as_what_it_is_called(name):
    (reading,) = formats.read(LOOKALIKES[name](3, 2), Habits())

    assert isinstance(reading.outcome, Parsed), reading.outcome
    assert reading.outcome.format == name
    (story,) = reading.outcome.stories
    assert len(story.body) == 7
