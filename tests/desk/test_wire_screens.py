"""The wire's screens: accessible in light and dark, no wider than a phone, nothing the CSP refuses."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.desk.test_screens import looked_at
from tests.desk.test_wire_journey import send
from tests.factories import make_section, make_user
from tests.wire.dumps import make_provider
from wire.models import Desk, Feed, Item, Rule
from wire.output.subscribers import subscribe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.any_database]


@pytest.fixture
def pages():
    """A wire with something on each screen, and the screens by name."""
    from dataclasses import replace

    from articles import workflow

    provider, ada = make_provider("Osk Agency", idle_minutes=5), make_user("ada", is_superuser=True)
    send(provider, 1, "Ferry stops at Osk", "The ferry stopped on Monday.")
    article = Item.objects.get().article
    workflow.save(article, replace(article.working.content, headline="Ferry stands still"), base=article.working)
    workflow.publish(article)
    clash = send(provider, 2, "Ferry at Osk to sail on Tuesday", "The ferry stopped on Monday.").items[0]
    send(provider, 3, "Ferry at Osk to sail", "Kill.", status="canceled")
    Feed.objects.create(provider=provider, url="https://feed.osk.example/", failures=3, trouble="It answers 500.")
    rule = Rule.objects.create(provider=provider, words="ferry", section=make_section("World"))
    Desk.objects.create(owner=ada, name="Ferries", words="ferry", is_shared=True)
    subscriber, _ = subscribe("Harl Evening", now=timezone.now())

    def page(name, *args, query=""):
        return reverse(f"admin:{name}", args=args) + query

    return ada, {
        "queue": page("wire_chain_changelist"),
        "queue of a desk": page("wire_chain_changelist", query=f"?desk={Desk.objects.get().pk}"),
        "line": page("wire_chain_change", clash.chain_id, query=f"?item={clash.pk}"),
        "clash": page("wire_chain_clash", clash.pk),
        "notices": page("wire_notice_changelist"),
        "documents": page("wire_document_changelist"),
        "document": page("wire_document_change", clash.document_id),
        "providers": page("wire_provider_changelist"),
        "provider": page("wire_provider_change", provider.pk),
        "tester": page("wire_provider_test", provider.pk),
        "rules": page("wire_rule_changelist"),
        "rule": page("wire_rule_change", rule.pk),
        "subscribers": page("wire_subscriber_changelist"),
        "subscriber": page("wire_subscriber_change", subscriber.pk),
        "story": page("articles_article_change", article.pk),
    }


def test_every_screen_is_accessible_and_fits_and_keeps_to_the_security_policy(sign_in, live_server, pages):
    ada, addresses = pages
    page = sign_in(ada)
    found = []
    for name, address in addresses.items():
        response = page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")
        assert response.status == 200, name
        found += looked_at(page, name)

    assert found == []
    assert page.complaints == []
