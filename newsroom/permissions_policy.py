"""What no page of the newsroom, and nothing that could get into one, may ask a reader's device for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Only what the paper never uses; sharing, the clipboard and full screen are not among it.
NEVER = (
    *("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"),
)
POLICY = ", ".join(f"{feature}=()" for feature in NEVER)


def ask_devices_for_nothing(get_response: Callable[[HttpRequest], HttpResponse]):
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Permissions-Policy"] = POLICY
        return response

    return middleware
