"""The trail. The database itself refuses to change what a line says; the links to a story and a person may be cut.

A later migration that rebuilds this table on SQLite drops the trigger with it and must create it again;
tests/articles/test_trail.py notices.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COLUMNS = "at, act, who, network, about, version, was, became, reason"
MESSAGE = "a line of the trail never changes"

SQLITE = f"""
    CREATE TRIGGER trail_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_trailentry
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
POSTGRES = f"""
    CREATE FUNCTION trail_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE TRIGGER trail_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_trailentry
    FOR EACH ROW EXECUTE FUNCTION trail_is_append_only();
"""


def create(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER trail_is_append_only")
    else:
        schema_editor.execute("DROP TRIGGER trail_is_append_only ON articles_trailentry")
        schema_editor.execute("DROP FUNCTION trail_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_days_are_counted"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrailEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("schedule", "Scheduled a story"),
                            ("publish", "Published a story"),
                            ("update", "Updated a live story"),
                            ("correct", "Corrected a story"),
                            ("unpublish", "Took a story off the site"),
                            ("kill", "Withdrew a story"),
                            ("embargo", "Set an embargo"),
                            ("expiry", "Set when a story ends"),
                            ("hold", "Held a story"),
                            ("release", "Released a held story"),
                            ("stage", "Moved a story on"),
                            ("sign in", "Signed in"),
                            ("fail", "Failed to sign in"),
                            ("sign out", "Signed out"),
                            ("password", "Changed a password"),
                            ("rights", "Changed what somebody may do"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "who",
                    models.CharField(
                        blank=True, help_text="Their username then; nothing for the software itself.", max_length=150
                    ),
                ),
                ("network", models.CharField(blank=True, help_text="Where they did it from.", max_length=50)),
                (
                    "about",
                    models.CharField(help_text="The story's headline, or the person's username.", max_length=300),
                ),
                ("version", models.PositiveIntegerField(help_text="The number of the story's version.", null=True)),
                ("was", models.CharField(blank=True, max_length=300)),
                ("became", models.CharField(blank=True, max_length=300)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="trail",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "trail entry",
                "verbose_name_plural": "trail",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["-at", "-id"], name="trail_newest"),
                    models.Index(fields=["act", "-at", "-id"], name="trail_newest_of_act"),
                    models.Index(fields=["who", "-at", "-id"], name="trail_newest_of_person"),
                ],
            },
        ),
        migrations.RunPython(create, drop),
    ]
