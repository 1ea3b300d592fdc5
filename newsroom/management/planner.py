"""What a database knows of its own contents, by which it chooses how to answer."""

from django.db.backends.base.base import BaseDatabaseWrapper


def refresh_statistics(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL does it by itself after many changes; SQLite only when told. A limit keeps it to a moment."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA analysis_limit = 1000")
        cursor.execute("ANALYZE")
