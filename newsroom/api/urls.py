"""Under /api/."""

from django.urls import path

from newsroom.api import views

app_name = "api"
urlpatterns = [
    path("", views.root, name="root"),
    path("stories/", views.stories, name="stories"),
    path("stories/<uuid:uid>/", views.story, name="story"),
    path("openapi.json", views.openapi, name="openapi"),
    path("docs/", views.documentation, name="documentation"),
]
