"""The roles that a new newsroom begins with: groups with what each may do. Administrators change them as they like.

To write and to publish are separate rights, and so is letting something go in spite of a rule. What each role may open
is in tests/desk/role_matrix.py, address by address.
"""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models.signals import post_migrate
from django.dispatch import receiver

WRITES = ("articles.view_article", "articles.add_article", "articles.change_article", "articles.view_topic")
PICTURES = ("images.view_image", "images.add_image", "images.change_image")
READS_WIRE = ("wire.view_chain", "wire.view_document", "wire.view_notice")
KEEPS_LISTS = ("articles.add_topic", "articles.change_topic", "authors.add_author", "authors.change_author")

REPORTER = {*WRITES, *PICTURES, "authors.view_author"}
EDITOR = REPORTER | {*READS_WIRE, *KEEPS_LISTS, "articles.change_translationgroup", "articles.add_translationgroup"}
PUBLISHER = EDITOR | {
    *("articles.publish_article", "articles.kill_article", "articles.release_article", "articles.correct_article"),
    *("articles.curate_front", "articles.override_checks", "articles.change_standingpage"),
    *("articles.add_houseword", "articles.change_houseword", "articles.delete_houseword", "articles.view_effect"),
    "articles.view_trailentry",
}

ROLES = {
    "Reporters": REPORTER,
    "Editors": EDITOR,
    "Publishers": PUBLISHER,
    "Picture desk": {*PICTURES, "images.delete_image", "articles.view_article"},
    "Wire desk": {
        *WRITES,
        *READS_WIRE,
        *("wire.add_document", "wire.change_document", "wire.change_chain", "wire.change_notice"),
        *("wire.view_provider", "wire.view_rule", "authors.view_author", "images.view_image"),
    },
    "Lawyers": {"articles.view_article", "articles.change_article", "articles.clear_legal_mark"},
}


@receiver(post_migrate)
def make_roles(sender, using, **_) -> None:
    """Once, for a newsroom that has no groups, when all apps have their permissions."""
    last = [config for config in apps.get_app_configs() if config.models_module][-1]
    if sender != last or Group.objects.using(using).exists():
        return
    named = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.using(using).values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    through = Group.permissions.through
    with transaction.atomic(using):
        groups = {name: Group.objects.using(using).create(name=name) for name in ROLES}
        through.objects.using(using).bulk_create(  # the trail is of what people do
            through(group=groups[name], permission_id=named[permission])
            for name, permissions in ROLES.items()
            for permission in sorted(permissions)
        )
