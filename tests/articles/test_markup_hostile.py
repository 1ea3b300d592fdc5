"""Nothing but the allow-list comes out, whatever goes in; and what costs too much does not get in."""

import time
from urllib.parse import urlsplit

import lxml.html
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles import markup

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT SRC=//bad.example/x.js></SCRIPT>",
    "<script\x0b>alert(1)</script\x0b>",
    "<\x00script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='//bad.example/pixel.gif'>",
    '<img """><script>alert(1)</script>">',
    "<p onclick=alert(1) onmouseover='alert(1)' style='position:fixed' id=login class=x>x</p>",
    "<p/onclick=alert(1)>x</p>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='  JaVaScRiPt:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java&#x09;script:alert(1)'>x</a>",
    "<a href='java&#x202e;script:alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href=vbscript:x>x</a><a href=ssh://host>x</a><a href=magnet:?x>x</a><a href=file:///etc/passwd>x</a>",
    "<a href=http:&#x2F;&#x2F;ok.example title='\" onclick=alert(1) x=\"'>x</a>",
    "<a href='https://ok.example/\"onclick=alert(1)'>x</a>",
    "<svg onload=alert(1)><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><g title='</style><img src onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<template><script>alert(1)</script><p>x</p></template>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe><iframe src=//bad.example></iframe>",
    "<object data=x.swf></object><embed src=x.swf><applet code=x></applet>",
    "<style>@import '//bad.example/x.css';</style><link rel=stylesheet href=//bad.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'><base href=//bad.example>",
    "<form action=//bad.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<video><source onerror=alert(1)></video><audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "<!--><script>alert(1)</script>--><!--[if IE]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]><?xml-stylesheet href='javascript:alert(1)'?>",
    "<figure data-image='1\" onclick=\"alert(1)'></figure><figure data-image='../5'></figure><figure data-image='١٢'>",
    "<sup data-footnote='&lt;img src=x onerror=alert(1)&gt;\" onclick=\"alert(1)'>*</sup>",
    "<td onclick=alert(1) colspan='2;x' scope=javascript:x>x</td><th scope='row onx'>x</th>",
    "<ol start='1 onx=1'><li value=9>x</ol>",
    "<a href='https://ok.example' target=_blank rel=opener ping=//bad.example download>x</a>",
    "<table background=javascript:alert(1)><tr><td style=behavior:url(x)>x</table>",
    "<p>\u202eevil\u202c \u2066isolated\u2069 &#x202e;entity</p>",
    "<x-widget is=y><slot name=a>x</slot></x-widget>",
    "<p title=`<script>`>x</p><a href='?x=<script>'>y</a>",
    "<<p>x<</p>><p<b>x",
]


def what_is_not_allowed(printed: str) -> list[str]:
    """Read with lxml, a parser that had no part in deciding: every tag, attribute and scheme outside of the list."""
    found = [sign for sign in markup.BIDI_CONTROLS if sign in printed]
    for element in lxml.html.fragment_fromstring(printed, create_parent="article").iterdescendants():
        found += [str(element.tag)] if element.tag not in markup.ALLOWED else []
        found += [name for name in element.attrib if name not in markup.ALLOWED.get(element.tag, set())]
        scheme = urlsplit(element.get("href", "").strip()).scheme
        found += [scheme] if scheme and scheme not in markup.SCHEMES else []
        found += (
            [] if element.get("data-image", "1").isascii() and element.get("data-image", "1").isdigit() else ["image"]
        )
    return found


def test_the_check_of_this_file_sees_what_it_should():
    link, figure = "<a href='javascript:x'>x</a>", "<figure data-image='../5'></figure>"
    seen = what_is_not_allowed(f"<p onclick=x>\u202e</p><img src=x>{link}{figure}")

    assert seen == ["\u202e", "onclick", "img", "src", "javascript", "image"]


@pytest.mark.parametrize("snippet", HOSTILE)
def test_only_the_allow_list_comes_out(snippet):
    printed = markup.clean(f"<p>before</p>{snippet}<p>after</p>")

    assert what_is_not_allowed(printed) == []
    assert markup.clean(printed) == printed


FRAGMENTS = [
    *HOSTILE,
    *(f"<{tag}>" for tag in [*markup.ALLOWED, "div", "b", "svg", "math", "style", "q", "h1", "span"]),
]
FRAGMENTS += [
    *(f"</{tag}>" for tag in markup.ALLOWED),
    "</svg>",
    "</math>",
    "</style>",
    "<!--",
    "-->",
    "'",
    '"',
    ">",
    "&lt;",
]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=12).map("".join))
@example("<svg><p><style><!--</style><img title='--><img src=x onerror=alert(1)>'>")
def test_no_mixture_of_hostile_pieces_gets_through(source):
    printed = markup.clean(source)

    assert what_is_not_allowed(printed) == []
    assert markup.clean(printed) == printed


def fonts(hidden: str = "") -> str:
    """Few tags that take nh3 more than a second: so they must be refused before, whatever hides how deep they are."""
    return "".join(f"<font color={n}>{hidden}<p>" for n in range(1_660))


BOMBS = {
    "a megabyte": "x" * 1_000_001,
    "a megabyte of two-byte letters": "é" * 500_001,
    "tags": "<br>" * 5_001,
    "depth": "<div>" * 101,
    "fonts, each of which a parser opens again in each paragraph": fonts(),
    "fonts, and end tags that close nothing": fonts("</b>"),
    "fonts, and end tags in comments": fonts("<!--</font>-->"),
    "fonts, and end tags in text": fonts("<textarea></font></textarea>"),
    "fonts, and end tags in values": fonts("<i title='></font>'></i>"),
    "attributes": f"<p {' '.join(f'a{n}' for n in range(200_000))}>",
    "attributes of a tag without an end": f"<p {' '.join(f'a{n}' for n in range(200_000))}",
    "ampersands": "&" * 900_000,
    "quotes": "<p a='" * 4_000 + '"' * 500_000,
    "comments": "<!--" * 240_000 + "<p>" * 5_001,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_at_once(bomb):
    started = time.process_time()

    with pytest.raises(markup.MarkupError):
        markup.blocks(BOMBS[bomb])

    assert time.process_time() - started < 0.5


def test_depth_that_only_a_parser_sees_is_refused_and_not_cut_off():
    lists = "<ul><li>" * 60 + "x"  # 60 lists are 120 elements

    with pytest.raises(markup.MarkupError):
        markup.blocks(lists)


def test_sloppy_copy_is_no_bomb():
    assert markup.blocks("<p>one<p>two<li>three" * 200)[-1] == "<p>three</p>"
    assert len(markup.blocks("<p>x" * 4_900)) == 4_900
    assert markup.blocks("<div>" * 99 + "deep") == ("<p>deep</p>",)
