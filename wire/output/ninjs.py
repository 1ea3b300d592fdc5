"""IPTC ninjs 3.0. Schema: ninjs-schema_3.0.json in IPTC's repository newsinjson; it allows no other properties."""

import json
from datetime import datetime
from typing import Any

from articles import markup
from wire.formats import Subject, WirePicture, WireStory, body

CONTENT_TYPE = "application/json"
SUFFIX = "ninjs.json"
SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"


def write(story: WireStory) -> bytes:
    """One story as a ninjs object."""
    return json.dumps(item(story), ensure_ascii=False, indent=1).encode()


def item(story: WireStory) -> dict[str, Any]:
    """The object before it is written, for lists of several."""
    html, text = markup.join(body.to_blocks(story.body)), body.to_text(story.body)
    words = markup.count_words(text)
    told = {
        "uri": story.guid,
        "standard": {"name": "ninjs", "version": "3.0", "schema": SCHEMA},
        "type": "text",
        "version": story.version,
        "firstCreated": _moment(story.first_created),
        "versionCreated": _moment(story.updated),
        "pubStatus": story.pub_status,
        "expires": _moment(story.expires_at),
        "language": story.language,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": story.headline}]
        + ([{"role": "kicker", "contentType": "text/plain", "value": story.kicker}] if story.kicker else []),
        "descriptions": [
            {"role": "standfirst", "contentType": "text/plain", "value": line} for line in story.standfirst
        ],
        "bodies": [
            {"role": "main", "contentType": "text/html", "wordCount": words, "charCount": len(text), "value": html}
        ]
        if html
        else [],
        "by": story.byline,
        "located": story.dateline,
        "slugline": story.slugline,
        "edNote": story.editor_note,
        "people": [{"name": name, "rel": "creator"} for name in story.bylines],
        "subjects": [_subject(subject) for subject in story.subjects],
        "infoSources": [{"name": story.sender}] if story.sender else [],
        "associations": [_association(picture, number) for number, picture in enumerate(story.pictures, start=1)],
        "altIds": [{"role": "web", "value": story.link}] if story.link else [],
    }
    return _filled(told)


def _subject(subject: Subject) -> dict[str, Any]:
    return {"name": subject.name, "literal": f"{subject.scheme}:{subject.code}"}


def _association(picture: WirePicture, number: int) -> dict[str, Any]:
    renditions = [
        {
            "name": rendition.name,
            "href": rendition.href,
            "contentType": rendition.mimetype,
            "width": rendition.width,
            "height": rendition.height,
        }
        for rendition in picture.renditions
    ]
    return _filled(
        {
            "name": f"picture-{number}",
            "uri": picture.guid,
            "type": "picture",
            "descriptions": [
                {"role": role, "contentType": "text/plain", "value": words}
                for role, words in (("caption", picture.caption), ("alt", picture.alt))
                if words
            ],
            "by": picture.credit,
            "copyrightNotice": picture.copyright_notice,
            "usageTerms": picture.usage_terms,
            "renditions": [_filled(rendition) for rendition in renditions],
        }
    )


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [])}
