"""With --external-assets, a report is styled where the host forbids everything inline."""

import contextlib
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reports import tags

# What Jenkins sends with the files of a build, for one.
STRICT = "sandbox; default-src 'none'; img-src 'self'; style-src 'self'"


class StrictHandler(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def send_head(self):
        # Browsers ask for an icon that no page names.
        if self.path == "/favicon.ico":
            self.send_response(204)
            return self.end_headers()
        return super().send_head()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(folder):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=folder))
    threading.Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def look(chromium):
    """What the style sheet decides, and the browser would not by itself."""
    return chromium.run(
        "const style = name => getComputedStyle(document.querySelector(name));"
        "return [style('body').fontFamily, style('body').backgroundColor, style('main').maxWidth,"
        "        style('h1').fontSize, style('section').backgroundColor]"
    )


@pytest.mark.parametrize("kind", ["team", "opportunity", "account"])
def test_a_page_served_under_a_strict_policy_looks_as_one_that_holds_its_style_sheet(
    chromium, demo, external, kind
):
    # A page without images, so that all that it asks for is known.
    paths = [demo.folder / "index.html"] if kind == "team" else demo.of_type(kind)
    page = next(path for path in paths if b"<img" not in path.read_bytes()).relative_to(demo.folder)
    chromium.emulate()
    chromium.visit(demo.folder / page)
    expected = look(chromium)
    with served(external.folder) as host:
        visit = chromium.visit(f"{host}/{page}")
        found = look(chromium)
    # A sandbox runs no script, and says so; the team page is whole without its own.
    assert [message for message in visit.messages if "Blocked script execution" not in message] == []
    assert kind == "team" or visit.messages == []
    assert {address.removeprefix(host) for address in visit.requests} - {"/favicon.ico", "/assets/report.js"} == {
        f"/{page}", "/assets/report.css",
    }
    assert found == expected


def test_a_report_with_external_assets_is_styled_when_opened_from_disk(chromium, demo, external):
    page = external.of_type("opportunity")[0]
    chromium.emulate()
    chromium.visit(demo.folder / page.relative_to(external.folder))
    expected = look(chromium)
    visit = chromium.visit(page)
    assert visit.messages == []
    assert look(chromium) == expected


def test_pages_with_external_assets_hold_no_style_sheet(external):
    for page in external.pages:
        assert "<style" not in page.read_text(encoding="utf-8")


def test_images_in_commentary_are_shown_under_a_strict_policy_and_from_disk(chromium, external):
    page = next(path for path in external.pages if b"<img" in path.read_bytes())
    assert b"data:image" not in page.read_bytes()
    chromium.emulate()
    with served(external.folder) as host:
        for address in (f"{host}/{page.relative_to(external.folder)}", page):
            visit = chromium.visit(address)
            assert visit.messages == []
            sizes = chromium.run("return [...document.images].map(image => [image.complete, image.naturalWidth])")
            assert sizes and all(complete and width > 0 for complete, width in sizes), address
            images = [request for request in visit.requests if request.endswith(".png")]
            assert images and all("/assets/" in request for request in images)


def test_pages_with_external_assets_hold_no_inline_style_handler_or_data(external):
    for page in external.pages:
        for tag, attributes in tags(page):
            assert [name for name in attributes if name == "style" or name.startswith("on")] == [], (page, tag)
            assert not any(value.startswith("data:") for value in attributes.values()), (page, tag)
