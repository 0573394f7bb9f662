"""Pages lose nothing without scripts, and nothing on paper."""

import re
import subprocess

import pytest

from reports import rapport

KINDS = ("team", "account", "contact", "lead", "opportunity")


def fullest(report, kind):
    if kind == "team":
        return report.folder / "index.html"
    return max(report.of_type(kind), key=lambda path: path.stat().st_size)


def words(text):
    return re.findall(r"\S+", text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_the_same_text_with_scripts_off(chromium, demo, kind):
    page = fullest(demo, kind)
    chromium.emulate()
    chromium.visit(page)
    with_scripts = chromium.text()
    chromium.scripts(allowed=False)
    try:
        chromium.visit(page)
        without = chromium.text()
    finally:
        chromium.scripts(allowed=True)
    if kind == "team":
        # A script may add controls to the team page; nothing of its content may depend on it.
        lines = set(with_scripts.splitlines())
        assert [line for line in without.splitlines() if line not in lines] == []
        assert len(without) > 0.9 * len(with_scripts)
    else:
        assert without == with_scripts


@pytest.mark.parametrize("kind", KINDS)
def test_a_printed_page_is_light_and_holds_all_its_text(chromium, demo, kind, tmp_path):
    chromium.emulate(scheme="dark")
    chromium.visit(fullest(demo, kind))
    hidden = chromium.run(
        "return [...document.querySelectorAll('details')].flatMap("
        "  element => [...element.querySelectorAll('th, td, li, p')].map(cell => cell.textContent))"
    )
    paper = tmp_path / "page.pdf"
    chromium.pdf(paper)

    printed = words(pdf_text(paper))
    missing = set(words(" ".join(hidden))) - set(printed)
    # A long word may be broken at the end of a line, or hyphenated.
    joined = "".join(printed).replace("-", "").replace("\u00ad", "")
    assert [word for word in sorted(missing) if word.replace("-", "") not in joined] == []

    for sheet in sheets(paper, tmp_path):
        assert sheet[0] > 240, "the corner of each sheet is light"
        assert sum(sheet) / len(sheet) > 200, "each sheet is light as a whole"


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_typical_record_prints_on_two_sheets_and_the_fullest_on_three(chromium, demo, kind, tmp_path):
    chromium.emulate()
    pages = sorted(demo.of_type(kind), key=lambda path: path.stat().st_size)
    for page, most in ((pages[len(pages) // 2], 2), (pages[-1], 3)):
        chromium.visit(page)
        # Commentary is as long as its author wants.
        chromium.run("document.querySelector('#commentary')?.remove()")
        chromium.pdf(tmp_path / "page.pdf")
        assert pdf_text(tmp_path / "page.pdf").count("\f") <= most


def test_a_team_of_twelve_deals_prints_on_two_sheets(chromium, tmp_path):
    rapport("demo", tmp_path / "data", "--opportunities", 12, "--activities", 400, "--seed", 7)
    rapport("generate", tmp_path / "data", "--config", tmp_path / "data/rapport.yml", "--out", tmp_path / "report")
    chromium.emulate()
    chromium.visit(tmp_path / "report/index.html")
    chromium.pdf(tmp_path / "page.pdf")
    assert pdf_text(tmp_path / "page.pdf").count("\f") <= 2


@pytest.mark.parametrize("kind", ["team", "opportunity"])
def test_each_sheet_says_what_it_is_of_which_day_and_its_number(chromium, demo, kind, tmp_path):
    page = fullest(demo, kind)
    chromium.emulate()
    chromium.visit(page)
    heading = chromium.run("return document.querySelector('h1').textContent")
    chromium.pdf(tmp_path / "page.pdf")
    printed = pdf_text(tmp_path / "page.pdf").split("\f")[:-1]
    for number, sheet in enumerate(printed, 1):
        last = sheet.rstrip().splitlines()[-1]
        assert last.strip().startswith(f"{heading} · as of 12 Jun 2026")
        assert re.search(rf"{number}\s*/\s*{len(printed)}$", last)


def pdf_text(path):
    """The text of a PDF, with a form feed after each sheet."""
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def sheets(path, folder):
    """The grey values of each sheet of a PDF, coarsely."""
    subprocess.run(["pdftoppm", "-gray", "-r", "20", path, folder / "sheet"], check=True)
    for picture in sorted(folder.glob("sheet-*.pgm")):
        header = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", picture.read_bytes())
        yield picture.read_bytes()[header.end():]
