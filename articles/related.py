"""What to read after a story: others on its topics, those that share most of them first, then others of its section."""

from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Article, TaggedArticle

TOPICS = 5  # of a story, in the editor's order: each is one more place to look


def related(article: Article, at: datetime, count: int):
    """In one query, however long the lists of its topics are: only the newest of each are looked at."""
    published = Article.objects.published(at).exclude(pk=article.pk)
    topics = [tagged.tag for tagged in article.tagged_topics.all()][:TOPICS]
    newest = [published.about(topic).order_by("-listed_at", "-listed_pk") for topic in topics]
    if article.section_id:
        newest.append(published.filter(section=article.section_id).order_by("-publish_at", "-pk"))
    if not newest:
        return Article.objects.none()
    near = Q()
    for stories in newest:
        near |= Q(pk__in=stories.values("pk")[:count])
    links = TaggedArticle.objects.filter(content_object=OuterRef("pk"), tag__in=topics)
    shared = Subquery(links.order_by().values("content_object").annotate(number=Count("pk")).values("number"))
    # what is near is published; to say so again would make the database look through all that is
    stories = Article.objects.filter(near).annotate(shared_topics=Coalesce(shared, Value(0)))
    return stories.for_listing().prefetch_related(None).order_by("-shared_topics", "-publish_at", "-pk")[:count]
