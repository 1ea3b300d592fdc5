"""The made-up paper that `make screenshots` takes its pictures of."""

import pytest
from django.utils import timezone

from tests.screenshots.edition import print_edition

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_paper_of_the_screenshots_has_every_kind_of_page(client):
    pages = print_edition(timezone.now(), more=1)

    answers = {name: client.get(path).status_code for name, path in pages.items()}

    assert answers == dict.fromkeys(pages, 200) | {"not-found": 404, "withdrawn": 410, "moved": 301}
