"""Where things go out: the hub and the mail server, as the environment names them."""

import pytest

from newsroom import environment


def mailer(monkeypatch, tmp_path, url):
    monkeypatch.setenv("MAIL_URL", url)
    return environment.mailer("MAIL_URL", "", kept_in=tmp_path / "mail")


def test_without_a_mail_server_mails_are_files_to_look_at(monkeypatch, tmp_path):
    made = mailer(monkeypatch, tmp_path, "")

    assert (made["BACKEND"].split(".")[-2], made["OPTIONS"]) == ("filebased", {"file_path": str(tmp_path / "mail")})


@pytest.mark.parametrize(
    ("url", "port", "use_tls", "use_ssl"),
    [
        ("smtp://desk:p%40ss@mail.example:587", 587, True, False),
        ("smtps://desk:p%40ss@mail.example", 465, False, True),
        ("smtp://desk:p%40ss@mail.example/", 25, False, False),
    ],
)
def test_a_mail_server_is_named_by_a_url(monkeypatch, tmp_path, url, port, use_tls, use_ssl):
    options = mailer(monkeypatch, tmp_path, url)["OPTIONS"]

    assert (options["host"], options["username"], options["password"]) == ("mail.example", "desk", "p@ss")
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, use_tls, use_ssl)


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"])
def test_what_names_no_mail_server_is_refused(monkeypatch, tmp_path, url):
    with pytest.raises(environment.SettingError, match="MAIL_URL cannot be read"):
        mailer(monkeypatch, tmp_path, url)


@pytest.mark.parametrize(
    ("value", "is_good"),
    [("", True), ("https://hub.example/?a=b", True), ("hub.example", False), ("https://a:b@hub.example/", False)],
)
def test_a_hub_is_a_whole_address_or_none(monkeypatch, value, is_good):
    monkeypatch.setenv("WEBSUB_HUB", value)
    if is_good:
        assert environment.web_page("WEBSUB_HUB") == value
    else:
        with pytest.raises(environment.SettingError, match="WEBSUB_HUB"):
            environment.web_page("WEBSUB_HUB")
