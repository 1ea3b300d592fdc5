"""Saved filters of the desk's list; on PostgreSQL, a way to the desk's words that goes through their index."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The planner takes reading a story's words for free, and would read all of them for a word that many stories have.
FUNCTION = """
    CREATE FUNCTION articles_desk_stories(asked tsquery) RETURNS SETOF bigint
    LANGUAGE plpgsql STABLE ROWS 1000 SET enable_seqscan TO off SET jit TO off AS $$
    BEGIN RETURN QUERY SELECT article_id FROM articles_deskentry WHERE words @@ asked; END $$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION articles_desk_stories")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_drafts_presence_guests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(blank=True, max_length=100)),
                ("query", models.CharField(help_text="As in the address of the list.", max_length=500)),
                ("is_shared", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "name"), name="filter_named_once")],
            },
        ),
        migrations.RunPython(create, drop),
    ]
