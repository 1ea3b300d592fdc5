"""Under /wire/. An address that was given to an agency is never given another meaning."""

from django.urls import path

from wire import views

app_name = "wire"
urlpatterns = [path("push/<str:slug>/", views.push, name="push")]
