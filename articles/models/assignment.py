"""Who is to do what by when, and when somebody last looked at the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Assignment(models.Model):
    """A story that somebody is to work on. One open one a story: two people who both think it is theirs clash."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    due_at = models.DateTimeField(null=True)
    task = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["person", "due_at"], condition=Q(ended_at__isnull=True), name="assignment_open")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(ended_at__isnull=True), name="article_is_assigned_to_one"
            )
        ]

    def __str__(self):
        return f"{self.person}: story {self.article_id}"


class DeskVisit(models.Model):
    """When somebody last had the first screen before them, to tell them what changed since."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(help_text="The last time they opened it.")
    before_at = models.DateTimeField(help_text="The end of the visit before this one: what changed since is new.")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.user_id} at {self.seen_at}"
