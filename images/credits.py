"""Who made a picture and what may be done with it, in the form that travels inside its file: an XMP packet."""

from xml.sax.saxutils import escape, quoteattr

from images.models import Image

LONGEST = 600  # characters of a caption; a small rendition must not be mostly words

_NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" '
    'xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"'
)


def packet(image: Image) -> bytes:
    """IPTC's creator, credit line, copyright notice, caption, terms and the two addresses that search engines show."""
    parts = [
        _alternatives("dc:description", image.caption[:LONGEST]),
        _alternatives("dc:rights", image.copyright_notice),
        _alternatives("xmpRights:UsageTerms", image.usage_terms[:LONGEST]),
        _list("dc:creator", image.creator),
        _licensor(image.licensor_url),
    ]
    attributes = {"photoshop:Credit": image.credit, "xmpRights:WebStatement": image.rights_url}
    said = "".join(f" {name}={quoteattr(text)}" for name, text in attributes.items() if text)
    if not said and not any(parts):
        return b""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {_NAMESPACES}{said}>{"".join(parts)}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _alternatives(name: str, text: str) -> str:
    if not text:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt></{name}>'


def _list(name: str, text: str) -> str:
    return f"<{name}><rdf:Seq><rdf:li>{escape(text)}</rdf:li></rdf:Seq></{name}>" if text else ""


def _licensor(url: str) -> str:
    if not url:
        return ""
    entry = f'<rdf:li rdf:parseType="Resource"><plus:LicensorURL>{escape(url)}</plus:LicensorURL></rdf:li>'
    return f"<plus:Licensor><rdf:Seq>{entry}</rdf:Seq></plus:Licensor>"
