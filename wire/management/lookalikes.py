"""Documents that look like an agency's, by the thousand: what `bench_wire` measures with. All of it is made up.

Each function gives version `version` of story number `number`. Stories differ in their words, as real ones do.
"""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

AGENCY = "Skerry Press"
PEOPLE = ("Mara Ellingsworth", "Tom Reed", "Ada Quill", "Ivo Brandt", "Lena Okoro", "Sam Whitlock")
PLACES = ("OSK", "VARN", "HARL", "WEND", "TOLLEN", "MIRE")
_WORDS = re.findall(
    r"\w+",
    "the council harbor ferry bridge winter morning engineers found decided repaired stones tide keeper market square "
    "library orchard baker clock tower wind rain school children choir mayor asked answered carried measured painted "
    "opened closed slowly again after before without nobody everybody seventeen dozen letters boats ropes lanterns",
)
_SYLLABLES = re.findall(r"\w+", "ba ko ri tel mun sa do ven lis gar po nim fa rel tu sko wen har il os")
_BEGAN = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)


class Story:
    """What one version of one story says."""

    def __init__(self, number: int, version: int | str, headline: str | None) -> None:
        chance = random.Random(number)  # noqa: S311 -- the same words every time
        self.number, self.version = number, version
        self.guid = f"urn:newsml:skerry.example:20260301:story-{number}"
        take = f", take {version}" if version not in (1, "1", "") else ""
        self.headline = headline or f"{_sentence(chance, 6).rstrip('.')} {number}{take}"
        self.paragraphs = [" ".join(_sentence(chance, 14) for _ in range(3)) for _ in range(6)]
        self.paragraphs.append(f"This is version {version or 'one'} of story {number}.")
        self.author = PEOPLE[number % len(PEOPLE)]
        self.place = PLACES[number % len(PLACES)]
        self.created = _BEGAN + timedelta(minutes=number)
        revised = int(version) if str(version).isdigit() else 1
        self.updated = self.created + timedelta(hours=revised)

    @property
    def html(self) -> str:
        return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def _sentence(chance: random.Random, words: int) -> str:
    """Common words and rare ones, half of each: texts of common words alone would all be alike."""
    said = [chance.choice(_WORDS) if chance.random() < 0.5 else _rare_word(chance) for _ in range(words)]
    return f"{' '.join(said)}.".capitalize()


def _rare_word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(3))


def nitf(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    key = f'<du-key key="skerry" version="{story.version}"/>' if story.version else ""
    paragraphs = "\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf>
<head><title>{escape(story.headline)}</title><docdata>
<doc-id regsrc="skerry.example" id-string="{story.guid}"/>{key}
<date.issue norm="{story.updated:%Y%m%dT%H%M%SZ}"/><date.release norm="{story.created:%Y%m%dT%H%M%SZ}"/>
<urgency ed-urg="4"/><doc.copyright holder="{AGENCY}"/></docdata></head>
<body><body.head><hedline><hl1>{escape(story.headline)}</hl1></hedline>
<byline>By <person>{story.author}</person></byline>
<dateline><location><city>{story.place}</city></location></dateline></body.head>
<body.content>{paragraphs}</body.content></body>
</nitf>
""".encode()


def ninjs(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    values = {
        "uri": story.guid,
        "type": "text",
        "version": str(story.version),
        "versioncreated": story.updated.isoformat(),
        "firstcreated": story.created.isoformat(),
        "pubstatus": "usable",
        "urgency": 4,
        "language": "en",
        "headline": story.headline,
        "byline": f"By {story.author}",
        "located": story.place.title(),
        "provider": AGENCY,
        "subject": [{"code": "15000000", "name": "sport", "scheme": "subj"}],
        "keywords": ["ferry", "harbor"],
        "body_html": story.html,
    }
    return json.dumps(values).encode()


def newsml_g2(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{story.guid}" version="{story.version or 1}"
 standard="NewsML-G2" standardversion="2.29" conformance="power" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="{AGENCY}"/>
<versionCreated>{story.updated.isoformat()}</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><contentCreated>{story.created.isoformat()}</contentCreated><urgency>4</urgency>
<by>By {story.author}</by><headline>{escape(story.headline)}</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">
<head><title>{escape(story.headline)}</title></head><body>{story.html}</body></html></inlineXML></contentSet>
</newsItem>
""".encode()


def newsml_1(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    version = story.version or 1
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML Version="1.2"><NewsEnvelope><DateAndTime>{story.updated:%Y%m%dT%H%M%SZ}</DateAndTime></NewsEnvelope>
<NewsItem><Identification><NewsIdentifier><ProviderId>skerry.example</ProviderId>
<DateId>{story.created:%Y%m%d}</DateId><NewsItemId>story-{number}</NewsItemId>
<RevisionId PreviousRevision="0" Update="N">{version}</RevisionId>
<PublicIdentifier>urn:newsml:skerry.example:{story.created:%Y%m%d}:story-{number}:{version}</PublicIdentifier>
</NewsIdentifier></Identification>
<NewsManagement><NewsItemType FormalName="News"/><FirstCreated>{story.created:%Y%m%dT%H%M%SZ}</FirstCreated>
<ThisRevisionCreated>{story.updated:%Y%m%dT%H%M%SZ}</ThisRevisionCreated><Status FormalName="Usable"/>
<Urgency FormalName="4"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>{escape(story.headline)}</HeadLine><ByLine>By {story.author}</ByLine></NewsLines>
<ContentItem><MediaType FormalName="Text"/><DataContent>{story.html}</DataContent></ContentItem></NewsComponent>
</NewsItem></NewsML>
""".encode()


def iptc7901(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    number %= 10_000
    head = f"\x01skp{number:04} 4 pl 143 abcde   skp {number:04}\r\n\r\nFerry/\r\n\x02{story.headline} =\r\n\r\n"
    body = "\r\n".join(f"   {paragraph}" for paragraph in story.paragraphs)
    return f"{head}{body}\r\n\x03\r\n{story.updated:%d%H%M} mrz 26\r\n\x04".encode("latin-1")


def rss(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{AGENCY}</title><link>https://skerry.example/</link>
<description>All of it</description><item><title>{escape(story.headline)}</title>
<link>https://skerry.example/{number}</link><guid isPermaLink="false">{story.guid}</guid>
<pubDate>{format_datetime(story.updated)}</pubDate><dc:creator>{story.author}</dc:creator>
<content:encoded><![CDATA[{story.html}]]></content:encoded></item></channel></rss>
""".encode()


def json_feed(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    item = {
        "id": story.guid,
        "url": f"https://skerry.example/{number}",
        "title": story.headline,
        "content_html": story.html,
        "date_published": story.created.isoformat(),
        "date_modified": story.updated.isoformat(),
        "authors": [{"name": story.author}],
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": AGENCY, "items": [item]}
    return json.dumps(feed).encode()


def email(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    mail = EmailMessage()
    mail["From"] = f"{story.author} <desk@skerry.example>"
    mail["To"] = "wire@newsroom.example"
    mail["Subject"] = story.headline
    mail["Date"] = story.updated
    mail["Message-ID"] = f"<story-{number}-{version}@skerry.example>"
    mail.set_content(story.text)
    return bytes(mail)


def wxr(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>{AGENCY}</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>{escape(story.headline)}</title><link>https://skerry.example/?p={number}</link>
<dc:creator>{story.author}</dc:creator><guid isPermaLink="false">https://skerry.example/?p={number}</guid>
<content:encoded><![CDATA[{story.html}]]></content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date_gmt>{story.created:%Y-%m-%d %H:%M:%S}</wp:post_date_gmt><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item></channel></rss>
""".encode()


def json_ld(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"https://skerry.example/{number}",
        "headline": story.headline,
        "datePublished": story.created.isoformat(),
        "dateModified": story.updated.isoformat(),
        "author": [{"@type": "Person", "name": story.author}],
        "articleBody": story.text,
    }
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(story.headline)}</title>'
        f'<script type="application/ld+json">{json.dumps(values)}</script></head>'
        f"<body><article><h1>{escape(story.headline)}</h1>{story.html}</article></body></html>"
    ).encode()


def ap_media_json(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    item = {
        "altids": {"itemid": f"{number:032x}", "etag": f"{number:032x}_{story.version}"},
        "uri": f"https://api.ap.org/media/v/content/{number:032x}",
        "version": int(story.version or 1),
        "type": "text",
        "headline": story.headline,
        "versioncreated": story.updated.isoformat(),
        "firstcreated": story.created.isoformat(),
        "pubstatus": "usable",
        "urgency": 4,
        "bylines": [{"by": f"By {story.author}"}],
    }
    return json.dumps({"data": {"item": item}, "nitf": {"body_html": story.html}}).encode()


def dpa_digitalwires_json(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    entry = {
        "format": "digitalwires-1",
        "urn": f"urn:newsml:skerry.example:20260301:{number}",
        "entry_id": f"tag:skerry.example,2026:{number}-{story.version}",
        "version": int(story.version or 1),
        "version_created": story.updated.isoformat(),
        "pubstatus": "usable",
        "language": "en",
        "urgency": 4,
        "headline": story.headline,
        "byline": story.author,
        "article_html": f"<section>{story.html}</section>",
    }
    return json.dumps(entry).encode()


def plaintext(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    story = Story(number, version, headline)
    head = [story.headline, "", f"By {story.author}", f"{story.created:%B %-d, %Y}", ""]
    return "\n".join([*head, story.text, ""]).encode()


def archive(number: int, version: int | str = 1, headline: str | None = None) -> bytes:
    """A zip with ten stories of its own."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for part in range(number * 10, number * 10 + 10):
            file.writestr(f"{part}.xml", nitf(part, version, headline))
    return packed.getvalue()


# What is made, under the names of the formats.
LOOKALIKES: dict[str, Callable[..., bytes]] = {
    "ninjs": ninjs,
    "nitf": nitf,
    "newsml-g2": newsml_g2,
    "newsml-1.2": newsml_1,
    "ap-media-json": ap_media_json,
    "dpa-digitalwires-json": dpa_digitalwires_json,
    "json-feed": json_feed,
    "rss-atom": rss,
    "wordpress-wxr": wxr,
    "json-ld": json_ld,
    "iptc7901": iptc7901,
    "email": email,
    "plaintext": plaintext,
    "zip": archive,
}
