"""What the paper is made of."""

from articles.models.address import OldAddress
from articles.models.article import Article, ArticleQuerySet, Stage, Status
from articles.models.assignment import Assignment, DeskVisit
from articles.models.correction import Correction
from articles.models.crawler_policy import CrawlerPolicy
from articles.models.credits import Byline, Placement
from articles.models.draft_copy import DraftCopy
from articles.models.front import Front, FrontPick
from articles.models.guest_link import GuestLink, GuestNote
from articles.models.indexed import DeskEntry, SearchEntry, SearchWord
from articles.models.outbox import DeskWorker, Effect
from articles.models.paging import BY_DAY
from articles.models.presence import Presence
from articles.models.public_record import PublicRecord, WithheldVersion
from articles.models.readiness import CheckOverride, CheckPolicy, HouseWord, LegalMark, Level, Rule
from articles.models.release import Release
from articles.models.saved_filter import SavedFilter
from articles.models.scheduled_change import ScheduledChange
from articles.models.standing_page import STANDING_PAGES, StandingPage
from articles.models.topic import TaggedArticle, Topic, TopicCode
from articles.models.trail import TrailEntry
from articles.models.translation import InLanguage, Translation, TranslationGroup, in_languages
from articles.models.version import Reason, Version
from articles.models.webhook import Event, Webhook

__all__ = [
    "BY_DAY",
    "STANDING_PAGES",
    "Article",
    "ArticleQuerySet",
    "Assignment",
    "Byline",
    "CheckOverride",
    "CheckPolicy",
    "Correction",
    "CrawlerPolicy",
    "DeskEntry",
    "DeskVisit",
    "DeskWorker",
    "DraftCopy",
    "Effect",
    "Event",
    "Front",
    "FrontPick",
    "GuestLink",
    "GuestNote",
    "HouseWord",
    "InLanguage",
    "LegalMark",
    "Level",
    "OldAddress",
    "Placement",
    "Presence",
    "PublicRecord",
    "Reason",
    "Release",
    "Rule",
    "SavedFilter",
    "ScheduledChange",
    "SearchEntry",
    "SearchWord",
    "Stage",
    "StandingPage",
    "Status",
    "TaggedArticle",
    "Topic",
    "TopicCode",
    "TrailEntry",
    "Translation",
    "TranslationGroup",
    "Version",
    "Webhook",
    "WithheldVersion",
    "in_languages",
]
