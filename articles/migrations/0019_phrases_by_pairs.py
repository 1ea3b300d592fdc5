"""PostgreSQL finds phrases by the kinds of their pairs of words, and reads the newest candidates first; SQLite finds
beginnings of words in an index also where a mark of the headline stands before them."""

from django.db import migrations

from articles.indexing import rebuild
from articles.models.indexed import WordsField

# Through the index whatever the planner thinks: it takes reading a story's words for free, and would read all of them.
# The newest years first: a word that is in every story has then given enough. A phrase is compared story by story, in
# their order, until there are enough.
FUNCTION = """
    CREATE FUNCTION articles_newest(loose tsquery, phrase tsquery, recent tsquery, newest bigint, most integer)
    RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000 SET enable_seqscan TO off SET jit TO off AS $$
    DECLARE
        part tsquery;
        places bigint[];
    BEGIN
        FOREACH part IN ARRAY ARRAY[loose && recent, loose] LOOP
            IF phrase IS NULL THEN
                places := ARRAY(
                    SELECT place FROM articles_searchentry
                    WHERE words @@ part AND place + 0 <= newest ORDER BY place + 0 DESC LIMIT most
                );
            ELSE
                places := ARRAY(
                    SELECT candidate.place FROM (
                        SELECT place FROM articles_searchentry
                        WHERE words @@ part AND place + 0 <= newest ORDER BY place + 0 DESC OFFSET 0
                    ) AS candidate
                    WHERE (SELECT words @@ phrase FROM articles_searchentry AS whole WHERE whole.place = candidate.place)
                    LIMIT most
                );
            END IF;
            EXIT WHEN cardinality(places) >= most;
        END LOOP;
        RETURN QUERY SELECT unnest(places);
    END $$
"""


SQLITE = """
    CREATE VIRTUAL TABLE articles_words USING fts5(words, content='articles_searchentry', content_rowid='place',
    tokenize='ascii', columnsize=0, prefix='3 4 5 6')
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        # the triggers are those of the table of words, and stay
        schema_editor.execute("DROP TABLE articles_words")
        schema_editor.execute(SQLITE, params=None)
        schema_editor.execute("INSERT INTO articles_words (articles_words) VALUES ('rebuild')")
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION articles_places")
        schema_editor.execute(FUNCTION, params=None)
        # one index for many rows is made faster than kept
        schema_editor.execute("DROP INDEX articles_words")
        rebuild(apps)
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked keeps an index from being made
        schema_editor.execute("CREATE INDEX articles_words ON articles_searchentry USING gin (words) WITH (fastupdate = off)")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        from importlib import import_module

        schema_editor.execute("DROP FUNCTION articles_newest")
        schema_editor.execute(import_module("articles.migrations.0011_words_of_their_own").FUNCTION, params=None)


class Migration(migrations.Migration):
    dependencies = [("articles", "0018_minor_edits_are_found")]
    operations = [
        # the column stays as it is: SQLite is not to make the table anew
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.AlterField("SearchEntry", "words", WordsField(pairs=True))]
        ),
        migrations.RunPython(create, drop),
    ]
