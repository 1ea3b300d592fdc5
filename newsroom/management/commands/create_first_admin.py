"""A way in for whoever starts a fresh newsroom."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.db import IntegrityError, transaction
from django.urls import reverse

# Letters and digits that nobody mistakes for one another; four groups of five of them are 98 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    help = "Creates an administrator with a random password and prints it once. Does nothing when there is one already."

    def handle(self, **options):
        try:
            with transaction.atomic():
                self.create()
        except IntegrityError:
            pass  # another process was first, and has printed its password

    def create(self) -> None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return
        password = "-".join("".join(secrets.choice(ALPHABET) for _ in range(5)) for _ in range(4))
        users.create_superuser("admin", password=password)
        # Said before the commit: whoever kills us in between is told another one next time, and never locked out.
        self.stdout.write(
            f"""
  ┌──────────────────────────────────────────────────────────────
  │ The first administrator. This password is shown only now:
  │
  │   address    {settings.SITE_URL}{reverse("admin:index")}
  │   name       admin
  │   password   {password}
  │
  │ Another one: .venv/bin/python manage.py changepassword admin
  └──────────────────────────────────────────────────────────────
"""
        )
        self.stdout.flush()
