from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_search")]
    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("expires_at__isnull", False)), fields=["status", "expires_at"], name="article_expiring"
            ),
        ),
    ]
