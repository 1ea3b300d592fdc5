"""The archive walks its days, and counts them, in an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_release")]
    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["status", "-url_date", "-publish_at", "-id", "embargoed_until", "expires_at"],
                name="article_by_day",
            ),
        ),
    ]
