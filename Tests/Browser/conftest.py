"""What all tests share: one browser and one report of each kind."""

import pytest

from chromium import Chromium
from hostile import HostileReport
from reports import RAPPORT, Report, rapport


@pytest.fixture(scope="session")
def chromium():
    assert RAPPORT.exists(), f"no program at {RAPPORT}: build it, or name it in RAPPORT"
    browser = Chromium()
    yield browser
    browser.quit()


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory):
    data = tmp_path_factory.mktemp("demo") / "data"
    rapport("demo", data, "--opportunities", 40, "--activities", 2500, "--seed", 7)
    return data


@pytest.fixture(scope="session")
def make_report(demo_data):
    """Makes a report of the demo data with further options."""

    def make(name, *options):
        folder = demo_data.parent / name
        rapport("generate", demo_data, "--config", demo_data / "rapport.yml", "--out", folder, *options)
        return Report(folder)

    return make


@pytest.fixture(scope="session")
def demo(make_report):
    return make_report("report")


@pytest.fixture(scope="session")
def basic(make_report):
    return make_report("basic", "--insights", "basic")


@pytest.fixture(scope="session")
def everything(make_report):
    return make_report("everything", "--all")


@pytest.fixture(scope="session")
def external(make_report):
    return make_report("external", "--external-assets")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    return HostileReport(tmp_path_factory.mktemp("hostile"))
