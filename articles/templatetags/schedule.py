"""What is to come of a story, on its page at the desk."""

from django import template
from django.utils import timezone

from articles.models import Effect, ScheduledChange

register = template.Library()

State = ScheduledChange.State


@register.inclusion_tag("admin/articles/schedule/_to_come.html", takes_context=True)
def to_come(context, article):
    """The changes that wait or were stopped, the form for another one, and what nobody outside was told yet."""
    changes = article.scheduled_changes.filter(state__in=[State.WAITING, State.STOPPED])
    found = list(changes.select_related("version", "base", "by").order_by("at", "pk"))
    untold = Effect.objects.filter(
        subject=f"story:{article.uid}", state=Effect.State.WAITING, due_at__gt=timezone.now()
    )
    return {
        **{name: context.get(name) for name in ("csrf_token", "may", "perms", "zone", "is_visible", "is_open")},
        "article": article,
        "waiting": [change for change in found if change.state == State.WAITING],
        "stopped": [change for change in found if change.state == State.STOPPED],
        "told_at": untold.order_by("due_at").values_list("due_at", flat=True).first(),
    }
