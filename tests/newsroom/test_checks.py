"""The newsroom's own checks: each is silent when all is well, and says what to set when it is not."""

import pytest

from newsroom import checks


def findings(check):
    return [(finding.id, bool(finding.hint)) for finding in check(None)]


@pytest.mark.parametrize(("debug", "https", "found"), [(True, True, True), (True, False, False), (False, True, False)])
def test_debug_is_refused_where_readers_are(settings, debug, https, found):
    settings.DEBUG, settings.IS_HTTPS = debug, https

    assert findings(checks.debug_is_for_laptops) == ([("newsroom.E001", True)] if found else [])


@pytest.mark.parametrize("given", [True, False])
def test_production_names_its_secret(settings, given):
    settings.SECRET_KEY_IS_GIVEN = given

    assert findings(checks.secret_key_is_shared) == ([] if given else [("newsroom.E002", True)])


@pytest.mark.parametrize("https", [True, False])
def test_production_is_https(settings, https):
    settings.IS_HTTPS = https

    assert findings(checks.site_url_is_https) == ([] if https else [("newsroom.E003", True)])


@pytest.mark.parametrize(
    ("hosts", "found"),
    [(["news.example"], False), (["*"], True), (["news.example", "*"], True), ([".news.example"], False)],
)
def test_production_names_its_hosts(settings, hosts, found):
    settings.ALLOWED_HOSTS = hosts

    assert findings(checks.hosts_are_named) == ([("newsroom.E004", True)] if found else [])


@pytest.mark.parametrize(
    ("allowed", "found"),
    [
        ([], False),
        (["10.0.0.7:8080", "[fd00::7]:8080", "feeds.agency.example:8443"], False),
        (["127.0.0.1:8080"], True),
        (["[::1]:8080"], True),
        (["0.0.0.0:80"], True),
        (["169.254.169.254:80"], True),
        (["localhost:9000"], True),
    ],
)
def test_production_fetches_nothing_from_itself(settings, allowed, found):
    settings.WIRE_FETCH_ALLOW = allowed

    assert findings(checks.nothing_is_fetched_from_ourselves) == ([("newsroom.E005", True)] if found else [])
