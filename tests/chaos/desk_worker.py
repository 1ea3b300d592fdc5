"""`run_desk` with a lease that tests can wait for; `unguarded`, it takes what others have: the negative control."""

import os
import sys
from datetime import timedelta

import django


def main(how: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.core.management import call_command

    from articles.models import Effect
    from articles.outbox import turns

    turns.LEASE = timedelta(seconds=3)
    if how == "unguarded":
        turns._due = lambda now: Effect.objects.filter(state=Effect.State.WAITING, next_try_at__lte=now)
        turns.Turn._still_ours = lambda turn: Effect.objects.filter(pk=turn.effect.pk)
    call_command("run_desk")


if __name__ == "__main__":
    main(sys.argv[1])
