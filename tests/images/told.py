"""What an agency wrote into a picture's file, and how we name it."""

from datetime import date

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 photoshop:Credit="Wend Courier" photoshop:City="Tarrow" photoshop:DateCreated="2026-03-14T09:30:00+01:00"
 xmpRights:WebStatement="https://courier.example/rights" exif:GPSLatitude="48,12.5N">
<photoshop:Country>Ostmark</photoshop:Country>
<dc:description><rdf:Alt><rdf:li xml:lang="de">Die Fähre.</rdf:li>
<rdf:li xml:lang="x-default">The ferry  leaves.</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>Ida Brandt</rdf:li><rdf:li>Ben Okri</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Wend Courier</rdf:li></rdf:Alt></dc:rights>
<dc:subject><rdf:Bag><rdf:li>ferry</rdf:li><rdf:li>harbor</rdf:li><rdf:li>ferry</rdf:li></rdf:Bag></dc:subject>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">No resale</rdf:li></rdf:Alt></xmpRights:UsageTerms>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A white ferry</rdf:li></rdf:Alt>
</Iptc4xmpCore:AltTextAccessibility>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorURL>https://courier.example/buy</plus:LicensorURL>
</rdf:li></rdf:Seq></plus:Licensor></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

TOLD = {
    "alt_text": "A white ferry",
    "caption": "The ferry leaves.",
    "credit": "Wend Courier",
    "creator": "Ida Brandt, Ben Okri",
    "copyright_notice": "© Wend Courier",
    "usage_terms": "No resale",
    "rights_url": "https://courier.example/rights",
    "licensor_url": "https://courier.example/buy",
    "keywords": "ferry, harbor",
    "city": "Tarrow",
    "country": "Ostmark",
    "created_date": date(2026, 3, 14),
}
