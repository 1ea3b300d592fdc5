"""The addresses of the people."""

from django.urls import re_path

from authors import views

app_name = "authors"
urlpatterns = [
    re_path(r"^(?P<slug>[-\w]+)/$", views.author_detail, name="author-detail"),
]
