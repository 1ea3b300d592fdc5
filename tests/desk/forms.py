"""What a browser sends back when an editor presses Save: every control of a form, as it stands in the page."""

import lxml.html


def filled(response, form_id="story_form") -> dict[str, list[str]]:
    """The controls of a form in a response, by name; change some and post them."""
    form = lxml.html.fromstring(response.content.decode()).get_element_by_id(form_id)
    sent: dict[str, list[str]] = {}
    for control in form.iter("input", "select", "textarea"):
        name = control.get("name")
        if not name or _is_off(control):
            continue
        for value in _values(control):
            sent.setdefault(name, []).append(value)
    return sent


def _is_off(control) -> bool:
    inside = [ancestor.tag for ancestor in control.iterancestors()]
    disabled = [a for a in control.iterancestors("fieldset") if a.get("disabled") is not None]
    return "template" in inside or bool(disabled) or control.get("disabled") is not None


def _values(control) -> list[str]:
    if control.tag == "textarea":
        return [(control.text or "").removeprefix("\n").replace("\n", "\r\n")]  # what browsers do
    if control.tag == "select":
        chosen = [option for option in control.iter("option") if option.get("selected") is not None]
        if not chosen and control.get("multiple") is None:
            chosen = list(control.iter("option"))[:1]
        return [option.get("value", option.text_content()) for option in chosen]
    if control.get("type") in ("checkbox", "radio"):
        return [control.get("value", "on")] if control.get("checked") is not None else []
    if control.get("type") in ("submit", "button"):
        return []
    return [control.get("value", "")]
