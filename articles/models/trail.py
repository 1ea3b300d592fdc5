"""The trail: who did what at the desk, and when. Rows are added by the verbs, and never changed."""

from django.conf import settings
from django.db import models


class TrailEntry(models.Model):
    """One thing that somebody did. A trigger in the database refuses changes to it.

    The names stand in it as they were then: a story or a person may be renamed or go, and what was done was done.
    """

    class Act(models.TextChoices):
        SCHEDULE = "schedule", "Scheduled a story"
        PUBLISH = "publish", "Published a story"
        UPDATE = "update", "Updated a live story"
        CORRECT = "correct", "Corrected a story"
        UNPUBLISH = "unpublish", "Took a story off the site"
        KILL = "kill", "Withdrew a story"
        EMBARGO = "embargo", "Set an embargo"
        EXPIRY = "expiry", "Set when a story ends"
        HOLD = "hold", "Held a story"
        RELEASE = "release", "Released a held story"
        STAGE = "stage", "Moved a story on"
        SIGN_IN = "sign in", "Signed in"
        FAIL = "fail", "Failed to sign in"
        SIGN_OUT = "sign out", "Signed out"
        PASSWORD = "password", "Changed a password"
        RIGHTS = "rights", "Changed what somebody may do"

    at = models.DateTimeField()
    act = models.CharField(max_length=20, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    who = models.CharField(
        max_length=150, blank=True, help_text="Their username then; nothing for the software itself."
    )
    network = models.CharField(max_length=50, blank=True, help_text="Where they did it from.")
    article = models.ForeignKey("articles.Article", on_delete=models.SET_NULL, null=True, related_name="trail")
    about = models.CharField(max_length=300, help_text="The story's headline, or the person's username.")
    version = models.PositiveIntegerField(null=True, help_text="The number of the story's version.")
    was = models.CharField(max_length=300, blank=True)
    became = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "trail entry"
        verbose_name_plural = "trail"
        indexes = [
            models.Index(fields=["-at", "-id"], name="trail_newest"),
            models.Index(fields=["act", "-at", "-id"], name="trail_newest_of_act"),
            models.Index(fields=["who", "-at", "-id"], name="trail_newest_of_person"),
        ]

    def __str__(self):
        return f"{self.who or 'The software'}: {self.get_act_display()}: {self.about}"
