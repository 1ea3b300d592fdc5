"""Passwords cannot be guessed at leisure, and whoever guesses locks out nobody but themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client, RequestFactory

from newsroom.sign_in import throttle
from newsroom.sign_in.forms import TOO_OFTEN
from newsroom.sign_in.models import Try

HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"
PASSWORD = "correct horse battery"
CHECKED = []


class CountingHasher(MD5PasswordHasher):
    """Django's own, quick and counted."""

    algorithm = "counted"

    def verify(self, password, encoded):
        CHECKED.append(password)
        return super().verify(password, encoded)


@pytest.fixture(autouse=True)
def hashers(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    CHECKED.clear()


@pytest.fixture
def ada():
    return get_user_model().objects.create_user("ada", password=PASSWORD, is_staff=True)


def sign_in(username="ada", password="wrong", address=HERE, **headers):
    answer = Client().post(
        "/admin/login/", {"username": username, "password": password}, REMOTE_ADDR=address, headers=headers
    )
    return "in" if answer.status_code == 302 else answer.context["form"].non_field_errors()[0]


@pytest.mark.django_db
class TestGuessing:
    def test_the_password_is_looked_at_ten_times_and_then_no_more(self, ada):
        said = [sign_in() for _ in range(30)]

        assert len(CHECKED) == throttle.OF_ONE_PERSON
        assert (TOO_OFTEN in said[9], said[10:]) == (False, [TOO_OFTEN] * 20)
        assert sign_in(password=PASSWORD) == TOO_OFTEN

    def test_the_right_person_gets_in_from_elsewhere_meanwhile(self, ada):
        for _ in range(30):
            sign_in()

        assert (sign_in(password=PASSWORD), sign_in(password=PASSWORD, address=ELSEWHERE)) == (TOO_OFTEN, "in")

    def test_what_the_sender_writes_of_where_it_comes_from_is_not_believed(self, ada, settings):
        for n in range(30):
            sign_in(x_forwarded_for=f"203.0.113.{n}")
        assert len(CHECKED) == throttle.OF_ONE_PERSON

        settings.IS_BEHIND_PROXY = True
        for n in range(30):
            sign_in(x_forwarded_for=f"203.0.113.{n}, {ELSEWHERE}")
        assert len(CHECKED) == 2 * throttle.OF_ONE_PERSON

    def test_many_names_from_one_network_are_stopped_too(self, ada):
        said = [sign_in(f"name{n}") for n in range(throttle.FROM_ONE_NETWORK + 10)]

        assert said.count(TOO_OFTEN) == 10
        assert sign_in(password=PASSWORD, address=ELSEWHERE) == "in"

    def test_many_networks_at_one_person_are_stopped_but_not_where_that_person_is_known(self, ada):
        assert sign_in(password=PASSWORD, address=ELSEWHERE) == "in"
        said = [sign_in(address=f"203.0.{n}.1") for n in range(throttle.OF_ONE_PERSON_FROM_ANYWHERE + 5)]

        assert said.count(TOO_OFTEN) == 5
        assert sign_in(password=PASSWORD) == TOO_OFTEN
        assert sign_in(password=PASSWORD, address=ELSEWHERE) == "in"

    def test_a_name_that_nobody_has_is_answered_like_one_that_somebody_has(self, ada):
        assert sign_in("nobody") == sign_in("ada")

    def test_who_gets_in_may_mistype_again(self, ada):
        for _ in range(4):
            said = [sign_in() for _ in range(9)]
            assert TOO_OFTEN not in said
            assert sign_in(password=PASSWORD) == "in"

    def test_tries_are_forgotten(self, ada, noon):
        minute = timedelta(minutes=1)
        first = [throttle.may_try("ada", HERE, noon) for _ in range(11)]
        later = [throttle.may_try("ada", HERE, noon + n * minute) for n in (14, 16, 31)]

        assert (first, later) == ([True] * 10 + [False], [False, True, True])
        assert Try.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the tests' database in memory has one connection")
def test_a_hundred_at_once_are_no_way_around_it():
    now = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)

    def one(_):
        try:
            return throttle.may_try("ada", HERE, now)
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        let = sum(pool.map(one, range(100)))

    assert let <= throttle.OF_ONE_PERSON


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_a_subscriber_is_one_network(address, network):
    assert throttle.network_of(RequestFactory().get("/", REMOTE_ADDR=address)) == network
