"""Probes, and what readers get while the database is away."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import DeskWorker
from tests.newsroom.boot import command


def test_the_process_is_up_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"up\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_site_is_ready_when_the_database_answers(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ready\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_the_scheduler_is_missed_when_nobody_showed_up_for_a_while(client):
    now = timezone.now()
    worker = DeskWorker.objects.create(name="w", started_at=now, seen_at=now - timedelta(seconds=85))
    assert client.get("/healthz/scheduler").status_code == 200

    DeskWorker.objects.filter(pk=worker.pk).update(seen_at=now - timedelta(seconds=90))
    response = client.get("/healthz/scheduler")
    assert (response.status_code, b"run_desk" in response.content) == (503, True)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_probes_need_no_name_and_no_https(client, settings, path):
    """A load balancer knows this machine's number only, and speaks plain http to it."""
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["news.example"]

    assert client.get("/", headers={"host": "10.0.0.7"}).status_code == 400
    assert client.get(path, headers={"host": "10.0.0.7"}).status_code == 200


ASK = """
import logging, sys, django
django.setup()
from django.test import Client
logging.disable()
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.cookies["sessionid"] = "a" * 32
for path in sys.argv[1:]:
    response = client.get(path)
    print(path, response.status_code, response.headers.get("Retry-After"), b"Back in a moment" in response.content)
"""


def ask(data, database, *paths):
    """Ask for pages in a process of its own. Signed in as nobody, but with a cookie, so that /admin/ asks as well."""
    variables = {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    (data / "static").mkdir()
    asked = command("-c", ASK, *paths, data=data, **variables)
    assert asked.returncode == 0, asked.stderr
    return asked.stdout.splitlines()


@pytest.mark.processes
def test_a_database_that_refuses_is_a_503_and_not_a_fault_of_ours(tmp_path):
    asked = ask(
        tmp_path, f"postgres://ana@/news?host={tmp_path}", "/healthz", "/readyz", "/", "/search/?q=a", "/admin/"
    )

    assert asked == [
        "/healthz 200 None False",
        "/readyz 503 10 False",
        "/ 503 10 True",
        "/search/?q=a 503 10 True",
        "/admin/ 503 10 True",
    ]


@pytest.mark.processes
def test_a_database_that_never_answers_is_given_up_soon(tmp_path):
    """It takes the connection and says nothing: without a limit, every thread would wait for it."""
    with socket.create_server(("127.0.0.1", 0)) as silent:  # the kernel takes the connection, nobody reads
        asked = ask(tmp_path, f"postgres://ana@127.0.0.1:{silent.getsockname()[1]}/news", "/readyz")

    assert asked == ["/readyz 503 10 False"]


@pytest.mark.django_db
def test_a_fault_of_ours_stays_a_500(client, settings, caplog):
    settings.ROOT_URLCONF = "tests.newsroom.faulty_urls"
    client.raise_request_exception = False

    response = client.get("/our-fault/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "Retry-After" not in response.headers
    assert "ZeroDivisionError" in caplog.text  # somebody can find out why
