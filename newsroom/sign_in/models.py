from django.db import models


class Try(models.Model):
    """Somebody typed a password. Kept for as long as it counts, and counted before the password is looked at."""

    username = models.CharField(max_length=150)
    network = models.CharField(max_length=50)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"], name="try_by_username"),
            models.Index(fields=["network", "at"], name="try_by_network"),
            models.Index(fields=["at"], name="try_by_time"),
        ]

    def __str__(self):
        return f"{self.username} from {self.network}"


class KnownNetwork(models.Model):
    """Where a person signed in from before: guesses from elsewhere do not lock them out here."""

    username = models.CharField(max_length=150)
    network = models.CharField(max_length=50)
    at = models.DateTimeField(help_text="The last time.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["username", "network"], name="known_network_once")]

    def __str__(self):
        return f"{self.username} from {self.network}"
