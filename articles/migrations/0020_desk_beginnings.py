"""SQLite finds beginnings of words for the desk in an index, also those of five and six letters."""

from django.db import migrations

SQLITE = """
    CREATE VIRTUAL TABLE articles_desk_words USING fts5(words, content='articles_deskentry', content_rowid='article_id',
    tokenize='ascii', columnsize=0, prefix='3 4 5 6')
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        # the triggers are those of the table of words, and stay
        schema_editor.execute("DROP TABLE articles_desk_words")
        schema_editor.execute(SQLITE, params=None)
        schema_editor.execute("INSERT INTO articles_desk_words (articles_desk_words) VALUES ('rebuild')")


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_phrases_by_pairs")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
