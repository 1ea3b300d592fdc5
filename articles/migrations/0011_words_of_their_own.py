"""The words that stories are found by, in tables of their own, made by articles/indexing.py and indexed by the database.

Before, the database cut the columns of a story into words (migration 0003): each database in its own way, without the
captions, and without a way to narrow a search that would not look at every story found.
"""

import django.db.models.deletion
from django.db import migrations, models

import articles.models.indexed
from articles.indexing import rebuild

INDEXES = (  # table of words, index, what a row of it is called, prefixes
    ("articles_searchentry", "articles_words", "place", "3 4"),
    ("articles_deskentry", "articles_desk_words", "article_id", "3 4"),
    ("articles_searchword", "articles_trigrams", "id", ""),
)


def sqlite_statements():
    for table, index, key, prefix in INDEXES:
        column = "trigrams" if table == "articles_searchword" else "words"
        # the words come folded and with one space in between: everything beyond ASCII belongs to a word
        prefixes = f", prefix='{prefix}'" if prefix else ""
        yield f"""
            CREATE VIRTUAL TABLE {index} USING fts5({column}, content='{table}', content_rowid='{key}',
            tokenize='ascii', columnsize=0{prefixes})
        """
        add = f"INSERT INTO {index} (rowid, {column}) VALUES (new.{key}, new.{column});"
        remove = f"INSERT INTO {index} ({index}, rowid, {column}) VALUES ('delete', old.{key}, old.{column});"
        yield f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END"
        yield f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {remove} END"
        yield f"CREATE TRIGGER {index}_update AFTER UPDATE ON {table} BEGIN {remove} {add} END"


# Through the index whatever the planner thinks: it takes reading a story's words for free, and reads all of them.
# The newest years first: a word that is in every story has then given enough.
FUNCTION = """
    CREATE FUNCTION articles_places(asked tsquery, recent tsquery, newest bigint, most integer)
    RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000 SET enable_seqscan TO off SET jit TO off AS $$
    DECLARE found_places bigint[];
    BEGIN
        found_places := ARRAY(
            SELECT place FROM articles_searchentry
            WHERE words @@ (asked && recent) AND place + 0 <= newest ORDER BY place + 0 DESC LIMIT most
        );
        IF cardinality(found_places) < most THEN
            found_places := ARRAY(
                SELECT place FROM articles_searchentry
                WHERE words @@ asked AND place + 0 <= newest ORDER BY place + 0 DESC LIMIT most
            );
        END IF;
        RETURN QUERY SELECT unnest(found_places);
    END $$
"""


def postgres_statements():
    for table, index, _, _ in INDEXES:
        column = "trigrams" if table == "articles_searchword" else "words"
        # without a list of what is pending, which every search would have to read through
        yield f"CREATE INDEX {index} ON {table} USING gin ({column}) WITH (fastupdate = off)"
    yield FUNCTION


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in sqlite_statements() if is_sqlite else postgres_statements():
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for _, index, _, _ in INDEXES:
            schema_editor.execute(f"DROP TABLE {index}")
    else:
        schema_editor.execute("DROP FUNCTION articles_places")


def drop_former(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS article_search_{event}")
        schema_editor.execute("DROP TABLE articles_search")
    else:
        schema_editor.execute("ALTER TABLE articles_article DROP COLUMN search")
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION articles_search")


def create_former(apps, schema_editor):
    from importlib import import_module

    import_module("articles.migrations.0003_search").create(apps, schema_editor)


def fill(apps, schema_editor):
    rebuild(apps)


def _words_of(article_name):
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE,
        primary_key=True,
        related_name=article_name,
        serialize=False,
        to="articles.article",
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_public_record_and_corrections")]
    operations = [
        migrations.RunPython(drop_former, create_former),
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                ("article", _words_of("desk_entry")),
                ("words", articles.models.indexed.WordsField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("article", _words_of("search_entry")),
                (
                    "place",
                    models.BigIntegerField(
                        help_text="Its publishing time and its number: the newest is highest.", unique=True
                    ),
                ),
                ("words", articles.models.indexed.WordsField()),
            ],
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=60, unique=True)),
                ("trigrams", articles.models.indexed.WordsField()),
            ],
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
