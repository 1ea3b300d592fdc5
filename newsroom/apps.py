from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        from newsroom import checks  # noqa: F401, PLC0415 -- registering is what importing them is for


class DeskConfig(AdminConfig):
    default_site = "newsroom.desk_site.DeskSite"
