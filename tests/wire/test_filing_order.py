"""Versions only go up, and other words under one version are a matter for the desk."""

import pytest

from tests.wire.deliveries import deliver, dispute, said, take
from tests.wire.dumps import make_provider
from wire.models import Filed, Notice

pytestmark = pytest.mark.django_db


def test_other_words_under_a_version_we_have_wait_beside_it_and_the_desk_is_told():
    provider = make_provider()
    first = deliver(take(1, headline="Fire in warehouse"), provider=provider)

    other = deliver(take(1, headline="Council votes on budget"), provider=provider, file=dispute)

    assert (other.outcome, other.article, other.content_data) == (Filed.DISPUTED, first.article, None)
    assert said(other) == [(Notice.Kind.DISPUTE, first.article)]
    assert first.article.working.content.headline == "Fire in warehouse"
    assert other.story.headline == "Council votes on budget"
