"""Pushed copy is taken from who holds a key, fresh, once; everything else is refused in the same words."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.dumps import make_dump, make_provider
from tests.wire.signing import headers_for
from wire.models import Document, Item, PushNonce
from wire.sources.push import Delivery, TooManyKeys, make_key, secrets_of

pytestmark = pytest.mark.django_db
PATH = "/wire/push/osk-press/"
COPY = make_dump()


@pytest.fixture
def osk():
    return make_provider("Osk Press", slug="osk-press")


@pytest.fixture
def key(osk):
    return make_key(osk, now=timezone.now())


def signed(key, body=COPY, **changed):
    return headers_for(body, **{"key_id": key.key_id, "secret": secrets_of(key)[0], "path": PATH} | changed)


def send(headers, body=COPY, *, path=PATH, method="POST", **extra):
    """From outside: with Django's own checks of where a form came from, and without any cookie."""
    client = Client(enforce_csrf_checks=True)
    return client.generic(method, path, body, content_type="text/plain", headers=headers, **extra)


def test_a_signed_document_is_taken_in(osk, key):
    response = send(signed(key))

    item = Item.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "outcome": "filed",
        "words": f"Created a story: “{item.headline}”",
        "stories": [{"guid": item.guid, "version": 1, "outcome": "created"}],
    }
    document = Document.objects.get()
    assert (document.provider, document.way, bytes(document.raw)) == (osk, "push", COPY)
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_the_same_document_signed_anew_is_known(osk, key):
    assert [send(signed(key)).status_code for _ in range(3)] == [201, 200, 200]
    assert (Document.objects.get().times_received, Item.objects.count()) == (3, 1)


def test_what_cannot_be_read_is_kept_and_need_not_be_sent_again(osk, key):
    for _ in range(2):
        response = send(signed(key, b"%PDF-1.7 no copy"), b"%PDF-1.7 no copy")
        assert response.status_code == 202
        assert response.json()["outcome"] == "rejected"
        assert Document.objects.get().reason in response.json()["words"]


def test_a_hundred_replays_have_no_effect(osk, key):
    headers = signed(key)

    answers = [send(headers).status_code for _ in range(100)]

    assert answers == [201] + [401] * 99
    assert (Document.objects.get().times_received, Item.objects.count(), PushNonce.objects.count()) == (1, 1, 1)


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-298, 201), (298, 201), (302, 401)])
def test_a_clock_may_be_five_minutes_off(key, seconds, status):
    assert send(signed(key, at=timezone.now().timestamp() + seconds)).status_code == status


def test_nonces_are_let_go_when_their_time_is_long_over(osk, key):
    now = timezone.now()
    for minutes in (16, 14):
        PushNonce.objects.create(provider=osk, nonce=f"{minutes} minutes old", seen_at=now - timedelta(minutes=minutes))

    send(signed(key, nonce="n" * 16))

    assert set(PushNonce.objects.values_list("nonce", flat=True)) == {"14 minutes old", "n" * 16}


# -- Who is refused -------------------------------------------------------------------------------------------------


def refusals(osk, key):
    """Everything that is wrong with the headers, the path or the key, by name."""
    other = make_key(make_provider("Varn", slug="varn"), now=timezone.now())
    off = make_key(osk, now=timezone.now())
    type(off).objects.filter(pk=off.pk).update(is_active=False)
    good = signed(key)
    yield "no headers", {}
    for name in good:
        yield f"no {name}", {header: value for header, value in good.items() if header != name}
        yield f"{name} twice", good | {name: f"{good[name]},{good[name]}"}
        yield f"{name} empty", good | {name: ""}
        yield f"{name} in another script", good | {name: "é" + good[name][1:]}
        yield f"{name} with a zero byte", good | {name: "\0" + good[name]}
        yield f"{name} very long", good | {name: good[name] * 1000}
    yield "upper-case signature", good | {"X-Wire-Signature": good["X-Wire-Signature"].upper()}
    yield "signature of nothing", good | {"X-Wire-Signature": "0" * 64}
    yield "unknown key", good | {"X-Wire-Key": "push-000000000000"}
    yield "key of another provider", signed(other)
    yield "key that was switched off", signed(off)
    yield "another provider's secret", signed(key, secret=secrets_of(other)[0])
    yield "other method", signed(key, method="PUT")
    yield "other path", signed(key, path="/wire/push/varn/")
    yield "short nonce", signed(key, nonce="short")
    yield "nonce with a colon", signed(key, nonce="aaaaaaaaaaaaaaa:b")
    yield "timestamp of eleven digits", signed(key, at=10**10)


def test_every_refusal_is_the_same(osk, key):
    answers = {}
    for name, headers in refusals(osk, key):
        response = send(headers)
        answered = sorted((header, value) for header, value in response.headers.items() if header != "Expires")
        answers.setdefault((response.status_code, response.content, str(answered)), []).append(name)

    assert len(answers) == 1, answers.values()
    [(status, body, _)] = answers
    assert (status, json.loads(body)) == (401, {"error": "The request is not signed as it should be."})
    assert (Document.objects.count(), PushNonce.objects.count()) == (0, 0)
    assert send(signed(key)).status_code == 201  # it was not the fixture that was refused


@pytest.mark.parametrize("path", ["/wire/push/nobody/", "/wire/push/varn/", f"{PATH}?x=1", "/wire/push/%00/"])
def test_other_addresses_are_refused_alike(osk, key, path):
    make_provider("Varn", slug="varn")

    assert send(signed(key), path=path).status_code == 401


def test_a_provider_whose_copy_is_not_taken_cannot_push(osk, key):
    type(osk).objects.filter(pk=osk.pk).update(is_active=False)

    assert send(signed(key)).status_code == 401


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_only_post_is_answered(key, method):
    assert send(signed(key, method=method), method=method).status_code == 405


def test_size_is_looked_at_before_anything_else(osk, key, django_assert_num_queries):
    large, just = b"x" * 1_000_001, b"x" * 1_000_000
    with django_assert_num_queries(0):
        assert send(signed(key, large), large).status_code == 413
        assert send({}, large).status_code == 413
        assert send({}, COPY, CONTENT_LENGTH="99999999999999999999").status_code == 413
        assert send({}, COPY, CONTENT_LENGTH="-1").status_code == 413
        assert send({}, COPY, CONTENT_LENGTH="many").status_code == 413
    assert send(signed(key, just), just).status_code == 201


def test_a_document_of_unknown_length_is_not_read(key, rf):
    from wire.views import push

    request = rf.generic("POST", PATH, COPY, headers=signed(key))
    del request.META["CONTENT_LENGTH"]

    assert push(request, "osk-press").status_code == 411


def test_packed_documents_are_refused_only_to_who_may_know(key):
    packed = {"Content-Encoding": "gzip"}

    assert send(signed(key) | packed).status_code == 415
    assert send(packed).status_code == 401


def test_nothing_else_on_the_site_goes_without_the_check_of_forms():
    def exempt(patterns, found):
        for pattern in patterns:
            exempt(getattr(pattern, "url_patterns", []), found)
            if getattr(getattr(pattern, "callback", None), "csrf_exempt", False):
                found.append(pattern.name)
        return found

    assert exempt(get_resolver().url_patterns, []) == ["push"]


# -- Keys -----------------------------------------------------------------------------------------------------------


def test_keys_are_changed_without_a_refused_request(osk, key):
    statuses = [send(signed(key)).status_code]
    new = make_key(osk, now=timezone.now())
    statuses += [send(signed(one)).status_code for one in (key, new, key, new)]
    type(key).objects.filter(pk=key.pk).update(is_active=False)
    statuses += [send(signed(new)).status_code]

    assert statuses == [201, 200, 200, 200, 200, 200]
    assert send(signed(key)).status_code == 401


def test_a_provider_has_two_active_keys_at_most(osk, key):
    make_key(osk, now=timezone.now())

    with pytest.raises(TooManyKeys, match="Osk Press has 2 active keys"):
        make_key(osk, now=timezone.now())


def test_a_changed_secret_key_of_ours_ends_no_ones_access_while_the_old_one_is_a_fallback(key, settings):
    headers = [signed(key), signed(key)]
    before = secrets_of(key)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one " * 6, [settings.SECRET_KEY]

    assert send(headers[0]).status_code == 201
    assert send(signed(key)).status_code == 200
    assert secrets_of(key)[1:] == before
    settings.SECRET_KEY_FALLBACKS = []
    assert send(headers[1]).status_code == 401


# -- Forgeries ------------------------------------------------------------------------------------------------------

SECRET = "s" * 64
NOW = 1_773_489_600


def good_delivery():
    headers = headers_for(COPY, key_id="push-1", secret=SECRET, path=PATH, at=NOW, nonce="n" * 16)
    return Delivery.read(method="POST", path=PATH, headers=headers, body=COPY)


def is_accepted(delivery, now):
    return delivery.is_fresh(now) and delivery.is_signed_with("o" * 64, SECRET)


def altered_texts(text):
    """A text with each of its characters left out, doubled, or replaced."""
    for n, char in enumerate(text):
        yield text[:n] + text[n + 1 :]
        yield text[: n + 1] + text[n:]
        for other in "0aF:/é":
            if other != char:
                yield text[:n] + other + text[n + 1 :]


def forgeries(delivery):
    for name in ("method", "path", "timestamp", "nonce", "signature"):
        for altered in altered_texts(getattr(delivery, name)):
            if altered != getattr(delivery, name):
                yield replace(delivery, **{name: altered})
    body = delivery.body
    for n in range(len(body)):
        for bit in range(8):
            yield replace(delivery, body=body[:n] + bytes([body[n] ^ (1 << bit)]) + body[n + 1 :])
        yield replace(delivery, body=body[:n])
        yield replace(delivery, body=body[n + 1 :])
        for inserted in (b"\n", b" ", b"\0", b"\r", b"x", b"\xff", b"<", b"\t", b"0", b">"):
            yield replace(delivery, body=body[:n] + inserted + body[n:])


def test_of_ten_thousand_altered_requests_none_is_accepted():
    now, good = datetime.fromtimestamp(NOW, UTC), good_delivery()
    altered = [delivery for delivery in forgeries(good) if delivery != good]

    assert is_accepted(good, now)
    assert len(set(altered)) > 10_000
    assert [delivery for delivery in altered if is_accepted(delivery, now)] == []


text = st.text(max_size=80)
parts = st.fixed_dictionaries(
    {},
    optional={
        "method": text,
        "path": text,
        "timestamp": text | st.integers(0, 2**40).map(str),
        "nonce": text | st.from_regex(r"[a-z0-9]{16,20}", fullmatch=True),
        "signature": text | st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
        "body": st.binary(max_size=200),
    },
)


@settings(max_examples=500, deadline=None)
@given(parts)
def test_no_mixture_of_other_values_is_accepted(changed):
    good = good_delivery()
    delivery = replace(good, **changed)

    assert is_accepted(delivery, datetime.fromtimestamp(NOW, UTC)) == (delivery == good)
