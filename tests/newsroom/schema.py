"""As much of JSON Schema as our OpenAPI document uses: where an answer is not what the document says."""

from datetime import datetime
from urllib.parse import urlsplit

TYPES = {"object": dict, "array": list, "string": str, "integer": int}
KNOWN = {"type", "properties", "required", "additionalProperties", "items", "enum", "format", "description"}


def misfits(value, schema, document, where="$"):
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    assert set(schema) <= KNOWN
    if not isinstance(value, TYPES[schema["type"]]):
        return [f"{where}: {value!r} is no {schema['type']}"]
    found = []
    if schema["type"] == "object":
        found += [f"{where}.{name} is missing" for name in schema["required"] if name not in value]
        found += [f"{where}.{name} is not described" for name in value if name not in schema["properties"]]
        for name, part in schema["properties"].items():
            if name in value:
                found += misfits(value[name], part, document, f"{where}.{name}")
    if schema["type"] == "array":
        for number, part in enumerate(value):
            found += misfits(part, schema["items"], document, f"{where}[{number}]")
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is none of {schema['enum']}")
    if schema.get("format") == "date-time" and datetime.fromisoformat(value).tzinfo is None:
        found.append(f"{where}: {value!r} has no zone")
    if schema.get("format") == "uri" and not urlsplit(value).scheme:
        found.append(f"{where}: {value!r} is no whole address")
    return found
