"""Keys are made in the admin; the secret is seen once, by who made it, and works."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_user
from tests.wire.dumps import make_dump, make_provider
from tests.wire.signing import headers_for
from wire.models import PushKey
from wire.sources.push import make_key

pytestmark = pytest.mark.django_db

ADD = reverse("admin:wire_pushkey_add")
RIGHTS = ["wire.add_pushkey", "wire.change_pushkey", "wire.view_pushkey", "wire.view_provider"]


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk")


@pytest.fixture
def editor(client, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    client.force_login(make_user(permissions=RIGHTS))
    return client


def test_the_secret_is_shown_once_and_signs(editor, client, osk, settings):
    page = editor.post(ADD, {"provider": osk.pk}).content.decode()

    key = PushKey.objects.get()
    [secret] = re.findall(r"<code>([0-9a-f]{64})</code>", page)
    assert f"<code>{key.key_id}</code>" in page
    assert f"<code>{settings.SITE_URL}/wire/push/osk/</code>" in page
    headers = headers_for(make_dump(), key_id=key.key_id, secret=secret, path="/wire/push/osk/")
    assert client.generic("POST", "/wire/push/osk/", make_dump(), headers=headers).status_code == 201
    for address in (reverse("admin:wire_pushkey_change", args=[key.pk]), reverse("admin:wire_pushkey_changelist")):
        page = editor.get(address).content.decode()
        assert key.key_id in page
        assert secret not in page
        assert key.salt not in page


def test_a_third_active_key_is_refused_in_words(editor, osk):
    first = make_key(osk, now=timezone.now())
    make_key(osk, now=timezone.now())

    page = editor.post(ADD, {"provider": osk.pk}).content.decode()

    assert "Osk Press has 2 active keys" in page
    assert PushKey.objects.count() == 2
    change = reverse("admin:wire_pushkey_change", args=[first.pk])
    editor.post(change, {})
    assert PushKey.objects.get(pk=first.pk).is_active is False
    editor.post(ADD, {"provider": osk.pk})
    assert PushKey.objects.count() == 3
    assert "Osk Press has 2 active keys" in editor.post(change, {"is_active": "on"}).content.decode()
    assert PushKey.objects.filter(is_active=True).count() == 2
