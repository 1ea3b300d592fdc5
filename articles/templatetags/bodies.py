"""The body of a story as a page shows it: pictures in their places, footnotes at the foot, what is wide in a frame.

The body is what `articles.markup` printed, always in the same way, so its few marks can be found without a parser.
"""

import re
from dataclasses import dataclass

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.content import Label
from articles.models import Article, Placement

register = template.Library()

_FIGURE = re.compile(r'<figure data-image="(\d+)">(?:<figcaption>(.*?)</figcaption>)?</figure>', re.DOTALL)
_FOOTNOTE = re.compile(r'<sup data-footnote="([^"]*)">\*</sup>')
_PAID_LINK = re.compile(r'<a (?=href="https?:)')
_WIDE = re.compile(r"</?(?:table|pre)>")
_LABELS = {"<table>": _("Table"), "<pre>": _("Lines in columns")}


@dataclass(frozen=True)
class Body:
    lead: Placement | None
    html: SafeString
    footnotes: tuple[SafeString, ...]
    further: tuple[Placement, ...]  # pictures that stand on the story and in no place of their own


@register.simple_tag
def body_of(article: Article) -> Body:
    placements = {placement.image_id: placement for placement in article.placements.all() if is_shown(placement)}
    inline = {int(image) for image, _ in _FIGURE.findall(article.body)}
    lead = placements.get(article.lead_image_id) if article.lead_image_id not in inline else None
    html = _FIGURE.sub(lambda match: _figure(placements.get(int(match[1])), match[2]), article.body)
    footnotes: list[SafeString] = []
    html = _FOOTNOTE.sub(lambda match: _reference(match[1], footnotes), _framed(_unskipped(html)))
    if article.label == Label.SPONSORED:  # search engines ask that links which somebody paid for say so
        html = _PAID_LINK.sub('<a rel="sponsored" ', html)
    return Body(
        lead=lead,
        html=mark_safe(html),  # noqa: S308 -- sanitized when it was saved; what was added is escaped
        footnotes=tuple(footnotes),
        further=tuple(p for image, p in placements.items() if image not in inline and p is not lead),
    )


@register.inclusion_tag("articles/_figure.html")
def figure(placement: Placement, *, is_lead: bool = False) -> dict:
    return {"placement": placement, "is_lead": is_lead}


def is_shown(placement: Placement) -> bool:
    """A picture that has not come, and of which nothing is known, would be an empty frame."""
    return bool(placement.image.file or placement.caption or placement.credit)


def _figure(placement: Placement | None, caption: str | None) -> str:
    """The picture with its words; the words in the body are the editor's latest."""
    if placement is None:
        return ""
    context = {"placement": placement, "caption": mark_safe(caption) if caption else ""}  # noqa: S308 -- sanitized
    return render_to_string("articles/_figure.html", context)


def _reference(text: str, footnotes: list[SafeString]) -> str:
    footnotes.append(mark_safe(text))  # noqa: S308 -- the attribute's value, still escaped
    number = len(footnotes)
    label = gettext("Footnote %(number)d") % {"number": number}
    return format_html('<sup><a id="ref-{0}" href="#note-{0}" aria-label="{1}">{0}</a></sup>', number, label)


def _unskipped(html: str) -> str:
    """A subhead below no head would skip a level for readers who jump from heading to heading."""
    before, head, after = html.partition("<h2>")
    return before.replace("<h3>", "<h2>").replace("</h3>", "</h2>") + head + after


def _framed(html: str) -> str:
    """Each outermost table, and lines in columns, in a frame that scrolls: a wide one does not widen the page."""
    depth = 0

    def framed(match: re.Match[str]) -> str:
        nonlocal depth
        if label := _LABELS.get(match[0]):
            depth += 1
            frame = f'<div class="scroller" role="region" aria-label="{label}" tabindex="0">'
            return frame + match[0] if depth == 1 else match[0]
        depth -= 1
        return f"{match[0]}</div>" if depth == 0 else match[0]

    return _WIDE.sub(framed, html)
