"""Setting the focal point: on the picture, by keyboard, or as numbers."""

import pytest
from django.urls import reverse

from images.models import Image
from tests.desk.test_screens import looked_at
from tests.factories import make_user
from tests.images.pictures import drawn, encoded, keep

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def image():
    return keep(encoded(drawn((1200, 800))), alt_text="Four quarters")


def opened(sign_in, image, **options):
    return sign_in(
        make_user("ada", is_superuser=True), reverse("admin:images_image_change", args=[image.pk]), **options
    )


def numbers(page):
    return [page.locator(f"[name=focal_point_{axis}]").input_value() for axis in "xy"]


def seen(page):
    """Where the picture stands, once the page stands still."""
    page.wait_for_load_state("networkidle")
    page.wait_for_function("[...document.images].every(image => image.complete)")
    page.locator("[data-whole]").scroll_into_view_if_needed()
    box = page.locator("[data-whole]").bounding_box()
    while True:
        page.wait_for_timeout(150)
        if (now := page.locator("[data-whole]").bounding_box()) == box:
            return box
        box = now


def saved(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/images/image/")
    image = Image.objects.get()
    return image.focal_point_x, image.focal_point_y


def test_a_click_sets_the_point_and_the_crops_follow(sign_in, image):
    page = opened(sign_in, image)
    box = seen(page)

    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.75)

    x, y = map(float, numbers(page))
    assert (round(x, 2), round(y, 2)) == (0.25, 0.75)
    assert page.get_by_role("status").inner_text().startswith("Focal point: 25 % from the left, 75 % from the top")
    positions = page.locator("[data-crop]").evaluate_all(
        "all => all.map(crop => [crop.dataset.crop, crop.style.objectPosition])"
    )
    assert dict(positions)["1:1"] == "0% 50%"  # as wide as high: a quarter from the left is its left edge
    assert dict(positions)["16:9"] == "50% 100%"
    assert saved(page) == (x, y)
    assert page.complaints == []


def test_the_point_is_dragged(sign_in, image):
    page = opened(sign_in, image)
    box = seen(page)
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] + 80, middle[1], steps=4)
    page.mouse.up()

    assert [round(float(number), 2) for number in numbers(page)] == [1.0, 0.5]


def test_the_keyboard_is_enough(sign_in, image):
    page = opened(sign_in, image)
    page.get_by_role("button", name="Focal point: 50 % from the left, 50 % from the top").focus()

    for key in ("ArrowLeft", "Shift+ArrowLeft", "ArrowDown", "Shift+ArrowUp", "Shift+ArrowUp"):
        page.keyboard.press(key)

    assert numbers(page) == ["0.390", "0.310"]
    assert page.get_by_role("button", name="Focal point: 39 % from the left, 31 % from the top").is_visible()
    assert saved(page) == (0.39, 0.31)


def test_numbers_move_the_point(sign_in, image):
    page = opened(sign_in, image)

    page.locator("[name=focal_point_x]").fill("0.1")

    assert page.get_by_role("button", name="Focal point: 10 % from the left, 50 % from the top").is_visible()


def test_no_script_is_needed(sign_in, image):
    page = opened(sign_in, image, java_script_enabled=False)
    assert not page.locator("[data-point]").is_visible()
    assert page.get_by_text("the crops follow when you save").is_visible()

    page.locator("[name=focal_point_x]").fill("0.1")

    assert saved(page) == (0.1, 0.5)


def test_the_library_is_accessible_and_fits(sign_in, image, live_server):
    page = opened(sign_in, image)
    page.wait_for_load_state("networkidle")
    assert looked_at(page, "picture") == []

    page.goto(live_server.url + reverse("admin:images_image_changelist"))
    page.wait_for_load_state("networkidle")
    assert looked_at(page, "pictures") == []
    assert page.complaints == []
