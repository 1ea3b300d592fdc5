"""One `run_desk` that ends with whoever started it: `python -m newsroom.desk`, which the server runs beside itself."""

import os
import sys

import django
from django.core.management import call_command

from newsroom.server import leave_with_parent


def main() -> None:
    leave_with_parent()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    call_command("run_desk", stdout=sys.stderr, verbosity=0)


if __name__ == "__main__":
    main()
