"""The command that lets go of old bytes says how much it was."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.wire.deliveries import NOON, deliver, take
from tests.wire.dumps import make_provider
from wire.models import Document, Fingerprint

pytestmark = pytest.mark.django_db


def tidy(*options) -> list[str]:
    out = StringIO()
    call_command("tidy_wire", *options, stdout=out)
    return [line.strip() for line in out.getvalue().splitlines()]


def test_it_says_what_it_let_go_and_a_dry_run_what_it_would():
    deliver(take(1), provider=make_provider(retention_days=1), now=NOON)
    lines = ["1  documents without their bytes now (8 bytes)", f"{Fingerprint.objects.count()}  fingerprints"]
    counted = [*lines, "Dry run, everything was kept."]

    assert tidy("--dry-run") == counted
    assert bytes(Document.objects.get().raw) == b"As sent."
    assert tidy() == lines
    assert bytes(Document.objects.get().raw) == b""
