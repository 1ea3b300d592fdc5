"""A hand on the keyboard, which is never as fast as a test."""


def editor_has_noticed(page, selected=""):
    """Wait for what is selected in the body, and until the editor has taken it over.

    ProseMirror follows a click, a key or a closed dialog in timers of up to 50 ms. The wait counts in the page's own
    clock, so that those have run before it, however busy the machine is.
    """
    page.wait_for_function("document.activeElement.getAttribute('role') === 'textbox'")
    page.wait_for_function("(text) => getSelection().toString() === text", arg=selected)
    page.evaluate("() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 120))")


def put_caret(page, place, key):
    """Click into the body at `place`, and press the key that leads to where to type."""
    place.click()
    editor_has_noticed(page)
    page.keyboard.press(key)
    editor_has_noticed(page)
