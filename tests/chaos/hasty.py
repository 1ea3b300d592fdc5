"""The site with a fault that the tests of durability must see: it says "saved" first, and saves a moment later."""

import io
import threading
import time

from newsroom.wsgi import application as site

_saving = threading.Lock()


def application(environ, start_response):
    if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith("/change/"):
        form = environ["wsgi.input"].read()
        threading.Thread(target=_save_later, args=(environ | {"wsgi.input": io.BytesIO(form)},)).start()
        start_response("302 Found", [("Location", environ["PATH_INFO"]), ("Content-Length", "0")])
        return [b""]
    with _saving:
        return site(environ, start_response)


def _save_later(environ):
    with _saving:
        time.sleep(0.1)
        response = site(environ, lambda *_: None)
        list(response)
        response.close()
