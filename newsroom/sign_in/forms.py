"""The forms of signing in, and of setting up a code."""

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_otp import match_token, user_has_device

from newsroom.sign_in.throttle import network_of, note_success

TOO_OFTEN = (
    "Too many tries from here. Nobody is locked out for good: wait a quarter of an hour, or ask an administrator to "
    "help you with a new password."
)


class CodeField(forms.CharField):
    """Six digits of an app, or a recovery code; spaces that people type between are no part of it."""

    def __init__(self, **kwargs):
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"}
        super().__init__(max_length=20, widget=forms.TextInput(attrs=attributes), **kwargs)

    def clean(self, value):
        return super().clean(value).replace(" ", "").replace("-", "").lower()


class SignInForm(AdminAuthenticationForm):
    """A password and, for whoever has set one up, a code. What was wrong is not said: it would tell a guesser."""

    code = CodeField(required=False, label="Code", help_text="From your app, if you have set one up.")

    error_messages = AdminAuthenticationForm.error_messages | {
        "invalid_login": "This is not right. Type your username and password, mind capital letters, and the code of "
        "your app if you have set one up."
    }

    def clean(self):
        super().clean()
        user = self.user_cache
        if user is not None and user_has_device(user):
            user.otp_device = match_token(user, self.cleaned_data.get("code", ""))
            if user.otp_device is None:
                self.user_cache = None
                raise self.get_invalid_login_error()
        if user is not None:
            note_success(user.get_username(), network_of(self.request), timezone.now())
        return self.cleaned_data

    def get_invalid_login_error(self):
        if getattr(self.request, "is_throttled", False):
            return ValidationError(TOO_OFTEN, code="throttled")
        return super().get_invalid_login_error()


class CodeForm(forms.Form):
    code = CodeField(label="Code", help_text="The six digits that the app shows now.")
