"""What readers were shown, and what was corrected. Stories that are out already begin their record with what is out."""

import uuid
from itertools import batched

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

COLUMNS = "article_id, what, number, version_id, at, by_id, sentence, changed, is_minor"
MESSAGE = "the public record of a story never changes"
AT_ONCE = 1000

SQLITE = f"""
    CREATE TRIGGER public_record_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_publicrecord
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
POSTGRES = f"""
    CREATE FUNCTION public_record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE TRIGGER public_record_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_publicrecord
    FOR EACH ROW EXECUTE FUNCTION public_record_is_append_only();
"""


def fill(apps, schema_editor):
    """Former versions are not known to have been public, so they are not: the record begins with the live one."""
    article, record = apps.get_model("articles", "Article"), apps.get_model("articles", "PublicRecord")
    stories = article.objects.filter(status="published", public_records=None)
    columns = stories.values_list("pk", "live", "publish_at", "first_published_at", "updated_at").order_by("pk")
    for rows in batched(columns.iterator(AT_ONCE), AT_ONCE):
        record.objects.bulk_create(_first_record(record, *row) for row in rows)


def _first_record(record, article, live, publish_at, first_published_at, updated_at):
    was_updated = bool(updated_at and updated_at > first_published_at and updated_at > publish_at)
    return record(
        article_id=article,
        what="update" if was_updated else "publish",
        number=1,
        version_id=live,
        at=updated_at if was_updated else publish_at,
    )


def create_trigger(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop_trigger(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER public_record_is_append_only")
    else:
        schema_editor.execute("DROP TRIGGER public_record_is_append_only ON articles_publicrecord")
        schema_editor.execute("DROP FUNCTION public_record_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_standing_pages_crawlers_translations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, help_text="Its name in the feed.", unique=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction"),
                            ("clarification", "Clarification"),
                            ("editor's note", "Editor’s note"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(help_text="What was wrong and what is right.")),
                (
                    "changes_meaning",
                    models.BooleanField(default=False, help_text="Stands at the top of the story, else at its foot."),
                ),
                ("at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="articles.article"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        help_text="The one that was right.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.version",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "permissions": [("correct_article", "Can publish corrections of stories")],
                "indexes": [models.Index(fields=["-at", "-id"], name="correction_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="correction_says_something"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("publish", "Published"),
                            ("update", "Updated"),
                            ("correct", "Corrected"),
                            ("unpublish", "Taken off the site"),
                            ("kill", "Withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(
                        help_text="Counts what readers were shown. Versions that were never public have none.",
                        null=True,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("sentence", models.TextField(blank=True, help_text="What readers are told about the change.")),
                (
                    "changed",
                    models.JSONField(
                        default=list, help_text="The names of the fields in which readers find a difference."
                    ),
                ),
                (
                    "is_minor",
                    models.BooleanField(default=False, help_text="So small that readers see it counted, not listed."),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_records",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_records",
                        to="articles.version",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "number"), name="public_record_numbered_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("number__isnull", True), ("version__isnull", True), ("what__in", ["unpublish", "kill"])
                            ),
                            models.Q(
                                models.Q(("what__in", ["unpublish", "kill"]), _negated=True),
                                ("number__isnull", False),
                                ("version__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="public_record_shows_a_version",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WithheldVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(help_text="What readers are told in place of the words.")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="withheld", to="articles.version"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="withheld_version_has_reason"
                    )
                ],
            },
        ),
        migrations.RunPython(create_trigger, drop_trigger),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
