"""The words of what readers see, indexed by the database itself: FTS5 on SQLite, a tsvector on PostgreSQL.

The database keeps the index, so no way of writing a story can forget it. Which stories are found is decided by
`published()` at the time of the search (articles/search.py).

A later migration that rebuilds articles_article on SQLite (adding a column that may not be NULL does) drops the
triggers with the table and must end with `restore_triggers`. Migration 0011 keeps the words in tables of their own,
and no migration after it has to restore anything.
"""

from django.db import DatabaseError, migrations, transaction

COLUMNS = ("headline", "standfirst", "byline_text", "body_text")


def sqlite_statements():
    columns = ", ".join(COLUMNS)
    yield f"""
        CREATE VIRTUAL TABLE articles_search USING fts5({columns}, content='articles_article', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2", prefix='2 3')
    """
    yield from sqlite_triggers()
    yield "INSERT INTO articles_search (articles_search) VALUES ('rebuild')"


def sqlite_triggers():
    columns = ", ".join(COLUMNS)
    new, old = (", ".join(f"{row}.{column}" for column in COLUMNS) for row in ("new", "old"))
    changed = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
    add = f"INSERT INTO articles_search (rowid, {columns}) VALUES (new.id, {new});"
    remove = f"INSERT INTO articles_search (articles_search, rowid, {columns}) VALUES ('delete', old.id, {old});"
    yield f"CREATE TRIGGER article_search_insert AFTER INSERT ON articles_article BEGIN {add} END"
    yield f"CREATE TRIGGER article_search_delete AFTER DELETE ON articles_article BEGIN {remove} END"
    yield f"""
        CREATE TRIGGER article_search_update AFTER UPDATE OF {columns} ON articles_article
        WHEN {changed} BEGIN {remove} {add} END
    """


def restore_triggers(apps, schema_editor):
    """For the end of a migration that rebuilt articles_article. The rows kept their ids, so the index is still right."""
    tables = schema_editor.connection.introspection.table_names()
    if schema_editor.connection.vendor == "sqlite" and "articles_search" in tables:
        for event in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS article_search_{event}")
        for statement in sqlite_triggers():
            schema_editor.execute(statement, params=None)


# PostgreSQL's parser sees addresses, paths, hosts and signed numbers where a reader sees words, so punctuation becomes
# spaces before it looks. The marks beyond ASCII are for databases with the locale C, which takes them for letters.
PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'‘’‚‛“”„‟«»‹›–—―…·•¡¿、。，．・「」『』（）：；！？،؛؟۔।"


def postgres_statements():
    marks = PUNCTUATION.replace("'", "''")

    def weighted(column, weight):
        # a tsvector ends at 1 MB: a text beyond this is found by its first 200,000 characters
        words = f"translate(left({column}, 200000), '{marks}', '{' ' * len(PUNCTUATION)}')"
        return f"setweight(to_tsvector('articles_search', {words}), '{weight}')"

    vector = " || ".join(weighted(column, weight) for column, weight in zip(COLUMNS, "ABCD", strict=True))
    yield "CREATE TEXT SEARCH CONFIGURATION articles_search (COPY = simple)"
    yield """
        ALTER TEXT SEARCH CONFIGURATION articles_search
        ALTER MAPPING FOR word, numword, hword, numhword, hword_part, hword_numpart WITH unaccent, simple
    """
    yield f"ALTER TABLE articles_article ADD COLUMN search tsvector GENERATED ALWAYS AS ({vector}) STORED"
    yield "CREATE INDEX article_search ON articles_article USING gin (search)"


def ensure_unaccent(schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'unaccent'")
        if cursor.fetchone():
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute("CREATE EXTENSION unaccent")
        except DatabaseError as exc:
            raise RuntimeError(
                "The search folds accents with PostgreSQL's extension `unaccent`, and this database user may not "
                "install it. Ask the database's owner to run CREATE EXTENSION unaccent; in this database, then migrate again."
            ) from exc


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statements = sqlite_statements()
    else:
        ensure_unaccent(schema_editor)
        statements = postgres_statements()
    for statement in statements:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for event in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS article_search_{event}")
        schema_editor.execute("DROP TABLE articles_search")
    else:
        schema_editor.execute("ALTER TABLE articles_article DROP COLUMN search")
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_version_is_append_only")]
    operations = [migrations.RunPython(create, drop)]
