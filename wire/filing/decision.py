"""What an editor decided about a take that clashed with the desk's words."""

from datetime import datetime

from django.db import transaction

from articles import workflow
from articles.content import Content
from articles.models import Article, Reason, Version
from articles.workflow import User, WorkflowError
from wire.models import Filed, Item, Provider


@transaction.atomic
def decide(item: Item, content: Content, *, base: Version, by: User, now: datetime) -> Version:
    """Save the decided story; from now on the story holds what this take said. Readers see nothing of it.

    `base` is the working version that the editor saw. Raises WorkflowError when the take waits no more, or when the
    story moved on and clashes anew.
    """
    Provider.objects.select_for_update(no_key=True).get(pk=item.provider_id)  # as for filing: one take at a time
    item = Item.objects.select_for_update().get(pk=item.pk)
    if item.outcome != Filed.CONFLICT or item.article_id is None:
        raise WorkflowError("Somebody else has decided about this take meanwhile. Look at the story.")
    article = Article.objects.get(pk=item.article_id)
    note = f"Decided with version {item.version} from {item.provider}"
    version = workflow.save(article, content, base=base, by=by, reason=Reason.MERGE, note=note, now=now)
    item.outcome = Filed.UPDATED
    item.save(update_fields=["outcome"])
    return version
