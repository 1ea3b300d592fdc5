"""What the tests of the desk share."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def database_before_server(django_db_setup):
    """A server started earlier would not share the tests' database in memory, and leave connections to it open."""


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A safe hash takes a second by design; no test of the desk is about it."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def is_busy(message) -> bool:
    """The tests' database in memory is one connection for all threads: pictures asked for at once may find it taken."""
    return "503" in message.text and "/media/renditions/" in message.location.get("url", "")


@pytest.fixture
def desk_page(browser, live_server):
    """Open a window of its own for each person; whatever the browser complains of ends up in `complaints`."""
    contexts = []

    def desk_page(*, in_company=False, **options):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.complaints = []
        if not in_company:  # what a form asks by itself would meet what the test does, on the one connection there is
            for asked in ("**/presence/", "**/measure/"):
                page.route(asked, lambda route: route.fulfill(status=204))
            page.add_init_script("navigator.sendBeacon = () => true")
        page.on("console", lambda message: None if is_busy(message) else page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        # A violation of the content security policy, also one that a script of ours would swallow.
        page.add_init_script(
            "document.addEventListener('securitypolicyviolation',"
            " event => console.error('CSP', event.violatedDirective, event.blockedURI, event.sample))"
        )
        return page

    yield desk_page
    for context in contexts:
        for page in context.pages:  # that somebody leaves is not told to a database that is being emptied
            page.evaluate("navigator.sendBeacon = () => true")
            page.wait_for_load_state("networkidle")
        context.close()


@pytest.fixture
def sign_in(desk_page, live_server):
    """Sign in through the front door, and open the page at `address`."""

    def sign_in(user, address="/admin/", **options):
        page = desk_page(**options)
        page.goto(f"{live_server.url}/admin/login/?next={address}")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill("correct horse battery")
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url(f"{live_server.url}{address}")
        return page

    return sign_in
