"""The command that makes renditions before readers ask, and clears away those that have no address any more."""

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from images.models import Image
from images.renditions import all_renditions
from tests.images.pictures import drawn, encoded, keep

pytestmark = pytest.mark.django_db


def test_all_renditions_are_there_afterwards(capsys):
    image = keep(encoded(drawn((400, 300))))
    wanted = all_renditions(image)

    call_command("make_renditions")
    call_command("make_renditions")

    assert all(default_storage.exists(rendition.name) for rendition in wanted)
    assert capsys.readouterr().out.splitlines() == [
        f"{len(wanted)} renditions made, 0 folders of former ones deleted.",
        "0 renditions made, 0 folders of former ones deleted.",
    ]


def test_what_has_no_address_any_more_is_deleted():
    image, deleted = keep(encoded(drawn((200, 150)))), keep(encoded(drawn((100, 80))))
    call_command("make_renditions")
    before = all_renditions(image)
    gone = all_renditions(deleted)
    assert default_storage.exists(gone[0].name)
    Image.objects.filter(pk=image.pk).update(focal_point_x=0.2)
    deleted.delete()

    call_command("make_renditions")

    image.refresh_from_db()
    assert [default_storage.exists(one.name) for one in (*before, *gone)] == [False] * (len(before) + len(gone))
    assert all(default_storage.exists(one.name) for one in all_renditions(image))


def test_one_damaged_picture_is_named_and_does_not_stop_the_others(capsys):
    whole = keep(encoded(drawn((100, 80))))
    damaged = keep(encoded(drawn((200, 150))))
    default_storage.delete(damaged.file.name)

    with pytest.raises(CommandError, match="Lost or damaged: 1 of the pictures"):
        call_command("make_renditions")

    assert damaged.sha256 in capsys.readouterr().err
    assert all(default_storage.exists(one.name) for one in all_renditions(whole))
