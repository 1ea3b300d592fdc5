"""Topics that the text itself suggests: offered beside the field, and taken only when somebody ticks them."""

from dataclasses import dataclass

from articles.content import Content
from articles.models import Topic
from articles.suggest import NewName, Suggestion, suggest

KINDS = [choice for choice in Topic.Kind.choices if choice[0] != Topic.Kind.SECTION]


@dataclass(frozen=True, slots=True)
class Offers:
    topics: tuple[Suggestion, ...]
    names: tuple[NewName, ...]
    ticked: frozenset[str]
    kinds: list[tuple[str, str]]


def offers_for(request, content: Content) -> Offers:
    """Only those who may add topics are offered new ones. What was ticked stays ticked when a form comes back."""
    found = suggest(content)
    names = found.names if request.user.has_perm("articles.add_topic") else ()
    ticked = frozenset(request.POST.getlist("accept_topic"))
    return Offers(topics=found.topics, names=names, ticked=ticked, kinds=KINDS)


def accepted_topics(request) -> tuple[int, ...]:
    """The topics that the editor accepted; a new name becomes a topic here, once."""
    ticked = [int(pk) for pk in request.POST.getlist("accept_topic") if pk.isdecimal() and len(pk) < 19]
    existing = Topic.objects.exclude(kind=Topic.Kind.SECTION).filter(pk__in=ticked)
    accepted = [pk for pk in ticked if pk in set(existing.values_list("pk", flat=True))]
    if not request.user.has_perm("articles.add_topic"):
        return tuple(accepted)
    names, kinds = request.POST.getlist("new_topic_name"), request.POST.getlist("new_topic_kind")
    for name, kind in zip(names, kinds, strict=False):
        name = " ".join(name.split())[:100]  # noqa: PLW2901 -- the same name, tidy
        if name and kind in dict(KINDS):
            topic = Topic.objects.filter(name__iexact=name, kind=kind).first()
            accepted.append((topic or Topic.objects.create(name=name, kind=kind)).pk)
    return tuple(accepted)
