"""What is done with a provider's copy by rule: where it goes, and which words become ours."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape, unescape

from django.db.models import Q

from articles.content import Content
from wire.formats import WireStory
from wire.models import Provider, Replacement, Rule, Selection

_TAGS = re.compile(r"(<[^>]*>)")
_EMPTY = re.compile(r"<(p|h2|h3|blockquote|pre)>\s*</\1>")  # nothing is left of it


@dataclass(frozen=True, eq=False)
class Policy:
    """A provider's rules as they stand."""

    rules: tuple[Rule, ...]
    replacements: tuple[Replacement, ...]
    section: int | None
    topics: tuple[int, ...]

    def rule_for(self, story: WireStory) -> Rule | None:
        """The first rule that fits."""
        return next((rule for rule in self.rules if fits(rule, story)), None)

    def reworded(self, content: Content) -> Content:
        """The story in our words: what readers see of it, but no names of people and no credits."""
        if not self.replacements:
            return content
        images = tuple(
            replace(image, caption=self._in_text(image.caption), alt_text=self._in_text(image.alt_text))
            for image in content.images
        )
        return replace(
            content,
            headline=self._in_text(content.headline),
            kicker=self._in_text(content.kicker),
            standfirst=self._in_text(content.standfirst),
            dateline=self._in_text(content.dateline),
            body=tuple(block for block in map(self._in_html, content.body) if not _EMPTY.fullmatch(block)),
            notes=tuple(map(self._in_text, content.notes)),
            images=images,
        )

    def replaced_in(self, content: Content) -> tuple[Replacement, ...]:
        """Those replacements that find something in a story as it came."""
        texts = [content.headline, content.kicker, content.standfirst, content.dateline, *content.notes]
        texts += [content.plain_text, *(text for image in content.images for text in (image.caption, image.alt_text))]
        whole = "\n".join(texts)
        found = zip(self.replacements, self._patterns, strict=True)
        return tuple(replacement for replacement, (pattern, _) in found if pattern.search(whole))

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        return tuple((_whole_words(one), one.replace) for one in self.replacements)

    def _in_text(self, text: str) -> str:
        for pattern, new in self._patterns:
            text = pattern.sub(lambda _match, new=new: new, text)
        return text

    def _in_html(self, block: str) -> str:
        parts = _TAGS.split(block)
        for place in range(0, len(parts), 2):  # between the tags
            text = unescape(parts[place])
            if (ours := self._in_text(text)) != text:
                parts[place] = escape(ours, quote=False)
        return "".join(parts)


def policy_of(provider: Provider) -> Policy:
    """The policy of a provider, read once for this instance of it: who files for long takes a fresh one."""
    if "_policy" not in provider.__dict__:
        for_provider = Q(provider=provider) | Q(provider=None)
        rules = Rule.objects.filter(for_provider, is_active=True).order_by("position", "pk")
        provider._policy = Policy(
            rules=tuple(rules.prefetch_related("topics")),
            replacements=tuple(provider.replacements.order_by("pk")),
            section=provider.default_section_id,
            topics=tuple(provider.default_topics.order_by("pk").values_list("pk", flat=True)),
        )
    return provider._policy


def fits(selection: Selection, story: WireStory) -> bool:
    """Whether this is copy that is meant, whoever sent it. Everything that is filled in must hold."""
    return (
        _speaks(selection.language, story.language)
        and (selection.most_urgent is None or 0 < (story.urgency or 0) <= selection.most_urgent)
        and (not selection.subject or any(_is_about(selection.subject, code) for code in _codes(story)))
        and (not selection.words or _mentions(selection.words, story))
    )


def _speaks(language: str, of_story: str) -> bool:
    wanted, spoken = language.casefold().replace("_", "-"), of_story.casefold().replace("_", "-")
    return not wanted or spoken == wanted or spoken.startswith(f"{wanted}-")


def _codes(story: WireStory) -> Iterable[str]:
    for subject in story.subjects:
        yield subject.code
        yield f"{subject.scheme}:{subject.code}"


def _is_about(beginning: str, code: str) -> bool:
    return bool(code) and code.casefold().startswith(beginning.strip().casefold())


def _mentions(words: str, story: WireStory) -> bool:
    text = "\n".join((story.headline, story.slugline, *story.keywords))
    wanted = filter(None, (word.strip() for word in words.split(",")))
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in wanted)


def _whole_words(replacement: Replacement) -> re.Pattern[str]:
    flags = re.NOFLAG if replacement.is_case_sensitive else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(replacement.find)}(?!\w)", flags)
