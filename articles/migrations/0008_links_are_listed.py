"""What leads from an author or a topic to a story says when the story appeared, so that long lists are read in order."""

from django.db import migrations, models
from django.db.models import Exists, OuterRef, Subquery


def fill(apps, schema_editor):
    article, byline, tagged = (apps.get_model("articles", name) for name in ("Article", "Byline", "TaggedArticle"))
    earlier = byline.objects.filter(
        article=OuterRef("article"), author=OuterRef("author"), position__lt=OuterRef("position")
    )
    published = article.objects.filter(publish_at__isnull=False)
    byline.objects.filter(~Exists(earlier), author__isnull=False, article__in=published).update(
        listed_at=Subquery(article.objects.filter(pk=OuterRef("article")).values("publish_at"))
    )
    tagged.objects.filter(content_object__in=published).update(
        listed_at=Subquery(article.objects.filter(pk=OuterRef("content_object")).values("publish_at"))
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_article_by_day")]
    operations = [
        migrations.AddField(
            model_name="byline",
            name="listed_at",
            field=models.DateTimeField(
                editable=False,
                help_text="The story's publish_at, for the author's list: its place there is read from an index. "
                "Only on the first byline of a story that prints an author twice.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="taggedarticle",
            name="listed_at",
            field=models.DateTimeField(
                editable=False, help_text="The story's publish_at: its place in the topic's list, for an index.", null=True
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(fields=["author", "-listed_at", "-article"], name="byline_newest_of_author"),
        ),
        migrations.AddIndex(
            model_name="taggedarticle",
            index=models.Index(fields=["tag", "-listed_at", "-content_object"], name="tagged_newest_on_topic"),
        ),
    ]
