from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "newsroom.sign_in"
    label = "sign_in"

    def ready(self):
        from django.contrib import admin  # noqa: PLC0415 -- no model is loaded before this
        from django_otp.plugins.otp_static.models import StaticDevice  # noqa: PLC0415
        from django_otp.plugins.otp_totp.models import TOTPDevice  # noqa: PLC0415

        from newsroom.sign_in.forms import SignInForm  # noqa: PLC0415

        admin.autodiscover()
        for secret in (StaticDevice, TOTPDevice):  # their pages would show everybody's secrets to every administrator
            admin.site.unregister(secret)
        admin.site.login_form = SignInForm
        from newsroom.sign_in import roles, trail  # noqa: F401, PLC0415 -- importing connects their receivers
