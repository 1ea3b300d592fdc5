"""What stands against publishing a story, on its page at the desk."""

from django import template
from django.utils import timezone

from articles import readiness
from articles.models import Rule
from articles.workflow import CLEAR, OVERRIDE

register = template.Library()


@register.inclusion_tag("admin/articles/article/_readiness.html", takes_context=True)
def before_publishing(context, article):
    """The findings of the working version, what was overridden, and the buttons of who may override or clear."""
    user, now = context["request"].user, timezone.now()
    at = max(now, article.publish_at or now)
    review = readiness.review(article, article.working.content, stage=article.stage, at=at)
    blocks = review.blocks
    is_flagged = any(one.rule == Rule.LEGAL for one in blocks)
    may = context.get("may") or {}
    return {
        **{name: context.get(name) for name in ("csrf_token", "is_open", "is_visible", "zone", "schedule")},
        "article": article,
        "found": review.findings,
        "blocks": blocks,
        "overrides": review.overrides,
        "is_flagged": is_flagged,
        "may_edit": may.get("edit"),
        "may_clear": user.has_perm(CLEAR),
        "may_override": bool(blocks) and not is_flagged and may.get("publish") and user.has_perm(OVERRIDE),
    }
