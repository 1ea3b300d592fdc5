"""What each role may open at the desk, address by address. An address that is not in the table fails the test."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from articles import workflow
from articles.models import DraftCopy, SavedFilter, ScheduledChange, TrailEntry
from tests.desk.role_matrix import MATRIX
from tests.desk.test_wire_journey import send
from tests.factories import make_author, make_content, make_image, make_published, make_topic, make_user
from tests.wire.dumps import make_provider
from wire.models import Desk, Item, Notice, PushKey, Rule
from wire.output.subscribers import subscribe

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
LETTERS = {"R": "Reporters", "E": "Editors", "P": "Publishers", "I": "Picture desk", "W": "Wire desk", "L": "Lawyers"}
ANYBODY = {"admin:login", "admin:logout", "admin:jsi18n"}  # they are how one comes in
HOUR = timedelta(hours=1)


def addresses(patterns=None, prefix="", namespace=""):
    """The name of everything under /admin/, with the names of what stands in its address."""
    for pattern in patterns or get_resolver().url_patterns:
        path = prefix + str(pattern.pattern)
        if not path.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from addresses(
                pattern.url_patterns, path, namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            )
        elif pattern.name:
            yield namespace + pattern.name, tuple(pattern.pattern.regex.groupindex)


@pytest.fixture
def objects():
    """One of everything that has an address, by the name of its model."""
    now = timezone.now()
    owner = make_user("owner")
    provider = make_provider("Osk Agency")
    send(provider, 1, "Ferry stops at Osk", "The ferry stopped on Monday.")
    item = Item.objects.get()
    article = make_published(at=now - HOUR)
    workflow.save(article, make_content(headline="To come"), base=article.working, now=now)
    change = workflow.schedule_change(article, what=ScheduledChange.What.UPDATE, at=now + HOUR, now=now)
    kept = {"article": article, "base": article.working, "created_at": now, "kept_at": now, "data": {}}
    return {
        "article": article,
        "change": change,
        "copy": DraftCopy.objects.create(created_by=owner, form="00000000-0000-4000-8000-000000000000", **kept),
        "filters": SavedFilter.objects.create(owner=owner, name="Mine", query="q=ferry"),
        "document": item.document,
        "chain": item.chain,
        "item": item,
        "desk": Desk.objects.create(owner=owner, name="Ferries", words="ferry"),
        "notice": Notice.objects.create(kind=Notice.Kind.DISPUTE, item=item, article=item.article, raised_at=now),
        "provider": provider,
        "rule": Rule.objects.create(provider=provider, words="ferry"),
        "pushkey": PushKey.objects.create(provider=provider, key_id="osk", salt="salt", created_at=now),
        "subscriber": subscribe("Harl Evening", now=now)[0],
        "topic": make_topic(),
        "author": make_author(),
        "image": make_image(),
        "user": owner,
        "group": Group.objects.first(),
        "trailentry": TrailEntry.objects.first(),
    }


def place(name, wanted, objects):
    """The address of this name, with the things of ours in it."""
    model = next((part for part in name.split("_")[1:2] if part in objects), "")
    named = {"copy_id": "copy", "change_id": "change", "user_id": "user"}
    which = {"clash": "item", "derive": "item", "delete_desk": "desk", "delete_filters": "filters"}
    args = {}
    for what in wanted:
        of = next((of for end, of in which.items() if name.endswith(end)), None) or named.get(what, model)
        args[what] = ARGUMENTS.get(what) or (objects[of].pk if of in objects else 1)
    return reverse(name, kwargs=args)


ARGUMENTS = {"app_label": "articles", "number": 1, "content_type_id": 1}


def may_open(client, address):
    """Whether the desk lets them: a page, or a complaint about what they sent, and not a refusal."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        transaction.set_rollback(True)
    is_refused = answer.status_code == 403 or (answer.status_code == 302 and "/login/" in answer.url)
    assert answer.status_code < 500, address
    return not is_refused


def test_every_role_may_open_what_the_table_says_and_nothing_else(objects):
    people = {"S": make_user(is_superuser=True)}
    for letter, role in LETTERS.items():
        people[letter] = make_user()
        people[letter].groups.set([Group.objects.get(name=role)])
    clients = {letter: Client() for letter in people}
    for letter, client in clients.items():
        client.force_login(people[letter])
    nobody, found = Client(), {}
    for name, wanted in addresses():
        if name in ANYBODY:
            continue
        address = place(name, wanted, objects)
        assert not may_open(nobody, address), name
        found[name] = "".join(letter for letter, client in clients.items() if may_open(client, address))

    assert found == MATRIX
