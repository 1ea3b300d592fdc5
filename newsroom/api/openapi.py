"""The API as an OpenAPI 3.1 document. The tests hold every answer against it."""

from typing import Any

from django.conf import settings

type Schema = dict[str, Any]

USUAL, MOST = 20, 50  # stories on a page

# What can be asked of the list: a description, an example, and the schema where it is no plain text.
PARAMETERS: dict[str, tuple[str, str, Schema]] = {
    "section": ("The section's slug, as in its address.", "world", {"type": "string"}),
    "topic": ("The topic's slug, as in its address.", "bridges", {"type": "string"}),
    "author": ("The author's slug, as in the address of their page.", "ada-sample", {"type": "string"}),
    "language": ("A BCP 47 tag; “de” also finds “de-AT”.", "en", {"type": "string"}),
    "since": (
        "Only stories that appeared or changed at this moment or later.",
        "2026-03-14T12:00:00Z",
        {"type": "string", "format": "date-time"},
    ),
    "size": (
        "How many stories a page has.",
        str(USUAL),
        {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
    ),
    "before": ("The place where a page begins: take it from “next”, do not make it.", "", {"type": "string"}),
}


def document() -> Schema:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    errors = {
        "400": {"description": "The question cannot be understood; the answer says why.", "content": problem},
        "429": {
            "description": "Too many questions from one address.",
            "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}},
            "content": problem,
        },
    }
    unchanged = {"304": {"description": "Nothing changed since the ETag in If-None-Match."}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME}: stories for programs",
            "version": "1",
            "description": "What readers see, as IPTC ninjs 3. No key is needed. Answers may be kept for as long as "
            "Cache-Control says; ask again with If-None-Match. A story that answers 410 was withdrawn: remove it.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {
            "/api/": {
                "get": {
                    "operationId": "root",
                    "summary": "Where everything is",
                    "responses": {"200": _found("Root"), "429": errors["429"]},
                }
            },
            "/api/stories/": {
                "get": {
                    "operationId": "listStories",
                    "summary": "Stories, the newest first",
                    "parameters": [
                        {
                            "name": name,
                            "in": "query",
                            "description": description,
                            "schema": schema,
                            **({"example": example} if example else {}),
                        }
                        for name, (description, example, schema) in PARAMETERS.items()
                    ],
                    "responses": {"200": _found("Stories"), **unchanged, **errors},
                }
            },
            "/api/stories/{uid}/": {
                "get": {
                    "operationId": "getStory",
                    "summary": "One story",
                    "parameters": [
                        {
                            "name": "uid",
                            "in": "path",
                            "required": True,
                            "description": "The story's own id. It stays when the address of its page changes.",
                            "schema": {"type": "string", "format": "uuid"},
                        }
                    ],
                    "responses": {
                        "200": _found("Story"),
                        **unchanged,
                        "404": {"description": "Readers see no such story.", "content": problem},
                        "410": {"description": "The story was withdrawn; the answer says why.", "content": problem},
                        "429": errors["429"],
                    },
                }
            },
        },
        "components": {"schemas": _schemas()},
    }


def _found(name: str) -> Schema:
    return {
        "description": "Found.",
        "headers": {"ETag": {"schema": {"type": "string"}}, "Cache-Control": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }


def _schemas() -> dict[str, Schema]:
    words = _list(_object(role=_TEXT, contentType=_TEXT, value=_TEXT))
    return {
        "Root": _object(name=_TEXT, stories=_LINK, openapi=_LINK, documentation=_LINK),
        "Stories": _object(
            items=_list({"$ref": "#/components/schemas/Story"}),
            next={**_LINK, "description": "The page of older stories; absent on the last."},
            optional=("next",),
        ),
        "Story": _object(
            uri=_TEXT,
            standard=_object(name=_TEXT, version=_TEXT, schema=_LINK),
            type={"type": "string", "enum": ["text"]},
            version=_TEXT,
            firstCreated=_MOMENT,
            versionCreated=_MOMENT,
            pubStatus={"type": "string", "enum": ["usable"]},
            expires=_MOMENT,
            language=_TEXT,
            headlines=words,
            descriptions=words,
            bodies=_list(
                _object(role=_TEXT, contentType=_TEXT, wordCount=_NUMBER, charCount=_NUMBER, value=_TEXT),
            ),
            by=_TEXT,
            located=_TEXT,
            slugline=_TEXT,
            people=_list(_object(name=_TEXT, rel=_TEXT)),
            subjects=_list(_object(name=_TEXT, literal=_TEXT)),
            genres=_list(_object(name=_TEXT, literal=_TEXT)),
            infoSources=_list(_object(name=_TEXT)),
            associations=_list({"$ref": "#/components/schemas/Picture"}),
            altIds=_list(_object(role={"type": "string", "enum": ["web", "api"]}, value=_LINK)),
            optional=(
                *("expires", "descriptions", "bodies", "by", "located", "people", "subjects", "associations"),
                *("slugline", "genres"),
            ),
        ),
        "Picture": _object(
            name=_TEXT,
            uri=_TEXT,
            type={"type": "string", "enum": ["picture"]},
            descriptions=words,
            by=_TEXT,
            copyrightNotice=_TEXT,
            usageTerms=_TEXT,
            renditions=_list(_object(name=_TEXT, href=_LINK, contentType=_TEXT, width=_NUMBER, height=_NUMBER)),
            optional=("descriptions", "by", "copyrightNotice", "usageTerms", "renditions"),
        ),
        "Problem": _object(title=_TEXT, status=_NUMBER, detail=_TEXT),
    }


_TEXT: Schema = {"type": "string"}
_NUMBER: Schema = {"type": "integer"}
_LINK: Schema = {"type": "string", "format": "uri"}
_MOMENT: Schema = {"type": "string", "format": "date-time"}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _object(optional: tuple[str, ...] = (), **properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }
