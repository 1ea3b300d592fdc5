"""Which of our sections and topics copy is about: by its words and codes, by our rules, by its provider."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from articles import markup
from articles.models import Topic, TopicCode
from wire.filing.memory import forget, remembered_of
from wire.filing.policy import Policy
from wire.formats import Subject, WireStory

# One vocabulary under the names that senders give it.
_SCHEMES = {
    "iptc": "subj",
    "iptcsubjectcode": "subj",
    "iptcsubjectcodes": "subj",
    "subjectcode": "subj",
    "mediatopic": "medtop",
    "mediatopics": "medtop",
    "iptc-mediatopic": "medtop",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Primary keys."""

    section: int | None
    topics: tuple[int, ...]


def place(story: WireStory, policy: Policy) -> Placed:
    """The section and the topics of a story. Adds the topics that it prints for readers and we do not have yet.

    A rule goes before the copy's own words, and the provider's defaults are for copy that says nothing.
    """
    rule = policy.rule_for(story)
    printed = [topic for topic in _printed(story.topics, story.keywords) if topic]
    found = [*printed, *_coded(story.subjects)]
    named = next((topic.pk for topic in found if topic.kind == Topic.Kind.SECTION), None)
    section = (rule and rule.section_id) or named or policy.section
    topics = [topic.pk for topic in found if topic.pk != named and topic.pk != section]
    topics += [topic.pk for topic in rule.topics.all()] if rule else []
    return Placed(section=section, topics=tuple(dict.fromkeys(topics or policy.topics)))


def _printed(topics: tuple[str, ...], keywords: tuple[str, ...]) -> list[Topic | None]:
    """The topic of each name. A printed topic is added if we have none; a keyword is for the machines, and is not.

    New topics are added in alphabetical order, so that importers who meet the same ones wait for each other and do not
    lock each other out.
    """
    names = {name: markup.one_line(name) for name in (*topics, *keywords)}
    known = _known(set(filter(_is_name, names.values())))
    for name in sorted({names[name] for name in topics}):
        if _is_name(name) and name.casefold() not in known:
            known[name.casefold()] = _add(name)
    return [known.get(names[name].casefold()) for name in names]


def _is_name(name: str) -> bool:
    """What is no name stays in the received story."""
    return any(map(str.isalnum, name)) and len(name) <= Topic._meta.get_field("name").max_length


def _known(names: set[str]) -> dict[str, Topic]:
    """By their folded names: a section or subject; another kind only when it is the only one: Jordan is two things."""
    found = remembered_of("topics", names, _looked_up)
    return {name.casefold(): topic for name, topic in found.items()}


def _looked_up(names: set[str]) -> dict[str, Topic]:
    # The database folds what it can (SQLite: ASCII); the spellings that are usual in headlines find the rest.
    spellings = {
        spelling(name) for name in names for spelling in (str, str.upper, str.lower, str.title, str.capitalize)
    }
    asked = Topic.objects.annotate(lower=Lower("name")).filter(Q(lower__in=spellings) | Q(name__in=spellings))
    kinds: dict[str, dict[str, Topic]] = {}
    for topic in asked.order_by("-pk"):
        kinds.setdefault(topic.name.casefold(), {})[topic.kind] = topic
    known = {}
    for name in names:
        named = kinds.get(name.casefold(), {})
        of_copy = [named[kind] for kind in (Topic.Kind.SECTION, Topic.Kind.SUBJECT) if kind in named]
        if of_copy or len(named) == 1:
            known[name] = of_copy[0] if of_copy else next(iter(named.values()))
    return known


def _add(name: str) -> Topic | None:
    forget("topics")
    try:
        with transaction.atomic():
            return Topic.objects.create(name=name, kind=Topic.Kind.SUBJECT)
    except IntegrityError:  # another importer was quicker
        return _looked_up({name}).get(name)


def _coded(subjects: tuple[Subject, ...]) -> list[Topic]:
    """The topics that the copy's subject codes stand for, in the order of the copy."""
    wanted = dict.fromkeys(code for subject in subjects for code in _codes(subject))
    if not wanted:
        return []
    found = remembered_of("codes", wanted, _topics_of)
    return list(dict.fromkeys(found[code] for code in wanted if code in found))


def _topics_of(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Topic]:
    schemes, codes = zip(*wanted, strict=True)
    rows = TopicCode.objects.filter(scheme__in=set(schemes), code__in=set(codes)).select_related("topic")
    return {(row.scheme, row.code): row.topic for row in rows}


def _codes(subject: Subject) -> list[tuple[str, str]]:
    """The vocabulary and the code, however the sender writes them: medtop + 20000638, or medtop:20000638."""
    scheme, code = subject.scheme.strip(), subject.code.strip()
    if not code:
        return []
    prefix, colon, bare = code.partition(":")
    pairs = [(scheme, code), (scheme, bare or code), *([(prefix, bare)] if colon else [])]
    pairs += [(_SCHEMES[name.casefold()], code) for name, code in pairs if name.casefold() in _SCHEMES]
    return list(dict.fromkeys(pairs))
