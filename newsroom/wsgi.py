"""What the server loads."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from newsroom.environment import SettingError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

try:
    application = get_wsgi_application()
except SettingError as exc:
    sys.exit(f"{exc}")
