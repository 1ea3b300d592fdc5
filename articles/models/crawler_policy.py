"""What the newsroom lets the machines of AI companies do with its stories."""

from django.db import models

ONLY = 1

# By the names that their makers publish; robots.txt is a request, which these say they honor.
TRAINING = (
    *("AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot"),
    *("cohere-training-data-crawler", "DeepSeekBot", "Diffbot", "FacebookBot", "Google-Extended", "GPTBot"),
    *("ImagesiftBot", "meta-externalagent", "omgili", "PanguBot", "Timpibot", "Webzio-Extended"),
)
ANSWERING = (
    *("ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot", "Google-CloudVertexBot"),
    *("Meta-ExternalFetcher", "MistralAI-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot", "YouBot"),
)


class CrawlerPolicy(models.Model):
    """One row for the site; while there is none, nothing is forbidden."""

    class AI(models.TextChoices):
        ALLOWED = "allowed", "Allowed: they may read, train on and answer from our stories"
        NO_TRAINING = "no-training", "No training: they may look stories up to answer somebody, and not train on them"
        REFUSED = "refused", "Refused: neither training nor answering"

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    ai = models.CharField(
        "AI crawlers",
        max_length=20,
        choices=AI,
        default=AI.ALLOWED,
        help_text="Said in robots.txt, in llms.txt and in the reservation of rights for text and data mining "
        "(/.well-known/tdmrep.json). Search engines are not affected.",
    )

    class Meta:
        verbose_name = "policy for crawlers"
        verbose_name_plural = "policy for crawlers"
        constraints = [models.CheckConstraint(condition=models.Q(pk=ONLY), name="one_crawler_policy")]

    def __str__(self):
        return "Policy for crawlers"

    @classmethod
    def current(cls) -> "CrawlerPolicy":
        return cls.objects.filter(pk=ONLY).first() or cls()

    @property
    def refused(self) -> tuple[str, ...]:
        """The crawlers that robots.txt sends away."""
        return {self.AI.ALLOWED: (), self.AI.NO_TRAINING: TRAINING, self.AI.REFUSED: TRAINING + ANSWERING}[self.ai]

    @property
    def reserves_mining(self) -> bool:
        return self.ai != self.AI.ALLOWED
