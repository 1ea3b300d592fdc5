"""Boring stories, people and pictures for tests: each call makes one, and says nothing that is not asked for."""

from itertools import count

from django.contrib.auth import get_user_model
from django.utils import timezone

from articles import workflow
from articles.content import Byline, Content
from articles.models import Article, Topic
from authors.models import Author
from images.models import Image

_n = count(1)


def make_author(name=None, **fields):
    n = next(_n)
    return Author.objects.create(**{"name": name or f"Author {n}", "slug": f"author-{n}"} | fields)


def make_topic(name=None, **fields):
    n = next(_n)
    return Topic.objects.create(**{"name": name or f"Topic {n}", "slug": f"topic-{n}"} | fields)


def make_section(name=None, **fields):
    return make_topic(name, **{"kind": Topic.Kind.SECTION} | fields)


def make_image(**fields):
    n = next(_n)
    return Image.objects.create(**{"caption": f"Caption {n}", "credit": f"Credit {n}", "alt_text": f"Alt {n}"} | fields)


def make_user(username=None, *, permissions=(), **fields):
    """A member of staff with exactly the permissions named as `app.codename`."""
    from django.contrib.auth.models import Permission

    n = next(_n)
    user = get_user_model().objects.create_user(
        **{"username": username or f"user{n}", "password": "correct horse battery", "is_staff": True} | fields
    )
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def make_content(*, by=(), body="One paragraph.", **fields):
    """A whole story as a value; `by` are Authors, `body` is blocks, or plain text with empty lines in between."""
    n = next(_n)
    if isinstance(body, str):
        body = tuple(f"<p>{paragraph}</p>" for paragraph in body.split("\n\n"))
    return Content(
        **{
            "headline": f"Story {n}",
            "bylines": tuple(Byline(name=author.name, author=author.pk) for author in by),
            "body": body,
        }
        | fields
    )


def make_article(*, now=None, **content) -> Article:
    """A draft."""
    return workflow.create(make_content(**content), now=now)


def make_published(*, at=None, **content) -> Article:
    """A story that readers see since `at` (now by default)."""
    at = at or timezone.now()
    return workflow.publish(make_article(now=at, **content), at=at, now=at)
