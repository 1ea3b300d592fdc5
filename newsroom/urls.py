"""Who answers which address."""

from django.contrib import admin
from django.urls import include, path

handler404 = "articles.views.errors.page_not_found"
handler500 = "newsroom.health.error_page"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("wire/", include("wire.urls")),
    path("wire/out/", include("wire.output.urls")),
    path("author/", include("authors.urls")),
    path("", include("articles.urls")),
]
