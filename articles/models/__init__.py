"""What the paper is made of."""

from articles.models.address import OldAddress
from articles.models.article import Article, ArticleQuerySet, Stage, Status
from articles.models.credits import Byline, Placement
from articles.models.paging import BY_DAY
from articles.models.release import Release
from articles.models.topic import TaggedArticle, Topic, TopicCode
from articles.models.version import Reason, Version

__all__ = [
    "BY_DAY",
    "Article",
    "ArticleQuerySet",
    "Byline",
    "OldAddress",
    "Placement",
    "Reason",
    "Release",
    "Stage",
    "Status",
    "TaggedArticle",
    "Topic",
    "TopicCode",
    "Version",
]
