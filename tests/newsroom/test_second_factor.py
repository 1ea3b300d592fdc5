"""A code beside the password: set up at the desk, asked for at the door, required of those who may publish."""

import re
import time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
PAGE = "/admin/second-factor/"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def person(name, *may):
    user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=may))
    return user


def sign_in(user, code=""):
    client = Client()
    answer = client.post("/admin/login/?next=/admin/", {"username": user, "password": PASSWORD, "code": code})
    return client if answer.status_code == 302 else None


def code_of(user):
    """What the app shows now."""
    device = TOTPDevice.objects.get(user=user)
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06}"


def set_up(user):
    """Sign in with the password, and set up a code. The recovery codes that are shown once."""
    client = sign_in(user)
    assert re.search(r'<code class="desk-key">([A-Z2-7 ]{30,})</code>', client.get(PAGE).text)
    shown = client.post(PAGE, {"act": "set_up", "code": code_of(user)})
    return client, re.findall(r"<li><code>([a-z0-9-]+)</code></li>", shown.text)


def test_a_code_is_asked_for_at_the_door_from_then_on():
    ada = person("ada")
    _, recovery = set_up(ada)

    assert len(recovery) == 10
    assert sign_in(ada) is None
    assert sign_in(ada, "000000") is None


def test_the_code_lets_in_and_only_once():
    ada = person("ada")
    set_up(ada)
    TOTPDevice.objects.update(last_t=-1)  # the one of the set-up would be the same half minute's
    code = code_of(ada)

    assert (sign_in(ada, code[:3] + " " + code[3:]) is None, sign_in(ada, code)) == (False, None)


def test_a_recovery_code_lets_in_once():
    ada = person("ada")
    _, recovery = set_up(ada)

    assert (sign_in(ada, recovery[0].upper()) is None, sign_in(ada, recovery[0])) == (False, None)


def test_a_wrong_code_sets_up_nothing():
    ada = person("ada")
    client = sign_in(ada)
    client.get(PAGE)
    wrong = f"{(int(code_of(ada)) + 1) % 10**6:06}"

    assert "This is not the code of now" in client.post(PAGE, {"act": "set_up", "code": wrong}).text
    assert not TOTPDevice.objects.get().confirmed


def test_whoever_may_publish_can_do_nothing_without_one(settings):
    settings.REQUIRE_SECOND_FACTOR = True
    ada, ben = person("ada", "publish_article", "change_article"), person("ben", "change_article")
    hers, his = sign_in(ada), sign_in(ben)

    assert [client.get("/admin/articles/article/").status_code for client in (hers, his)] == [302, 200]
    assert hers.get("/admin/articles/article/").url == PAGE
    assert [hers.post("/admin/logout/").status_code, hers.get(PAGE).status_code] == [200, 302]

    hers, _ = set_up(ada)
    assert hers.get("/admin/articles/article/").status_code == 200


def test_it_is_given_up_with_a_code_and_not_without():
    ada = person("ada")
    client, recovery = set_up(ada)
    client.post(PAGE, {"act": "give_up", "code": "000000"})
    assert TOTPDevice.objects.count() == 1
    StaticDevice.objects.update(throttling_failure_timestamp=None)  # a second later

    client.post(PAGE, {"act": "give_up", "code": recovery[3]})
    assert (TOTPDevice.objects.count(), sign_in(ada) is None) == (0, False)


def test_nobody_sees_the_secrets_of_others(admin_client):
    assert [admin_client.get(f"/admin/{name}/").status_code for name in ("otp_totp", "otp_static")] == [404, 404]


def test_every_screen_leads_to_it(admin_client):
    assert f'<a href="{PAGE}">' in admin_client.get("/admin/").text
