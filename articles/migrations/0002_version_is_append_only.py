"""The database itself refuses to change what a version says; deleting it (with its story) stays possible.

A later migration that rebuilds this table on SQLite drops the trigger with it and must create it again;
tests/articles/test_version.py notices.
"""

from django.db import migrations

COLUMNS = "article_id, number, base_id, data, reason, note, created_by_id, created_at"
MESSAGE = "a version of a story never changes"

SQLITE = f"""
    CREATE TRIGGER version_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_version
    BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END
"""
POSTGRES = f"""
    CREATE FUNCTION version_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
    CREATE TRIGGER version_is_append_only BEFORE UPDATE OF {COLUMNS} ON articles_version
    FOR EACH ROW EXECUTE FUNCTION version_is_append_only();
"""


def create(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER version_is_append_only")
    else:
        schema_editor.execute("DROP TRIGGER version_is_append_only ON articles_version")
        schema_editor.execute("DROP FUNCTION version_is_append_only()")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
