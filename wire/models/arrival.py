"""How copy gets here, apart from the folders: feeds that we ask, keys of those who push, XML of a sender's own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from wire.formats import WrongMapping, XmlMapping


def validate_http(url: str) -> None:
    if not url.lower().startswith(("http://", "https://")):
        raise ValidationError("Write the whole address, with https:// or http://.")


class Feed(models.Model):
    """An address that is asked for copy again and again."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="feeds")
    url = models.CharField("address", max_length=1000, validators=[validate_http])
    is_active = models.BooleanField(default=True)
    every_seconds = models.PositiveIntegerField(default=300, help_text="How often it is asked while all goes well.")
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    next_poll_at = models.DateTimeField(null=True, editable=False)
    claimed_until = models.DateTimeField(
        null=True, editable=False, help_text="A poller is at it; after this moment it must have died."
    )
    claim = models.UUIDField(null=True, editable=False, help_text="Whose turn it is: a late poller finds another.")
    polled_at = models.DateTimeField(null=True, editable=False)
    succeeded_at = models.DateTimeField(null=True, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False, help_text="In a row.")
    trouble = models.CharField(max_length=500, blank=True, editable=False, help_text="What the last failure was.")

    class Meta:
        indexes = [models.Index(fields=["is_active", "next_poll_at"], name="feed_due")]
        constraints = [
            models.UniqueConstraint(fields=["provider", "url"], name="feed_once"),
            models.CheckConstraint(condition=Q(every_seconds__gte=10), name="feed_is_not_hammered"),
        ]

    def __str__(self):
        return self.url


class PushKey(models.Model):
    """A key that a provider signs with. The secret is derived from SECRET_KEY and the salt: no copy of it is kept."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="push_keys")
    key_id = models.CharField(max_length=40, unique=True, editable=False)
    salt = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(key_id="") & ~Q(salt=""), name="push_key_is_whole")]

    def __str__(self):
        return self.key_id


class PushNonce(models.Model):
    """A number that was used once. Kept as long as its timestamp would be accepted again."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=100)
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "nonce"], name="push_nonce_used_once")]

    def __str__(self):
        return self.nonce


class ProviderMapping(models.Model):
    """How to read a provider's own XML: an XmlMapping of wire.formats, as an administrator writes it."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="mappings")
    name = models.CharField(max_length=100)
    root = models.CharField("root element", max_length=100, help_text="Its name without prefix, such as NewsDoc.")
    item = models.CharField("path of a story", max_length=200, blank=True, help_text="Empty: the document is one.")
    fields = models.JSONField(
        default=dict, help_text='Which path holds what: {"headline": "head/title", "body_html": "text"}'
    )

    class Meta:
        verbose_name = "XML mapping"
        constraints = [models.UniqueConstraint(fields=["provider", "root", "name"], name="mapping_once")]

    def __str__(self):
        return self.name

    def clean(self):
        try:
            self.as_mapping().check()
        except WrongMapping as exc:
            raise ValidationError(str(exc)) from exc

    def as_mapping(self) -> XmlMapping:
        return XmlMapping(name=self.name, root=self.root, item=self.item, fields=self.fields)


class PictureFetch(models.Model):
    """A picture that came as words with an address: its file is fetched where the provider's policy says so."""

    provider = models.ForeignKey("wire.Provider", on_delete=models.CASCADE, related_name="picture_fetches")
    image = models.OneToOneField("images.Image", on_delete=models.CASCADE, related_name="wire_fetch")
    url = models.CharField("address", max_length=2000)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, help_text="Empty: it is there, or it was given up.")
    trouble = models.CharField(max_length=500, blank=True, help_text="Why there is no file, in words.")

    class Meta:
        verbose_name_plural = "picture fetches"
        indexes = [models.Index(fields=["next_try_at"], name="picture_fetch_due")]

    def __str__(self):
        return self.url
