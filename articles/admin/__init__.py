"""The desk's screens, on Django's admin."""

from django.conf import settings
from django.contrib import admin

from articles.admin.article import ArticleAdmin
from articles.admin.crawler_policy import CrawlerPolicyAdmin
from articles.admin.front import FrontAdmin
from articles.admin.outbox import EffectAdmin, WebhookAdmin
from articles.admin.readiness import CheckPolicyAdmin, HouseWordAdmin
from articles.admin.standing_page import StandingPageAdmin
from articles.admin.topic import TopicAdmin
from articles.admin.trail import TrailEntryAdmin
from articles.admin.translation import TranslationGroupAdmin

admin.site.site_header = admin.site.site_title = f"{settings.SITE_NAME} desk"
admin.site.index_title = "Desk"
admin.site.site_url = "/"
admin.site.empty_value_display = "–"
admin.site.enable_nav_sidebar = (
    False  # templates/admin/base_site.html has the same links in the header, and leaves room
)

__all__ = [
    "ArticleAdmin",
    "CheckPolicyAdmin",
    "CrawlerPolicyAdmin",
    "EffectAdmin",
    "FrontAdmin",
    "HouseWordAdmin",
    "StandingPageAdmin",
    "TopicAdmin",
    "TrailEntryAdmin",
    "TranslationGroupAdmin",
    "WebhookAdmin",
]
