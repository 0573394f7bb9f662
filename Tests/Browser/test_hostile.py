"""No text of the data, wherever it stands, is ever taken for anything but text."""

import csv
import json
import re

import pytest

import nu
from hostile import PAYLOADS, WHITE_SPACE, rapport, shown, stored, text, write_csv
from reports import tags

KINDS = ("account", "contact", "lead", "opportunity")

# What an attack would leave on a page: anything that runs, loads, submits or leads elsewhere.
INTRUDERS = """
  const elements = document.querySelectorAll(
    "script:not([data-own]), iframe, frame, object, embed, form, base, link, foreignObject, svg script, animate, set,"
    + "video, audio, [style], [onload], [onerror], [onmouseover], [onfocus], [autofocus], [contenteditable],"
    + "meta[http-equiv=refresh], img:not([src^='data:image/'])");
  const links = [...document.querySelectorAll("a[href]")]
    .filter(link => !/^(file|https?|mailto):$/.test(link.protocol));
  const handlers = [...document.querySelectorAll("*")]
    .filter(element => element.getAttributeNames().some(name => name.startsWith("on")));
  return [...elements, ...links, ...handlers].map(element => element.outerHTML.slice(0, 200));
"""

PAGE_FITS = "return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"

# What would move the cursor, colour the terminal or turn the text around.
TERMINAL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def shape(page):
    """The elements of a page, without what commentary adds and ids say."""
    found = tags(page)
    start = [index for index, (_, attributes) in enumerate(found) if attributes.get("id") == "commentary"]
    end = [index for index, (_, attributes) in enumerate(found) if attributes.get("id") == "recent"]
    if start:
        assert end, "the recent activities stand behind the commentary"
        found = found[:start[0]] + found[end[0]:]
    return [(tag, sorted(attributes)) for tag, attributes in found]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_shown_as_text_and_does_nothing(chromium, hostile, payload):
    chromium.emulate(width=375)
    for kind in KINDS:
        record = hostile.record(kind, payload)
        page = hostile.page_of(record)
        visit = chromium.visit(page)
        assert visit.requests == [page.as_uri()]
        assert visit.messages == []
        assert visit.dialogs == []
        assert chromium.run("return window.__ran") is None
        assert chromium.run(INTRUDERS) == []
        assert chromium.run(PAGE_FITS), f"the page of the {kind} fits the window"

        visible = WHITE_SPACE.sub(" ", chromium.run("return document.body.textContent"))
        for place in PLACES[kind]:
            assert shown(text(payload, place)) in visible, f"{place} on the page of the {kind}"
        heading = chromium.run("return document.querySelector('h1').innerText")
        assert WHITE_SPACE.sub(" ", heading).strip() == shown(record["name"])
        title = chromium.run("return document.title")
        assert shown(record["name"]) in title and shown(hostile.title) in title


# Where the texts of a record are shown.
PLACES = {
    "account": ["accounts-name", "accounts-industry", "users-name", "activities-subject-2"],
    "contact": ["contacts-name", "contacts-job", "accounts-name", "users-name", "activities-subject-0"],
    "lead": ["leads-name", "leads-company", "users-name", "activities-subject-3", "activities-subject-4"],
    "opportunity": [
        "opportunities-name", "opportunities-stage", "accounts-name", "users-name", "activities-subject-0",
        "activities-subject-1"],
}


def test_the_team_page_shows_all_hostile_names_as_text(chromium, hostile):
    page = hostile.folder / "index.html"
    chromium.emulate(width=375)
    visit = chromium.visit(page)
    assert (visit.requests, visit.messages, visit.dialogs) == ([page.as_uri()], [], [])
    assert chromium.run("return window.__ran") is None
    visible = WHITE_SPACE.sub(" ", chromium.run("return document.body.textContent"))
    missing = [
        (payload, place)
        for payload in PAYLOADS
        for place in ("accounts-name", "contacts-name", "leads-name", "opportunities-name", "users-name")
        if shown(text(payload, place)) not in visible
    ]
    assert missing == []
    assert chromium.run(PAGE_FITS)


def test_a_page_has_the_same_elements_whatever_its_texts_are(hostile):
    for kind in KINDS:
        harmless = shape(hostile.page_of(hostile.record(kind, "harmless")))
        for payload in PAYLOADS:
            assert shape(hostile.page_of(hostile.record(kind, payload))) == harmless, (kind, payload)


def test_pages_of_hostile_data_are_valid_html(hostile):
    tolerated = (
        # Names and ids of the data begin with one.
        "starts with a composing character.",
        # A guess at the language of 5,000 letters x.
        "This document appears to be written in",
    )
    pages = [hostile.folder / "index.html", *hostile.of_type("opportunity"), hostile.of_type("lead")[0]]
    assert nu.objections(pages, tolerated) == []


def test_hostile_ids_and_names_make_harmless_file_names_inside_the_report_only(hostile):
    names = {path.name for path in hostile.folder.rglob("*") if path.is_file()}
    assert [name for name in names if name.endswith(".html") and not re.fullmatch(r"[a-z0-9-]+\.html", name)] == []
    assert {name for name in names if not name.endswith(".html")} <= {
        "kpis.jsonl", "kpis.csv", "activities.csv", "history.jsonl", "issues.jsonl", "manifest.json",
    }
    assert hostile.files_around() == hostile.files_before


def test_spreadsheets_take_no_cell_of_the_csv_files_for_a_formula(hostile):
    number = re.compile(r"-?\d+(\.\d+)?")
    for name in ("kpis.csv", "activities.csv"):
        with open(hostile.folder / "data" / name, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert len(rows) > len(PAYLOADS), name
        assert {len(row) for row in rows} == {len(rows[0])}, name
        formulas = [
            cell for row in rows for cell in row
            if cell.lstrip().startswith(tuple("=+-@＝＋－＠\t\r\n")) and not number.fullmatch(cell)
        ]
        assert formulas == [], name
    assert "'=1+1 opportunities-name" in (hostile.folder / "data/kpis.csv").read_text(encoding="utf-8")


def test_the_json_files_are_valid_and_hold_names_and_ids_exactly(hostile):
    for kind, table in zip(KINDS, ("accounts", "contacts", "leads", "opportunities")):
        found = {(record["id"], record["name"]) for record in hostile.records if record["type"] == kind}
        assert found == {
            (stored(text(payload, f"{table}-id")), stored(text(payload, f"{table}-name"))) for payload in PAYLOADS
        }
    json.loads((hostile.folder / "data/manifest.json").read_text(encoding="utf-8"))
    for name in ("kpis.jsonl", "issues.jsonl"):
        written = (hostile.folder / "data" / name).read_text(encoding="utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", written), name
        for line in written.splitlines():
            json.loads(line)


def test_json_lines_and_csv_give_the_same_pages_byte_for_byte(hostile):
    other = hostile.work / "out-jsonl"
    hostile.generate("jsonl", other)
    for page in hostile.pages:
        path = page.relative_to(hostile.folder)
        assert (other / path).read_bytes() == page.read_bytes(), path


def test_a_run_over_hostile_data_writes_nothing_to_the_terminal_that_acts_on_it(hostile):
    assert_harmless(hostile.run)


@pytest.mark.parametrize("payload", ["control", "direction", "line separators", "line breaks", "long"])
def test_messages_about_hostile_data_write_nothing_to_the_terminal_that_acts_on_it(tmp_path, payload):
    def of(place):
        return text(payload, place)

    user = {"id": of("users-id"), "name": of("users-name")}
    activity = {"id": of("activities-id"), "type": of("type"), "at": of("at"), "status": "", "opens": of("opens")}
    rows = {
        "users": [user],
        "accounts": [{"id": of("accounts-id"), "name": "a", "owner_id": of("nobody")}],
        "opportunities": [{"id": of("opportunities-id"), "name": "o", "status": of("status"), "owner_id": ""}],
        "activities": [activity, {**activity, "id": "2", "type": "email"}, {**activity, "id": "3", "opens": ""}],
        "participants": [
            {"activity_id": "2", "role": of("role"), "person_id": ""},
            {"activity_id": of("unknown"), "role": "from", "person_id": of("person")},
        ],
    }
    write_csv(rows, tmp_path / "data")
    problems = rapport("generate", tmp_path / "data", "--out", tmp_path / "out", "--verbose", "--as-of", "2026-06-12")
    assert_harmless(problems)
    assert b"activities.csv:" in problems.stderr

    write_csv({**rows, "users": [user, user]}, tmp_path / "twice")
    assert_harmless(rapport("check", tmp_path / "twice", status=65))
    # The missing name of a column, and what stands in its place.
    write_csv({**rows, "users": [{"id": "1", of("column"): "x"}]}, tmp_path / "column")
    assert_harmless(rapport("check", tmp_path / "column", status=65))


@pytest.mark.parametrize("option", ["--as-of", "--time-zone", "--only", "--insights", "--owner", "--team", "--no-such"])
def test_messages_about_hostile_options_write_nothing_to_the_terminal_that_acts_on_it(tmp_path, option):
    value = "\x1b[31m\u202e\x9b"
    done = rapport("check", tmp_path, option, value, status=None)
    assert done.returncode != 0
    assert_harmless(done)


def assert_harmless(run):
    for stream in (run.stdout, run.stderr):
        assert TERMINAL.findall(stream.decode("utf-8")) == []
