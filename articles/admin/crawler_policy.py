"""The switch for AI crawlers."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.models import CrawlerPolicy
from articles.models.crawler_policy import ONLY


@admin.register(CrawlerPolicy)
class CrawlerPolicyAdmin(admin.ModelAdmin):
    """One row, so the list leads straight to it."""

    fields = ["ai"]
    radio_fields = {"ai": admin.VERTICAL}

    def changelist_view(self, request, extra_context=None):
        address = f"{self.admin_site.name}:articles_crawlerpolicy_change"
        return HttpResponseRedirect(reverse(address, args=[ONLY]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
