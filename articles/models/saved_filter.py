"""What editors narrow their list of stories to, kept for the next time."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A state of the desk's list under a name. Without a name: how its owner left the list."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    query = models.CharField(max_length=500, help_text="As in the address of the list.")
    is_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="filter_named_once")]

    def __str__(self):
        return self.name
