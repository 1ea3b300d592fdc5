"""Versions are added and never changed."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from articles import workflow
from articles.models import Version
from tests.factories import make_article, make_content, make_section, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [{"data": {}}, {"number": 7}, {"note": "other"}, {"reason": "merge"}])
def test_database_refuses_to_change_a_version(change):
    version = make_article().working

    with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(**change)


def test_version_goes_with_its_story():
    article = make_article()
    workflow.save(article, make_content(), base=article.working)

    article.delete()

    assert Version.objects.count() == 0


def test_deleted_section_leaves_the_version_and_its_content():
    section = make_section()
    number = section.pk
    article = make_article(section=number)

    section.delete()

    version = article.versions.get()
    assert (version.section, version.content.section) == (None, number)


def test_person_who_saved_a_version_cannot_be_deleted():
    user = make_user()
    workflow.create(make_content(), by=user)

    with pytest.raises(ProtectedError):
        user.delete()
