"""A story may be held: by its agency, by a rule, by the desk."""

from importlib import import_module

from django.db import migrations, models

restore_triggers = import_module("articles.migrations.0003_search").restore_triggers


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_article_expiring")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, restore_triggers),  # undone last
        migrations.AlterModelOptions(
            name="article",
            options={
                "permissions": [
                    ("publish_article", "Can publish, schedule and unpublish stories"),
                    ("kill_article", "Can kill stories"),
                    ("release_article", "Can lift embargoes early and release held stories"),
                ]
            },
        ),
        migrations.AddField(
            model_name="article",
            name="hold_note",
            field=models.CharField(
                blank=True, editable=False, help_text="Why it is held, for the desk.", max_length=300
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="is_held",
            field=models.BooleanField(
                default=False, editable=False, help_text="It cannot be published before somebody releases it."
            ),
        ),
        migrations.RunPython(restore_triggers, migrations.RunPython.noop),
    ]
