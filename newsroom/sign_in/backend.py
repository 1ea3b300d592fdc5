"""The one place where passwords are looked at, whatever asks."""

from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from newsroom.sign_in.throttle import may_try, network_of


class ThrottledBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None, **kwargs):
        if username is None or password is None:
            return None
        if not may_try(username, network_of(request), timezone.now()):
            if request is not None:
                request.is_throttled = True
            raise PermissionDenied  # no other backend is asked
        return super().authenticate(request, username=username, password=password, **kwargs)
