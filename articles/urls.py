"""The addresses of the public site. An address that readers had once is never given another meaning."""

from django.urls import path, re_path

from articles.models import STANDING_PAGES
from articles.views import (
    archive,
    cards,
    corrections,
    devices,
    feeds,
    front,
    guests,
    history,
    lists,
    pictures,
    robots,
    searching,
    sitemaps,
    standing,
    story,
)

FEED = "(?P<kind>atom|rss|json)"

app_name = "articles"
urlpatterns = [
    path("", front.front_page, name="front-page"),
    path("<int:year>/<int:month>/<int:day>/<str:slug>/", story.article_detail, name="article-detail"),
    path("<int:year>/<int:month>/<int:day>/<str:slug>/changes/", history.article_changes, name="article-changes"),
    re_path(r"^section/(?P<slug>[-\w]+)/$", lists.section_detail, name="section-detail"),
    re_path(r"^topic/(?P<slug>[-\w]+)/$", lists.topic_detail, name="topic-detail"),
    path("archive/", archive.archive_index, name="archive"),
    path("archive/<int:year>/", archive.archive_year, name="archive-year"),
    path("archive/<int:year>/<int:month>/", archive.archive_month, name="archive-month"),
    path("corrections/", corrections.corrections, name="corrections"),
    re_path(rf"^corrections/feed\.{FEED}$", corrections.corrections_feed, name="corrections-feed"),
    path("search/", searching.search_results, name="search"),
    re_path(r"^media/(?P<name>[\w./-]+)$", pictures.picture, name="picture"),
    path("share/<uuid:uid>-<slug:key>.png", cards.share_card, name="share-card"),
    re_path(rf"^feed\.{FEED}$", feeds.site_feed, name="feed"),
    re_path(rf"^(?:section|topic)/(?P<slug>[-\w]+)/feed\.{FEED}$", feeds.topic_feed, name="topic-feed"),
    re_path(rf"^author/(?P<slug>[-\w]+)/feed\.{FEED}$", feeds.author_feed, name="author-feed"),
    re_path(rf"^search/feed\.{FEED}$", feeds.search_feed, name="search-feed"),
    path("guest/<str:token>/", guests.guest_page, name="guest"),
    path("saved/", devices.saved_stories, name="saved"),
    path("settings/", devices.reader_settings, name="settings"),
    path("offline/", devices.offline, name="offline"),
    path("service-worker.js", devices.service_worker, name="service-worker"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap/news.xml", sitemaps.news, name="sitemap-news"),
    path("sitemap/pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemap/<int:year>-<int:month>-<int:part>.xml", sitemaps.month, name="sitemap-month"),
    re_path(rf"^(?P<name>{'|'.join(STANDING_PAGES)})/$", standing.standing_page, name="standing-page"),
    path("robots.txt", robots.robots_txt, name="robots"),
    path("llms.txt", robots.llms_txt, name="llms"),
    path(".well-known/tdmrep.json", robots.mining_rights, name="mining-rights"),
    path("manifest.webmanifest", robots.manifest, name="manifest"),
]
