"""Who signed in and what they may do is in the trail, beside what they did."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_delete, pre_save
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.trail import Act, Actor, acting, note
from newsroom.sign_in.throttle import network_of

User = get_user_model()
FLAGS = ("is_active", "is_staff", "is_superuser")


def name_the_actor(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware: what a request leads to is done by whoever is signed in with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        def actor() -> Actor:
            user = getattr(request, "user", None)
            return Actor(user if user is not None and user.is_authenticated else None, network_of(request))

        with acting(actor):
            return get_response(request)

    return middleware


@receiver(user_logged_in)
def _signed_in(request, user, **_):
    note(Act.SIGN_IN, at=timezone.now(), by=user, about=user.get_username())


@receiver(user_logged_out)
def _signed_out(request, user, **_):
    if user is not None:
        note(Act.SIGN_OUT, at=timezone.now(), by=user, about=user.get_username())


@receiver(user_login_failed)
def _failed(credentials, request=None, **_):
    if not getattr(request, "is_throttled", False):  # or whoever is stopped could fill the trail
        note(Act.FAIL, at=timezone.now(), about=f"{credentials.get('username', '')}")


@receiver(pre_save, sender=User)
def _changed(instance, **_):
    old = User.objects.filter(pk=instance.pk).first() if instance.pk else None
    if old and old.password != instance.password and not _is_same_password(instance):
        note(Act.PASSWORD, at=timezone.now(), about=instance.get_username())
    was, became = _flags(old), _flags(instance)
    if was != became:
        note(Act.RIGHTS, at=timezone.now(), about=instance.get_username(), was=was, became=became)


@receiver(post_delete, sender=User)
def _deleted(instance, **_):
    note(Act.RIGHTS, at=timezone.now(), about=instance.get_username(), was=_flags(instance), became="deleted")


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
@receiver(m2m_changed, sender=Group.permissions.through)
def _given_or_taken(instance, action, model, pk_set, **_):
    if action in ("post_add", "post_remove") and pk_set:
        named = ", ".join(sorted(_name(one) for one in model.objects.filter(pk__in=pk_set)))
    elif action == "pre_clear":
        named = "all"
    else:
        return
    given = {"became": named} if action == "post_add" else {"was": named}
    note(Act.RIGHTS, at=timezone.now(), about=str(instance), **given)


def _flags(user) -> str:
    return ", ".join(flag for flag in FLAGS if getattr(user, flag)) if user else ""


def _name(one: Permission | Group | User) -> str:
    return one.codename if isinstance(one, Permission) else str(one)


def _is_same_password(user) -> bool:
    """Signing in may store the same password in a newer kind of hash, which is nobody's doing."""
    return user._password is None
