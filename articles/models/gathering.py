"""What hangs on a story, in the story's own query: a page costs the same however many names and pictures it prints.

The rows come as JSON that the database makes at the moment of the query, and become instances again. So there is
no copy that could be stale: an author who was renamed a moment ago is read under the new name.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.db.models import Aggregate, DateTimeField, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from images.models import Image

_AUTHOR = ("id", "name", "slug", "role", "bio")
_PICTURE = tuple(field.attname for field in Image._meta.concrete_fields if not isinstance(field, DateTimeField))


def _of(relation: str, fields: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{relation}__{field}" for field in fields)


# What pages and machines print of each. Reaching for another column is an error, not another query.
GATHERED = {
    "bylines": (
        *("id", "article_id", "author_id", "name", "role", "position"),
        *_of("author", _AUTHOR),
        *_of("author__portrait", _PICTURE),
    ),
    "placements": (
        *("id", "article_id", "image_id", "caption", "credit", "alt_text", "position"),
        *_of("image", _PICTURE),
    ),
    "tagged_topics": (
        *("id", "content_object_id", "tag_id", "position"),
        *_of("tag", ("id", "name", "slug", "kind")),
    ),
    "corrections": ("id", "article_id", "kind", "text", "changes_meaning", "at"),
}


class JSONRows(Aggregate):
    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **extra_context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **extra_context)


def rows_of(model: type[models.Model], relation: str) -> Subquery:
    """The rows of one relation as JSON; NULL when there are none."""
    link = model._meta.get_field(relation)
    parent = link.field.name
    fields = {name: models.F(name) for name in GATHERED[relation]}
    rows = link.related_model.objects.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Subquery(rows.annotate(rows=JSONRows(JSONObject(**fields))).values("rows"))


def attach(instance: models.Model, relation: str, rows: Sequence[dict[str, Any]] | None) -> None:
    """Make `instance.<relation>.all()` what was gathered, in its order."""
    model = type(instance)._meta.get_field(relation).related_model
    in_order = sorted(rows or (), key=lambda row: row.get("position", row["id"]))
    made = [_instance(model, row, instance._state.db) for row in in_order]
    gathered = getattr(instance, relation).get_queryset()
    gathered._result_cache, gathered._prefetch_done = made, True
    vars(instance).setdefault("_prefetched_objects_cache", {})[relation] = gathered


def _instance(model: type[models.Model], row: dict[str, Any], database: str) -> models.Model:
    """One row with those it points at; what lies behind `__` belongs to the row on the other side."""
    own = {name: value for name, value in row.items() if "__" not in name}
    fields = [field for field in model._meta.concrete_fields if field.attname in own]
    names, values = [field.attname for field in fields], [_value(field, own[field.attname]) for field in fields]
    made = model.from_db(database, names, values, fetch_mode=models.FETCH_RAISE)
    for relation in {name.partition("__")[0] for name in row if "__" in name}:
        behind = {
            name.removeprefix(f"{relation}__"): value for name, value in row.items() if name.startswith(f"{relation}__")
        }
        field = model._meta.get_field(relation)
        other = None if behind["id"] is None else _instance(field.related_model, behind, database)
        setattr(made, field.attname, behind["id"])  # before the other: it would make the row forget it
        field.set_cached_value(made, other)
    return made


def _value(field: models.Field, text: Any) -> Any:
    """A moment in JSON says no zone on SQLite, where all are kept in UTC."""
    value = field.to_python(text)
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
