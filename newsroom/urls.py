"""Who answers which address."""

from django.contrib import admin
from django.urls import include, path

from articles.admin.calendar import calendar_page
from newsroom.sign_in import second_factor

handler404 = "articles.views.errors.page_not_found"
handler500 = "newsroom.health.error_page"

urlpatterns = [
    path("admin/second-factor/", admin.site.admin_view(second_factor.page), name="second-factor"),
    path("admin/articles/calendar/", admin.site.admin_view(calendar_page), name="desk-calendar"),
    path("admin/", admin.site.urls),
    path("wire/", include("wire.urls")),
    path("wire/out/", include("wire.output.urls")),
    path("api/", include("newsroom.api.urls")),
    path("author/", include("authors.urls")),
    path("", include("articles.urls")),
]
