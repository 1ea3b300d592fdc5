"""Django's admin with a first screen of ours: what there is to do, and the lists of models below it."""

from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    def index(self, request, extra_context=None):
        from articles.admin.first_screen import first_screen  # noqa: PLC0415 -- this class is there before the models

        return super().index(request, first_screen(request) | (extra_context or {}))
