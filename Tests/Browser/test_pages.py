"""Every page is valid, accessible and self-contained, on wide and narrow screens, light and dark."""

import re
import statistics

import pytest

import nu
from reports import tags

# The team page, and the fullest and the emptiest page of each type of record.
CHOSEN = range(9)
CHOSEN_NAMES = ["team"] + [
    f"{kind}, {which}"
    for kind in ("account", "contact", "lead", "opportunity")
    for which in ("fullest", "emptiest")
]

# Text of charts is out of axe's sight: it looks at what screen readers are told, and not at what lies under SVG text.
# Says which text stands on a colour that it has too little contrast with.
CHART_CONTRAST = r"""
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const channels = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = colour => channels(colour).slice(0, 3)
    .map(value => value / 255)
    .map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const background = element => {
    for (let node = element; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (channels(colour)[3] === 255) return colour;
    }
    return "white";
  };
  // The colours of what is painted with a plain colour or with a pattern.
  const colours = element => {
    const fill = getComputedStyle(element).fill;
    const pattern = fill.match(/url\("#(.+)"\)/);
    return pattern ? [...document.getElementById(pattern[1]).children].flatMap(colours)
      : fill.startsWith("rgb") ? [fill] : [];
  };
  return [...document.querySelectorAll("svg text")].flatMap(text => {
    const box = text.getBoundingClientRect();
    const style = getComputedStyle(text);
    const below = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
      .filter(element => element instanceof SVGGeometryElement).map(colours).find(found => found.length);
    const haloed = style.paintOrder.startsWith("stroke") && style.stroke.startsWith("rgb");
    const grounds = haloed ? [style.stroke] : below ?? [background(text.ownerSVGElement)];
    return grounds.flatMap(ground => {
      const [darker, lighter] = [luminance(style.fill), luminance(ground)].sort((a, b) => a - b);
      const contrast = (lighter + 0.05) / (darker + 0.05);
      return contrast < 4.5 ? [`“${text.textContent}” ${style.fill} on ${ground}: ${contrast.toFixed(1)}`] : [];
    });
  });
"""

REFERENCES = r"""
  const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const missing = ["aria-labelledby", "aria-describedby", "aria-controls", "for"].flatMap(name =>
    [...document.querySelectorAll(`[${name}]`)].flatMap(element =>
      element.getAttribute(name).split(/\s+/).filter(id => !document.getElementById(id))));
  const targets = [...document.querySelectorAll("[href^='#']")]
    .map(link => decodeURIComponent(link.hash.slice(1))).filter(id => !document.getElementById(id));
  return {twice, missing, targets};
"""

# What does not fit into the window, or into a card: cards scroll if they have to, but with no believable text.
# The width to fit into is that of the layout: a phone zooms out of a page too wide, and `innerWidth` grows with it.
OVERFLOW = """
  const width = document.documentElement.clientWidth;
  const page = document.scrollingElement.scrollWidth;
  const cards = [...document.querySelectorAll(".card")].filter(card => card.scrollWidth > card.clientWidth);
  if (page <= width) return cards.map(card => `card #${card.id} scrolls`);
  const beyond = [...document.body.querySelectorAll("*")]
    .filter(element => element.getBoundingClientRect().right > width + 0.5);
  return [`the page is ${page} wide`, ...beyond.slice(0, 3).map(element => element.outerHTML.slice(0, 200))];
"""


def overflow(chromium):
    return chromium.run(OVERFLOW)


@pytest.fixture(params=CHOSEN, ids=CHOSEN_NAMES)
def page(request, demo):
    return demo.fullest_and_emptiest()[request.param]


def test_a_page_loads_without_requests_or_messages_and_fits_any_screen_in_light_and_dark(chromium, page):
    chromium.emulate(width=1100)
    visit = chromium.visit(page)
    assert visit.requests == [page.as_uri()]
    assert visit.messages == []
    assert visit.dialogs == []
    assert overflow(chromium) == []
    assert chromium.run(REFERENCES) == {"twice": [], "missing": [], "targets": []}

    chromium.open_details()
    assert overflow(chromium) == [], "with all details open"
    assert chromium.axe() == []
    assert tall(chromium, CHART_CONTRAST) == []

    chromium.emulate(width=1100, scheme="dark")
    assert chromium.run("return matchMedia('(prefers-color-scheme: dark)').matches")
    assert chromium.axe(["color-contrast"]) == []
    assert tall(chromium, CHART_CONTRAST, scheme="dark") == []

    chromium.emulate(width=375)
    assert overflow(chromium) == []
    assert chromium.axe() == []


def tall(chromium, script, scheme="light"):
    """Runs a script in a window that shows the whole page: nothing is found at a point out of sight."""
    height = chromium.run("return document.scrollingElement.scrollHeight")
    chromium.emulate(width=1100, height=height, scheme=scheme)
    return chromium.run(script)


@pytest.mark.parametrize("kind", ["account", "contact", "lead", "opportunity"])
def test_basic_pages_load_without_messages_and_are_accessible(chromium, basic, kind):
    chromium.emulate(width=375)
    page = max(basic.of_type(kind), key=lambda path: path.stat().st_size)
    visit = chromium.visit(page)
    assert (visit.requests, visit.messages) == ([page.as_uri()], [])
    assert overflow(chromium) == []
    chromium.open_details()
    assert chromium.axe() == []


def test_pages_of_closed_records_load_without_messages_and_are_accessible(chromium, demo, everything):
    chromium.emulate(width=375)
    open_pages = {path.name for path in demo.pages}
    closed = [path for path in everything.of_type("opportunity") if path.name not in open_pages]
    assert closed, "the demo has closed opportunities, and --all shows them"
    by_size = sorted(closed, key=lambda path: path.stat().st_size)
    for page in (by_size[0], by_size[-1]):
        visit = chromium.visit(page)
        assert (visit.requests, visit.messages) == ([page.as_uri()], [])
        assert overflow(chromium) == []
        chromium.open_details()
        assert chromium.axe() == []


def test_all_pages_are_valid_html(demo, basic, everything, external):
    pages = demo.pages + [max(basic.of_type(kind)) for kind in ("account", "contact", "lead", "opportunity")]
    pages += [basic.folder / "index.html", everything.folder / "index.html", external.pages[0]]
    demo_names = {path.name for path in demo.pages}
    pages += [path for path in everything.pages if path.name not in demo_names][:20]
    assert nu.objections(pages) == []


@pytest.mark.parametrize("name", ["demo", "basic", "everything", "external"])
def test_every_link_of_a_report_leads_to_a_file_in_it(request, name):
    report = request.getfixturevalue(name)
    broken = set()
    for page in report.pages:
        for tag, attributes in tags(page):
            address = attributes.get("href", "").split("#")[0]
            if not address or re.match(r"(https?|mailto):", address):
                continue
            target = (page.parent / address).resolve()
            if not (target.is_file() and target.is_relative_to(report.folder)):
                broken.add((page.name, address))
    assert broken == set()


@pytest.mark.parametrize("name", ["demo", "everything"])
def test_a_typical_record_page_has_at_most_60_kb_and_the_largest_100_kb(request, name):
    report = request.getfixturevalue(name)
    sizes = [page.stat().st_size for page in report.pages if page.parent != report.folder]
    assert statistics.median(sizes) <= 60_000
    assert max(sizes) <= 100_000


# Elements and attributes that make a browser ask for something.
LOADING_ELEMENTS = set("script iframe frame object embed audio video source track link base image".split())
LOADING_ATTRIBUTES = set("src srcset poster data background action formaction ping manifest xlink:href".split())


def test_a_page_names_nothing_that_a_browser_would_load(demo, basic, everything):
    found = []
    for page in demo.pages + basic.pages + everything.pages:
        for tag, attributes in tags(page):
            loading = {attributes[name] for name in LOADING_ATTRIBUTES & attributes.keys()}
            if tag == "script" and page.name == "index.html" and not loading:
                continue
            if tag in LOADING_ELEMENTS or [address for address in loading if not address.startswith("data:image/")]:
                found.append((page.name, tag, attributes))
        for style in re.findall(r"<style>(.*?)</style>", page.read_text(encoding="utf-8"), re.DOTALL):
            assert not re.search(r"@import|url\((?!['\"]?(?:data:|#))|image-set|@font-face", style), page
    assert found == []


def test_record_pages_hold_no_script_and_no_page_holds_handlers_or_inline_styles(demo, basic, everything):
    for page in demo.pages + basic.pages + everything.pages:
        if page.name != "index.html":
            assert b"<script" not in page.read_bytes(), page
        for tag, attributes in tags(page):
            assert [name for name in attributes if name == "style" or name.startswith("on")] == [], (page, tag)
