"""Two people, one story: the page on which the second of them decides about what both changed.

Nothing typed is lost here: the whole text of the person who saved second is on the page, and travels with it, signed,
until a decision about every clash has been saved.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.contrib import messages
from django.core import signing
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse

from articles import markup, workflow
from articles.admin import drafts
from articles.admin.access import story_for
from articles.admin.changes import changes, names_of
from articles.content import Clash, Conflict, Content, ContentError, Edited, Merged, merge, resolve, segments
from articles.forms import BodyWidget
from articles.models import Article, Reason, Version
from articles.workflow import EditConflict, WorkflowError

type Side = Literal["ours", "theirs"]

SALT = "articles.admin.conflict"
OTHER: dict[Side, Side] = {"ours": "theirs", "theirs": "ours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page asks about: `mine` was made from `base`, but `current` had been saved meanwhile."""

    article: Article
    base: Version
    current: Version
    mine: Content
    note: str = ""
    draft: str = ""
    continued: str = ""

    def sealed(self) -> str:
        keys = {"article": self.article.pk, "base": self.base.pk, "current": self.current.pk}
        words = {"mine": self.mine.to_json(), "note": self.note, "draft": self.draft, "continued": self.continued}
        return signing.dumps(keys | words, salt=SALT, compress=True)

    @classmethod
    def unsealed(cls, article: Article, token: str) -> "Asked":
        try:
            data = signing.loads(token, salt=SALT)
            mine = Content.from_json(data["mine"])
        except (signing.BadSignature, ContentError):
            raise BadRequest("This page was not made by the desk.") from None
        if data["article"] != article.pk:
            raise BadRequest("This page belongs to another story.")
        versions = article.versions.select_related("created_by").in_bulk([data["base"], data["current"]])
        return cls(
            article=article,
            base=versions[data["base"]],
            current=versions[data["current"]],
            mine=mine,
            note=data["note"],
            draft=data["draft"],
            continued=data["continued"],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One clash, as the page shows it: all three texts, and what can be chosen."""

    number: int
    clash: Clash
    base: str
    theirs: str
    mine: str
    theirs_words: tuple
    mine_words: tuple
    edited: str | None
    choice: str
    is_body: bool


def conflict_page(admin, request, asked: Asked, conflict: Conflict, *, failure: str = ""):
    names = names_of(asked.base.content, asked.current.content, asked.mine)
    context = admin.admin_site.each_context(request) | {
        "title": "Somebody else changed the same words",
        "article": asked.article,
        "asked": asked,
        "sealed": asked.sealed(),
        # In the merge the saved version is "ours"; to the person who looks at the page it is somebody else's.
        "questions": questions_of(conflict.clashes, names, request.POST, mine="theirs"),
        "mine": changes(asked.base.content, asked.mine),
        "theirs": changes(asked.base.content, asked.current.content),
        "media": BodyWidget().media,
        "failure": failure,
        "opts": admin.opts,
    }
    return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=409)


def questions_of(clashes: Iterable[Clash], names: dict, posted: Mapping, *, mine: Side) -> list[Question]:
    """The clashes as a page asks about them; `mine` is the side of the merge that the page calls mine.

    `posted` holds what was chosen already, when the page is shown once more.
    """
    return [_question(number, clash, names, posted, mine) for number, clash in enumerate(clashes)]


def _question(number: int, clash: Clash, names: dict, posted: Mapping, mine_is: Side) -> Question:
    base, theirs, mine = (_words(clash, side, names) for side in ("base", OTHER[mine_is], mine_is))
    value = getattr(clash, mine_is)
    if clash.field == "body":
        edited = markup.join(value)
    else:
        edited = mine if isinstance(value, str) or clash.field in ("notes", "bylines") else None
    if clash.field in ("label", "section"):
        edited = None
    resolving = "sealed" in posted
    return Question(
        number=number,
        clash=clash,
        base=base,
        theirs=theirs,
        mine=mine,
        theirs_words=segments(base, theirs),
        mine_words=segments(base, mine),
        edited=posted.get(f"edited-{number}", edited) if resolving and edited is not None else edited,
        choice=posted.get(f"choice-{number}", "") if resolving else "",
        is_body=clash.field == "body",
    )


def _words(clash: Clash, side: str, names: dict) -> str:
    value = getattr(clash, side)
    if clash.field == "section":
        return names.get(("topic", value), "") if value else ""
    if clash.key == "images:order":
        return "\n".join(names.get(("image", pk), str(pk)) for pk in value)
    return getattr(clash, f"{side}_text")


def resolve_page(admin, request, object_id):
    """Save what was decided against the version that is current now; which may have moved on again."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    article = story_for(admin, request, object_id, may=admin.has_change_permission)
    asked = Asked.unsealed(article, request.POST.get("sealed", ""))
    conflict = merge(asked.base.content, asked.current.content, asked.mine)
    if isinstance(conflict, Merged):
        raise BadRequest("There is nothing to decide.")
    try:
        content = resolve(conflict, choices_of(request.POST, conflict, mine="theirs"))
    except (ContentError, markup.MarkupError) as exc:
        undecided = isinstance(exc, ContentError)
        failure = "Decide about each of them, then save again." if undecided else str(exc)
        return conflict_page(admin, request, asked, conflict, failure=failure)
    note = asked.note or f"Merged with version {asked.current.number}"
    try:
        version = workflow.save(article, content, base=asked.current, by=request.user, reason=Reason.MERGE, note=note)
    except EditConflict as exc:
        again = replace(asked, base=asked.current, current=exc.current, mine=content)
        request.POST = request.POST.copy()
        del request.POST["sealed"]  # the choices on the form belong to the clashes before
        return conflict_page(
            admin, request, again, exc.conflict, failure="The story was saved once more while you decided."
        )
    except WorkflowError as exc:
        return conflict_page(admin, request, asked, conflict, failure=str(exc))
    say_what_was_saved(admin, request, version, asked.current)
    response = HttpResponseRedirect(admin.link("change", article.pk))
    return drafts.is_saved(response, request, draft=asked.draft, continued=asked.continued, version=version)


def choices_of(posted: Mapping, conflict: Conflict, *, mine: Side) -> dict:
    """What was chosen about each clash. The page speaks of mine and theirs, the merge of ours and theirs."""
    choices = {}
    for number, clash in enumerate(conflict.clashes):
        match posted.get(f"choice-{number}"):
            case "theirs":
                choices[clash.key] = OTHER[mine]
            case "mine":
                choices[clash.key] = mine
            case "both":
                choices[clash.key] = "both"
            case "edited":
                choices[clash.key] = Edited(posted.get(f"edited-{number}", ""))
    return choices


def say_what_was_saved(admin, request, version: Version, base: Version | None) -> bool:
    """Tell the editor, and write it down. Whether the version holds what others saved meanwhile."""
    article = version.article
    if base is None:
        messages.success(request, "Saved as a new draft. Readers do not see it until it is published.")
        return False
    if version.pk == base.pk:
        messages.info(request, "Nothing was changed, so there is no new version.")
        return False
    admin.log_change(request, article, f"Saved version {version.number}.")
    if version.base_id == base.pk:
        messages.success(request, f"Saved version {version.number}.")
        return False
    messages.warning(
        request,
        f"Saved version {version.number}, which also holds what others saved since you opened the story "
        f"(version {base.number}). No words clashed; read it once more before you publish.",
    )
    return True
