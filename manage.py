#!/usr/bin/env python
"""The newsroom's command line: `manage.py help` lists what it can do."""

import os
import sys

if __name__ == "__main__":
    if sys.version_info < (3, 12):  # noqa: UP036 -- whoever has an older one is told so
        sys.exit("The newsroom needs Python 3.12 or newer; this is " + sys.version.split()[0] + ".")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.management import execute_from_command_line

    from newsroom.environment import SettingError

    try:
        execute_from_command_line(sys.argv)
    except SettingError as exc:
        sys.exit(f"{exc}")
