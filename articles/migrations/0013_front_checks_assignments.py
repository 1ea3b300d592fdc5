"""The front page, the checks before publishing, and assignments. What is a record is never changed: triggers see to it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


# By table: the columns of which an UPDATE is refused. A front's cancelation and the clearing of a legal flag come later.
APPEND_ONLY = {
    "articles_front": "number, live_at, note, made_by_id, made_at",
    "articles_frontpick": "front_id, slot, section_id, position, article_id, until",
    "articles_checkoverride": "article_id, version_id, findings, reason, by_id, at",
    "articles_legalmark": "article_id, note, by_id, at",
}


def create(apps, schema_editor):
    for table, columns in APPEND_ONLY.items():
        name = f"{table}_is_append_only"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: what was recorded never changes'); END"
            )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{table}: what was recorded never changes' "
            "USING ERRCODE = 'integrity_constraint_violation'; END $$;"
            f"CREATE TRIGGER {name} BEFORE UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
        )


def drop(apps, schema_editor):
    for table in APPEND_ONLY:
        name = f"{table}_is_append_only"
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_outbox_and_scheduled_changes"),
        ("authors", "0002_author_beat"),
        ("images", "0002_what_a_file_tells"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(null=True)),
                ("task", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CheckOverride",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("findings", models.JSONField(help_text="What stood against it, in words.")),
                ("reason", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="CheckPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("headline", "Headline"),
                            ("standfirst", "Standfirst"),
                            ("byline", "Byline"),
                            ("dateline", "Dateline"),
                            ("section", "Section"),
                            ("topic", "Topic"),
                            ("alt text", "Alt text of pictures"),
                            ("credit", "Credit of pictures"),
                            ("links", "Links"),
                            ("house style", "House style"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        blank=True,
                        choices=[("draft", "Draft"), ("in review", "In review"), ("approved", "Approved")],
                        help_text="Of the working version, when it is published. Empty: in every stage.",
                        max_length=20,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("off", "Not looked for"), ("advise", "Advice"), ("block", "Stops publishing")],
                        max_length=20,
                    ),
                ),
            ],
            options={
                "verbose_name": "check before publishing",
                "verbose_name_plural": "checks before publishing",
                "permissions": [("override_checks", "Can publish in spite of a check, with a reason")],
            },
        ),
        migrations.CreateModel(
            name="DeskVisit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("seen_at", models.DateTimeField(help_text="The last time they opened it.")),
                (
                    "before_at",
                    models.DateTimeField(help_text="The end of the visit before this one: what changed since is new."),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Front",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                (
                    "live_at",
                    models.DateTimeField(help_text="Readers get it from here on, until another takes over.", null=True),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("made_at", models.DateTimeField()),
                ("canceled_at", models.DateTimeField(help_text="Taken off the schedule before its time.", null=True)),
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front page",
                "permissions": [("curate_front", "Can choose and publish what stands on the front page")],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FrontPick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slot",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("second", "Beside the lead"),
                            ("rest", "Below the lead"),
                            ("section", "In its section"),
                        ],
                        max_length=20,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "until",
                    models.DateTimeField(
                        help_text="The end of the pin; empty: as long as this front stands.", null=True
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HouseWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "word",
                    models.CharField(help_text="Found as a whole word, in any case.", max_length=100, unique=True),
                ),
                ("say_instead", models.CharField(blank=True, max_length=200)),
                ("why", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "verbose_name": "house-style word",
            },
        ),
        migrations.CreateModel(
            name="LegalMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                ("cleared_at", models.DateTimeField(null=True)),
                ("clearance", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "permissions": [("clear_legal_mark", "Can clear the legal flag of a story")],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["stage", "-saved_at"], name="article_in_stage"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="checkoverride",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="check_overrides", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="checkoverride",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="checkoverride",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.version"
            ),
        ),
        migrations.AddField(
            model_name="checkpolicy",
            name="section",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: in every section.",
                limit_choices_to={"kind": "section"},
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.topic",
            ),
        ),
        migrations.AddField(
            model_name="deskvisit",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="canceled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="front",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="frontpick",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="front_picks", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="frontpick",
            name="front",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="picks", to="articles.front"
            ),
        ),
        migrations.AddField(
            model_name="frontpick",
            name="section",
            field=models.ForeignKey(
                help_text="Whose block it stands in.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.topic",
            ),
        ),
        migrations.AddField(
            model_name="legalmark",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="legal_marks", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="legalmark",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="legalmark",
            name="cleared_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["person", "due_at"], name="assignment_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("article",), name="article_is_assigned_to_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkoverride",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="override_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpolicy",
            constraint=models.UniqueConstraint(
                fields=("rule", "section", "stage"),
                name="check_said_once",
                violation_error_message="This is said already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="checkpolicy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("section__isnull", True)),
                fields=("rule", "stage"),
                name="check_said_once_for_all_sections",
                violation_error_message="This is said already.",
            ),
        ),
        migrations.AddIndex(
            model_name="front",
            index=models.Index(fields=["-live_at", "-number"], name="front_newest"),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("canceled_at__isnull", True),
                    models.Q(("canceled_at__lt", models.F("live_at")), ("live_at__isnull", False)),
                    _connector="OR",
                ),
                name="front_is_canceled_before_its_time",
            ),
        ),
        migrations.AddIndex(
            model_name="frontpick",
            index=models.Index(condition=models.Q(("until__isnull", False)), fields=["until"], name="pick_until"),
        ),
        migrations.AddConstraint(
            model_name="frontpick",
            constraint=models.UniqueConstraint(fields=("front", "article"), name="front_has_no_story_twice"),
        ),
        migrations.AddConstraint(
            model_name="frontpick",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("section__isnull", False), ("slot", "section")),
                    models.Q(models.Q(("slot", "section"), _negated=True), ("section__isnull", True)),
                    _connector="OR",
                ),
                name="pick_in_a_section_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalmark",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cleared_at__isnull", True)),
                fields=("article",),
                name="article_has_one_open_legal_mark",
            ),
        ),
        migrations.AddConstraint(
            model_name="legalmark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("clearance", ""), ("cleared_at__isnull", True)),
                    models.Q(("cleared_at__isnull", False), models.Q(("clearance", ""), _negated=True)),
                    _connector="OR",
                ),
                name="legal_mark_is_cleared_with_a_reason",
            ),
        ),
        migrations.RunPython(create, drop),
    ]
