"""The team page sorts, filters and remembers it in its address, by mouse and by keyboard, and prints as a whole."""

import re
import subprocess
from urllib.parse import parse_qs

import pytest
from selenium.webdriver.common.keys import Keys

from reports import Report, rapport

# The names in a table, as they are seen.
NAMES = """
  return [...document.querySelectorAll(`#${arguments[0]} tbody th`)]
    .filter(cell => cell.offsetParent).map(cell => cell.querySelector("a").textContent)
"""
STATUS = "return document.querySelector('#filters output').textContent"


@pytest.fixture
def team(chromium, demo):
    chromium.emulate(width=1280)
    visit = chromium.visit(demo.folder / "index.html")
    assert visit.messages == []
    return chromium


def names(chromium, table):
    return chromium.run(NAMES, table)


def fragment(chromium):
    """The address once it has followed."""
    chromium.driver.execute_async_script("setTimeout(arguments[0], 300)")
    return parse_qs(chromium.run("return location.hash.slice(1)"))


def field(chromium, name):
    return chromium.driver.find_element("css selector", f"#filters [name={name}]")


def choose(chromium, name, value):
    chromium.run(
        "const field = document.querySelector(`#filters [name=${arguments[0]}]`);"
        "field.value = arguments[1]; field.dispatchEvent(new Event('input', {bubbles: true}))",
        name, value,
    )


def records(report, kind):
    return [record for record in report.records if record["type"] == kind and record["page"]]


def head(chromium, table, key):
    return chromium.driver.find_element("css selector", f"#{table} th[data-key={key}]")


def test_tables_stand_worst_first_until_a_column_is_chosen(team):
    assert team.run("return document.querySelectorAll('[aria-sort]').length") == 0
    flags = team.run(
        "return [...document.querySelectorAll('#opportunities tbody tr')].map(row => row.dataset.flags ?? '')")
    assert flags[0] and not flags[-1]


def test_a_column_sorts_by_its_numbers_up_down_and_back_with_what_is_missing_last(team, demo):
    first = names(team, "opportunities")
    scores = {record["name"]: record["health"] and record["health"]["score"] for record in records(demo, "opportunity")}
    button = head(team, "opportunities", "health").find_element("css selector", "button")
    for direction, sign in (("ascending", 1), ("descending", -1)):
        button.click()
        assert head(team, "opportunities", "health").get_attribute("aria-sort") == direction
        shown = names(team, "opportunities")
        assert sorted(shown) == sorted(first)
        # Rows that are alike stay in their order.
        known = [name for name in first if scores[name] is not None]
        unknown = [name for name in first if scores[name] is None]
        assert shown == sorted(known, key=lambda name: sign * scores[name]) + unknown
    button.click()
    assert head(team, "opportunities", "health").get_attribute("aria-sort") is None
    assert names(team, "opportunities") == first


def test_durations_sort_by_length_and_not_by_text(team, demo):
    head(team, "contacts", "time").find_element("css selector", "button").click()
    seconds = {record["name"]: sum(record["seconds_spent"].values()) for record in records(demo, "contact")}
    shown = [seconds[name] for name in names(team, "contacts")]
    assert shown == sorted(shown)


def test_text_filters_all_tables_whatever_case_and_accents(team, demo):
    accented = next(name for name in names(team, "contacts") if re.search("[äöüáéíñóú]", name))
    plain = accented.upper().translate(str.maketrans("ÄÖÜÁÉÍÑÓÚ", "AOUAEINOU"))
    field(team, "q").send_keys(plain)
    assert accented in names(team, "contacts")
    assert len(names(team, "contacts")) < len(records(demo, "contact"))
    shown = sum(len(names(team, table)) for table in ("opportunities", "leads", "accounts", "contacts"))
    assert fragment(team) == {"q": [plain]}
    total = sum(len(records(demo, kind)) for kind in ("opportunity", "lead", "account", "contact"))
    assert team.run(STATUS) == f"{shown} of {total} records"


def test_what_nothing_matches_leaves_no_table_and_clearing_brings_all_back(team):
    before = names(team, "opportunities")
    field(team, "q").send_keys("no such thing")
    assert names(team, "opportunities") == [] == names(team, "contacts")
    assert not team.driver.find_element("css selector", "#contacts").is_displayed()
    team.driver.find_element("css selector", "#filters [type=reset]").click()
    assert fragment(team) == {}
    assert names(team, "opportunities") == before
    assert team.run(STATUS) == ""


def test_owner_grade_and_flag_filters_show_what_the_data_says(team, demo):
    deals = records(demo, "opportunity")
    owner = next(deal["owner_id"] for deal in deals if deal["attention"])
    choose(team, "owner", owner)
    assert sorted(names(team, "opportunities")) == sorted(d["name"] for d in deals if d["owner_id"] == owner)
    choose(team, "owner", "")
    choose(team, "grade", "poor")
    poor = [deal["name"] for deal in deals if deal["health"] and deal["health"]["grade"] == "poor"]
    assert sorted(names(team, "opportunities")) == sorted(poor)
    choose(team, "grade", "")
    choose(team, "flag", "no_next_step")
    flagged = [deal["name"] for deal in deals if any(flag["code"] == "no_next_step" for flag in deal["attention"])]
    assert sorted(names(team, "opportunities")) == sorted(flagged)
    choose(team, "flag", " none")
    unflagged = [deal["name"] for deal in deals if not deal["attention"]]
    assert sorted(names(team, "opportunities")) == sorted(unflagged)


def test_the_chart_dims_what_the_tables_do_not_show(team):
    dimmed = "return document.querySelectorAll('.ch-marks .ch-off').length"
    drawn = team.run("return document.querySelectorAll('.ch-marks a').length")
    assert drawn > 3 and team.run(dimmed) == 0
    field(team, "q").send_keys("no such thing")
    assert team.run(dimmed) == drawn


def test_a_filtered_and_sorted_view_is_a_link(team, demo):
    choose(team, "flag", " any")
    head(team, "opportunities", "value").find_element("css selector", "button").click()
    address = fragment(team)
    assert address == {"flag": [" any"], "sort": ["opportunities.value.asc"]}
    shown = names(team, "opportunities")
    link = team.run("return location.href")

    visit = team.visit(link)
    assert visit.messages == []
    assert names(team, "opportunities") == shown
    assert head(team, "opportunities", "value").get_attribute("aria-sort") == "ascending"
    # Another link on the same page is followed without loading it again.
    team.run("location.hash = '#grade=poor'")
    assert fragment(team) == {"grade": ["poor"]}
    assert head(team, "opportunities", "value").get_attribute("aria-sort") is None
    assert field(team, "flag").get_attribute("value") == ""


@pytest.mark.parametrize("address", [
    "#opportunities", "#owner=nobody&grade=awful&flag=x&sort=x.y.z&sort=opportunities.health.sideways", "#=&&%E0%A4%A",
    "#sort=opportunities.__proto__.asc&sort=__proto__.health.asc", "#q=%3Cscript%3Ealert(1)%3C/script%3E&owner=%22%3E",
])
def test_addresses_that_mean_nothing_change_nothing_and_run_nothing(chromium, demo, address):
    chromium.emulate(width=1280)
    visit = chromium.visit((demo.folder / "index.html").as_uri() + address)
    assert (visit.messages, visit.dialogs) == ([], [])
    expected = 0 if "q=" in address else len(records(demo, "opportunity"))
    assert len(names(chromium, "opportunities")) == expected


def test_everything_works_by_keyboard(team):
    field(team, "q").click()
    active = team.driver.switch_to.active_element
    for name in ("owner", "grade", "flag"):
        active.send_keys(Keys.TAB)
        active = team.driver.switch_to.active_element
        assert active.get_attribute("name") == name
    # A select opens and moves by its arrows.
    active.send_keys(Keys.ARROW_DOWN)
    assert active.get_attribute("value") == " any"
    assert fragment(team) == {"flag": [" any"]}
    button = head(team, "leads", "owner").find_element("css selector", "button")
    team.run("arguments[0].focus()", button)
    button.send_keys(Keys.ENTER)
    assert head(team, "leads", "owner").get_attribute("aria-sort") == "ascending"
    button.send_keys(Keys.SPACE)
    assert head(team, "leads", "owner").get_attribute("aria-sort") == "descending"
    assert team.run("return document.activeElement === arguments[0]", button)


def test_without_scripts_there_are_no_controls_and_every_record(chromium, demo):
    chromium.emulate(width=1280)
    chromium.scripts(allowed=False)
    try:
        chromium.visit(demo.folder / "index.html")
        assert not chromium.driver.find_element("css selector", "#filters").is_displayed()
        assert chromium.driver.find_elements("css selector", "th button") == []
        for table, kind in (("opportunities", "opportunity"), ("contacts", "contact")):
            rows = chromium.driver.find_elements("css selector", f"#{table} tbody tr")
            assert len([row for row in rows if row.is_displayed()]) == len(records(demo, kind))
    finally:
        chromium.scripts(allowed=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_filtered_team_page_is_accessible(team, scheme):
    choose(team, "flag", " any")
    head(team, "opportunities", "health").find_element("css selector", "button").click()
    team.emulate(width=1280, scheme=scheme)
    team.open_details()
    assert team.axe() == []


def test_rows_laid_out_as_grids_are_still_tables(team):
    nodes = team.command("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in nodes]
    rows = team.run("return document.querySelectorAll('.records tbody tr').length")
    assert roles.count("rowheader") >= rows > 0
    assert roles.count("columnheader") > 20


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    folder = tmp_path_factory.mktemp("large")
    rapport("demo", folder / "data", "--opportunities", 400, "--activities", 3000, "--seed", 3)
    rapport("generate", folder / "data", "--config", folder / "data/rapport.yml", "--out", folder / "report", "--all")
    return Report(folder / "report")


def test_a_long_table_shows_its_first_rows_and_all_when_asked(chromium, large):
    chromium.emulate(width=1280)
    assert chromium.visit(large.folder / "index.html").messages == []
    total = len(records(large, "opportunity"))
    assert total == 400
    assert len(names(chromium, "opportunities")) == 100
    more = chromium.driver.find_element("css selector", "#opportunities > .more")
    assert more.text == "Show all 400"
    chromium.run("arguments[0].focus()", more)
    more.send_keys(Keys.ENTER)
    assert len(names(chromium, "opportunities")) == total
    assert chromium.run("return document.activeElement.closest('tr')?.rowIndex") == 101
    # Filtered, the rest is found, wherever it stands.
    last = names(chromium, "opportunities")[-1]
    chromium.visit(large.folder / "index.html")
    field(chromium, "q").send_keys(last)
    assert last in names(chromium, "opportunities")


def test_a_long_table_is_printed_as_a_whole(chromium, large, tmp_path):
    chromium.emulate(width=1280)
    chromium.visit(large.folder / "index.html")
    chromium.pdf(tmp_path / "page.pdf")
    text = subprocess.run(["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, check=True)
    printed = re.sub(r"\s", "", text.stdout.decode())
    missing = [r["name"] for r in records(large, "opportunity") if re.sub(r"\s", "", r["name"]) not in printed]
    assert missing == []
    assert len(names(chromium, "opportunities")) == 100, "as it was before"


def test_the_page_of_one_seller_says_whose_it_is(chromium, demo, make_report):
    owner = next(record["owner_id"] for record in records(demo, "opportunity"))
    report = make_report("seller", "--owner", owner)
    chromium.emulate(width=1280)
    assert chromium.visit(report.folder / "index.html").messages == []
    name = chromium.run("return document.querySelector('#opportunities tbody td').textContent")
    assert name in chromium.run("return document.querySelector('h1').textContent")
    assert name in chromium.driver.title


def test_hostile_names_stay_text_in_the_filters_and_the_chart(chromium, hostile):
    chromium.emulate(width=1280)
    visit = chromium.visit(hostile.folder / "index.html")
    assert (visit.messages, visit.dialogs) == ([], [])
    markup = chromium.run(
        "return document.querySelectorAll('#filters option *, .ch-marks a :not(title, circle, path, rect)').length")
    assert markup == 0
    for option in chromium.driver.find_elements("css selector", "#filters [name=owner] option"):
        choose(chromium, "owner", option.get_attribute("value"))
        assert chromium.run("return document.querySelector('#filters [name=owner]').value") == (
            option.get_attribute("value"))
        fragment(chromium)
    assert chromium.run("return window.__ran") is None
