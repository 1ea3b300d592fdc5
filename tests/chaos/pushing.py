"""A sender that pushes: each document until it is acknowledged, and never again after that. To be killed at any moment.

python -m tests.chaos.pushing FOLDER ACKNOWLEDGED
"""

import os
import sys
from pathlib import Path

import django


def main(folder: Path, acknowledged: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from wire.intake import receive
    from wire.models import Document, Provider

    provider = Provider.objects.get()
    acknowledged.touch()
    done = set(acknowledged.read_text().splitlines())
    with acknowledged.open("a") as log:
        for path in sorted(folder.iterdir()):
            if path.name not in done:
                receive(path.read_bytes(), provider=provider, filename=path.name, way=Document.Way.PUSH)
                log.write(f"{path.name}\n")
                log.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
