"""A code from an app on one's phone (TOTP, RFC 6238), and recovery codes for the day the phone is lost."""

import secrets
from base64 import b32encode
from collections.abc import Callable

import segno
from django.conf import settings
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY, devices_for_user, login, match_token, user_has_device
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from newsroom.sign_in.forms import CodeForm

RECOVERY_CODES = 10
# Whoever may do one of these must have a code where the newsroom asks for one.
POWERS = ("articles.publish_article", "articles.kill_article", "auth.change_user", "auth.add_user")


def must_have_one(user) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and any(map(user.has_perm, POWERS))


def ask_for_second_factor(get_response: Callable[[HttpRequest], HttpResponse]):
    """Middleware: whoever must have a code and has none can do nothing at the desk but set one up."""

    def middleware(request: HttpRequest) -> HttpResponse:
        page, way_out = reverse("second-factor"), reverse("admin:logout")
        if request.path.startswith(reverse("admin:index")) and request.path not in (page, way_out):
            user = request.user
            if user.is_authenticated and must_have_one(user) and not user.is_verified():
                return redirect(page)
        return get_response(request)

    return middleware


def page(request: HttpRequest) -> HttpResponse:
    """See whether there is a code; set one up; make new recovery codes; give it up."""
    act = {"set_up": _set_up, "renew": _renew, "give_up": _give_up}.get(request.POST.get("act"), _show)
    return act(request)


def _show(request: HttpRequest, form: CodeForm | None = None, recovery_codes: list[str] | None = None) -> HttpResponse:
    has_one = user_has_device(request.user)
    context = {"title": "Signing in with a code", "form": form or CodeForm(), "has_one": has_one}
    context |= {"must_have_one": must_have_one(request.user), "recovery_codes": recovery_codes}
    if not has_one:
        device = _unconfirmed(request.user)
        context |= {"secret": _in_fours(device), "picture": _picture(device)}
    else:
        context["codes_left"] = sum(device.token_set.count() for device in _recovery(request.user))
    return render(request, "admin/second_factor.html", {**admin.site.each_context(request), **context})


def _set_up(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if user_has_device(request.user) or not form.is_valid():
        return _show(request, form)
    device = _unconfirmed(request.user)
    if not device.verify_token(form.cleaned_data["code"]):
        form.add_error("code", "This is not the code of now. See that the phone's clock is right, and type the next.")
        return _show(request, form)
    device.confirmed = True
    device.save()
    request.session.cycle_key()
    login(request, device)
    messages.success(request, "From now on you sign in with your password and a code.")
    return _show(request, recovery_codes=_new_recovery_codes(request.user))


def _renew(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not _is_theirs(request, form):
        return _show(request, form)
    return _show(request, recovery_codes=_new_recovery_codes(request.user))


def _give_up(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST)
    if not _is_theirs(request, form):
        return _show(request, form)
    take_off(request.user)
    request.session.pop(DEVICE_ID_SESSION_KEY, None)
    messages.success(request, "You sign in with your password alone now.")
    return redirect("second-factor")


def take_off(user) -> None:
    """Forget the person's codes: they sign in with the password alone, and set up new ones where they must."""
    with transaction.atomic():
        for device in list(devices_for_user(user, confirmed=None)):
            device.delete()


def _is_theirs(request: HttpRequest, form: CodeForm) -> bool:
    if form.is_valid() and match_token(request.user, form.cleaned_data["code"]):
        return True
    if not form.errors:
        form.add_error("code", "This is not the code of now. Each can be used once: wait for the next.")
    return False


def _unconfirmed(user) -> TOTPDevice:
    """The same until it is confirmed, so that a page that is loaded again shows what the phone has seen."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "App"})
    return device


def _recovery(user):
    return StaticDevice.objects.filter(user=user)


def _new_recovery_codes(user) -> list[str]:
    """They replace those that were there. They are shown once."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike
    codes = ["".join(secrets.choice(letters) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        _recovery(user).delete()
        device = StaticDevice.objects.create(user=user, name="Recovery codes")
        for code in codes:
            device.token_set.create(token=code)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _in_fours(device: TOTPDevice) -> str:
    secret = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def _picture(device: TOTPDevice) -> str:
    """The QR code, dark on white whatever the page's colors are: phones read no other."""
    code = segno.make(device.config_url, error="m", micro=False)
    return code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")
