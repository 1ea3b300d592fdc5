"""The addresses of the public site. An address that readers had once is never given another meaning."""

from django.urls import path, re_path

from articles.views import archive, front, lists, pictures, robots, searching, story

app_name = "articles"
urlpatterns = [
    path("", front.front_page, name="front-page"),
    path("<int:year>/<int:month>/<int:day>/<str:slug>/", story.article_detail, name="article-detail"),
    re_path(r"^section/(?P<slug>[-\w]+)/$", lists.section_detail, name="section-detail"),
    re_path(r"^topic/(?P<slug>[-\w]+)/$", lists.topic_detail, name="topic-detail"),
    path("archive/", archive.archive_index, name="archive"),
    path("archive/<int:year>/", archive.archive_year, name="archive-year"),
    path("archive/<int:year>/<int:month>/", archive.archive_month, name="archive-month"),
    path("search/", searching.search_results, name="search"),
    re_path(r"^media/(?P<name>[\w./-]+)$", pictures.picture, name="picture"),
    path("robots.txt", robots.robots_txt, name="robots"),
]
