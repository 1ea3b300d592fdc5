"""Those who take our copy find edits that made a story no newer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_trail")]
    operations = [
        migrations.AddIndex(
            model_name="publicrecord",
            index=models.Index(
                condition=models.Q(("is_minor", True)), fields=["at", "article"], name="public_record_minor_edits"
            ),
        ),
    ]
