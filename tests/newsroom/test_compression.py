"""Which answers are compressed, and under which names."""

import gzip

import brotli
import pytest
from django.http import HttpResponse

from newsroom.compression import compress_public_pages
from tests.factories import make_published, make_user

PAGE = b"<p>News.</p>" * 100
DECODE = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}


def answer(rf, accepted="gzip, deflate, br", known=None, **headers):
    headers = {
        "Cache-Control": "public, max-age=60",
        "Content-Type": "text/html; charset=utf-8",
        "ETag": '"abc"',
    } | headers
    sent = {"accept-encoding": accepted} | ({"if-none-match": known} if known else {})
    request = rf.get("/", headers=sent)
    seen = []

    def view(request):
        seen.append(request.headers.get("If-None-Match"))
        return HttpResponse(PAGE, headers=headers)

    response = compress_public_pages(view)(request)
    response.seen = seen[0]
    return response


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR;q=1.0", "br"),
        ("br; q=0.0, gzip;q=0", None),
        ("identity", None),
        ("", None),
    ],
)
def test_a_page_is_sent_in_the_smallest_way_that_the_client_takes(rf, accepted, encoding):
    response = answer(rf, accepted)

    assert response.get("Content-Encoding") == encoding
    assert DECODE[encoding](response.content) == PAGE
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == (f'"abc-{encoding}"' if encoding else '"abc"')
    assert encoding is None or response["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": "private, no-store"},
        {"Cache-Control": ""},
        {"Content-Type": "image/jpeg"},
        {"Content-Encoding": "zstd"},
    ],
)
def test_what_is_not_public_or_no_text_is_sent_as_it_is(rf, headers):
    response = answer(rf, **headers)

    assert (response.content, response["ETag"], response.get("Vary")) == (PAGE, '"abc"', None)


def test_the_view_is_asked_about_the_page_and_not_about_its_encoding(rf):
    assert answer(rf, "br", known='"abc-br", "other-gzip"').seen == '"abc", "other-gzip"'


@pytest.mark.django_db
def test_a_page_that_a_reader_has_compressed_is_not_sent_again(client):
    make_published()
    first = client.get("/", headers={"accept-encoding": "br"})
    tag = first["ETag"]
    assert tag.endswith('-br"')

    again = client.get("/", headers={"accept-encoding": "br", "if-none-match": tag})
    assert (again.status_code, again["ETag"], again["Vary"]) == (304, tag, "Accept-Encoding")

    plain = client.get("/", headers={"if-none-match": tag})  # who has it compressed has not this one
    assert (plain.status_code, plain["ETag"]) == (200, tag.replace("-br", ""))

    make_published(headline="Something new")
    assert client.get("/", headers={"accept-encoding": "br", "if-none-match": tag}).status_code == 200


@pytest.mark.django_db
def test_the_desk_is_never_compressed(client):
    client.force_login(make_user(is_superuser=True))

    response = client.get("/admin/", headers={"accept-encoding": "gzip, br"})

    assert (response.status_code, response.get("Content-Encoding")) == (200, None)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/admin/login/", "/nothing/"])
def test_no_page_asks_a_device_for_anything(client, address):
    assert "camera=(), " in client.get(address)["Permissions-Policy"]
