"""The archive and the sitemap count their days, and find the last change of each, in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_desk_list")]
    operations = [
        migrations.RemoveIndex(model_name="article", name="article_by_day"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "-url_date", "-publish_at", "-id", "embargoed_until", "expires_at", "updated_at"],
                name="article_by_day",
            ),
        ),
    ]
