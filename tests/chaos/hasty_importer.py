"""An importer with the fault that the tests of importers must see: it looked once, when nothing was there, and believes
what it saw.

python -m tests.chaos.hasty_importer unguard          take away the constraints that would stop it
python -m tests.chaos.hasty_importer import FOLDER    import
"""

import os
import sys
from pathlib import Path

import django

GUARDS = {"item_version_kept_once", "item_sent_version_filed_once", "document_received_once"}


def unguard() -> None:
    from django.db import connection

    from wire.models import Document, Item

    for model in (Document, Item):
        guards = [constraint for constraint in model._meta.constraints if constraint.name in GUARDS]
        model._meta.constraints = [guard for guard in model._meta.constraints if guard not in guards]
        for guard in sorted(guards, key=lambda guard: guard.condition is None):  # an index goes before its table
            with connection.schema_editor() as editor:
                editor.remove_constraint(model, guard)


def import_folder(folder: Path) -> None:
    from wire.intake import Delivery, keeping, receive_all
    from wire.intake.versions import Versions
    from wire.models import Provider

    class Believing(Versions):
        def __init__(self, provider, _):
            super().__init__(provider, ())

    keeping.Versions = Believing
    keeping.Keeper.known = lambda *_: {}
    deliveries = [Delivery(raw=path.read_bytes(), filename=path.name) for path in sorted(folder.iterdir())]
    for _ in receive_all(deliveries, provider=Provider.objects.get()):
        pass


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    if sys.argv[1] == "unguard":
        unguard()
    else:
        import_folder(Path(sys.argv[2]))
