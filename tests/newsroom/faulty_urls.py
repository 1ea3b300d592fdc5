"""The site, and a page with a fault in it."""

from django.urls import path

from newsroom import urls

handler500 = urls.handler500


def our_fault(request):
    return 1 / 0


urlpatterns = [path("our-fault/", our_fault), *urls.urlpatterns]
