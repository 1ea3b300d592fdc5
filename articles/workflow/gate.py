"""The gate before publishing: what stops a story, and who may let it run all the same.

The verb `publish` asks here, and not its callers, so that no way to readers goes around it: the form, the buttons,
bulk, a scheduled change, an agency's take that an editor accepts, and whatever is written tomorrow. What is published
by nobody follows the agency's policy, or is a command that somebody typed on the server; a legal flag stops it too.
"""

from datetime import datetime

from articles import readiness
from articles.models import Article, CheckOverride, Rule
from articles.workflow.errors import NotReady, WorkflowError
from articles.workflow.rows import User

OVERRIDE = "articles.override_checks"


def let_pass(article: Article, *, by: User, override: str, is_correction: bool, at: datetime, now: datetime) -> None:
    """Raise `NotReady` when a check stands against the working version; what is overridden is kept with a name.

    An error is put right in spite of a missing alt text, but not of a legal flag. What somebody answered for once needs
    no second reason while it is the same.
    """
    if by is None and not article.legal_marks.filter(cleared_at=None).exists():
        return
    blocks = readiness.review(article, article.working.content, stage=article.stage, at=max(at, now)).blocks
    if is_correction or by is None:
        blocks = [finding for finding in blocks if finding.rule == Rule.LEGAL]
    if not blocks:
        return
    override = override.strip()
    if not override or any(finding.rule == Rule.LEGAL for finding in blocks):
        raise NotReady(blocks)
    if not by.has_perm(OVERRIDE):
        raise WorkflowError("You may not publish in spite of a check. Ask somebody who may.")
    CheckOverride.objects.create(
        article=article,
        version=article.working,
        findings=[finding.text for finding in blocks],
        reason=override[:300],
        by=by,
        at=now,
    )
