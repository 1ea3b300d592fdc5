"""Paths through XML that an administrator can write: a small part of XPath, of which nothing can take long.

head/title                  an element inside an element, by local names; * is any element
//para                      one anywhere below
/Envelope/Sent              from the root of the document instead of the story (its own name left out or not)
info/@lang                  an attribute
meta[@name='slug']/@content one of several, told by an attribute, by a child [type='main'] or by its text [.='1']
line[2]                     by its number
name | title                the first of several that says anything
date + time                 joined with a space
'en'                        always the same words
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from wire.formats.errors import WrongMapping
from wire.formats.trees.elements import Element, local, text

MAX_LENGTH = 500
MAX_STEPS = 12
MAX_FOUND = 1000

type Value = Element | str

_TOKEN = re.compile(
    r"""\s*(?: (?P<literal>'[^']*'|"[^"]*") | (?P<or>\|) | (?P<and>\+)
    | (?P<path>[^\s|+'"\[]+ (?:\[[^\[\]]*\][^\s|+'"\[]*)*) )""",
    re.VERBOSE,
)
_NAME = r"[^\W\d][\w.\-]*"
_STEP = re.compile(rf"(?P<name>\*|\.|@?(?:{_NAME}:)?{_NAME})(?P<tests>(?:\[[^\[\]]*\])*)")
_PIECE = re.compile(r"(?P<slashes>/{0,2})(?P<piece>[^/\[\]]+(?:\[[^\[\]]*\])*)")
_TEST = re.compile(
    rf"""\[\s*(?: (?P<number>\d{{1,3}})
    | (?P<what>\.|@?(?:{_NAME}:)?{_NAME}) \s* (?: = \s* (?P<quote>['"])(?P<value>[^'"]*)(?P=quote) )? )\s*\]""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    is_deep: bool
    tests: tuple[tuple[str, str | None], ...]  # ("2", None), ("@name", "slug"), ("@name", None)


@dataclass(frozen=True, slots=True)
class _Path:
    is_absolute: bool
    steps: tuple[_Step, ...]


type _Term = _Path | str
type Expression = tuple[tuple[_Term, ...], ...]


@lru_cache(maxsize=2000)
def compiled(source: str) -> Expression:
    """The path, ready to follow. Raises WrongMapping where it is none, with what is wrong in words."""
    if len(source) > MAX_LENGTH:
        raise WrongMapping(f"The path {source[:60]!r} ... is longer than {MAX_LENGTH} characters.")
    alternatives: list[list[_Term]] = [[]]
    position, wants_term = 0, True
    while position < len(source.rstrip()):
        token = _TOKEN.match(source, position)
        if not token or wants_term == bool(token["or"] or token["and"]):
            raise WrongMapping(f"The path {source!r} cannot be read at {source[position:].strip()[:40]!r}.")
        position = token.end()
        if token["or"]:
            alternatives.append([])
        elif not token["and"]:
            alternatives[-1].append(token["literal"][1:-1] if token["literal"] else _path(token["path"], source))
        wants_term = bool(token["or"] or token["and"])
    if wants_term:
        raise WrongMapping(f"The path {source!r} ends where an element or attribute should be named.")
    return tuple(tuple(terms) for terms in alternatives)


def _path(written: str, source: str) -> _Path:
    steps: list[_Step] = []
    position, is_absolute = 0, False
    while position < len(written):
        found = _PIECE.match(written, position)
        if not found or (position and not found["slashes"]):
            raise WrongMapping(f"The path {source!r} cannot be read at {written[position:]!r}.")
        is_absolute = is_absolute or (not position and found["slashes"] == "/")
        if steps and steps[-1].name.startswith("@"):
            raise WrongMapping(f"The path {source!r} goes on behind an attribute.")
        steps.append(_step_of(found["piece"], source, is_deep=found["slashes"] == "//"))
        position = found.end()
    if len(steps) > MAX_STEPS or sum(step.is_deep for step in steps) > 1:
        raise WrongMapping(f"The path {source!r} is too long a way: {MAX_STEPS} steps, and // once, must do.")
    return _Path(is_absolute, tuple(steps))


def _step_of(piece: str, source: str, *, is_deep: bool) -> _Step:
    step = _STEP.fullmatch(piece)
    tests = [_TEST.fullmatch(test) for test in re.findall(r"\[[^\[\]]*\]", piece)]
    if not step or not all(tests) or (tests and piece.startswith("@")):
        raise WrongMapping(
            f"The path {source!r} holds {piece!r}, which names no element or attribute. Functions, axes and "
            "variables are not part of the language."
        )
    sign = "@" if piece.startswith("@") else ""
    return _Step(
        sign + _bare(step["name"]),
        is_deep,
        tuple((test["number"] or test["what"], test["value"]) for test in tests if test),
    )


def _bare(name: str) -> str:
    return name.lstrip("@").rpartition(":")[2]


def follow(source: str, start: Element, root: Element) -> list[Value]:
    """What the path leads to from an element: elements, values of attributes, words. Empty where there is nothing."""
    for terms in compiled(source):
        found = [(term, [value for value in _reach(term, start, root) if words(value)]) for term in terms]
        if len(found) == 1 and found[0][1]:
            return found[0][1]
        if len(found) > 1 and any(values for term, values in found if isinstance(term, _Path)):
            return [" ".join(words(values[0]) for _, values in found if values)]
    return []


def elements(source: str, start: Element) -> list[Element]:
    """The elements that a path leads to, whether they say anything or not."""
    for terms in compiled(source):
        found = [value for term in terms for value in _reach(term, start, start) if not isinstance(value, str)]
        if found:
            return found
    return []


def words(value: Value) -> str:
    """What it says, on one line."""
    return value.strip() if isinstance(value, str) else text(value)


def _reach(term: _Term, start: Element, root: Element) -> list[Value]:
    if isinstance(term, str):
        return [term]
    here: list[Element] = [root if term.is_absolute else start]
    steps = term.steps
    if term.is_absolute and len(steps) > 1 and steps[0].name == local(root) and not steps[0].is_deep:
        steps = steps[1:]
    for step in steps:
        if step.name.startswith("@"):
            if step.is_deep:
                here = [below for element in here for below in element.iter("*")]
            return [value for element in here[:MAX_FOUND] if (value := _attribute(element, step.name[1:])) is not None]
        here = [found for element in here for found in _step(element, step)][:MAX_FOUND]
    return list(here)


def _step(element: Element, step: _Step) -> list[Element]:
    tag = "*" if step.name == "*" else f"{{*}}{step.name}"
    if step.name == ".":
        found = [element]
    else:
        found = list(element.iterdescendants(tag) if step.is_deep else element.iterchildren(tag))
    for what, value in step.tests:
        if what.isdigit():
            found = found[int(what) - 1 : int(what)] if int(what) else []
        else:
            found = [child for child in found if _passes(child, _bare(what) if what != "." else ".", what, value)]
    return found


def _passes(element: Element, name: str, what: str, value: str | None) -> bool:
    if what == ".":
        told = [text(element)]
    elif what.startswith("@"):
        told = [said for said in [_attribute(element, name)] if said is not None]
    else:
        told = [text(child) for child in element.iterchildren(f"{{*}}{name}")]
    return bool(told) if value is None else value in told


def _attribute(element: Element, name: str) -> str | None:
    found = (str(said) for key, said in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, None)
