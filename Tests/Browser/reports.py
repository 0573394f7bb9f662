"""Running the program, and the report it made."""

import json
import os
import subprocess
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAPPORT = Path(os.environ.get("RAPPORT", ROOT / ".build/debug/rapport")).resolve()
FOLDERS = {"account": "accounts", "contact": "contacts", "lead": "leads", "opportunity": "opportunities"}


def rapport(*arguments, cwd=None, status=0):
    """Runs the program and expects a status, `None` any; what it wrote is bytes: it may not be good text."""
    done = subprocess.run(
        [RAPPORT, *map(str, arguments)], cwd=cwd, capture_output=True, timeout=120, check=False
    )
    assert status in (None, done.returncode), f"exit {done.returncode}: {done.stderr.decode(errors='replace')}"
    return done


class Report:
    """A report folder."""

    def __init__(self, folder):
        self.folder = folder

    @cached_property
    def pages(self):
        return sorted(self.folder.rglob("*.html"))

    @cached_property
    def records(self):
        lines = (self.folder / "data/kpis.jsonl").read_text(encoding="utf-8").split("\n")
        return [json.loads(line) for line in lines if line]

    def page_of(self, record):
        return self.folder / record["page"]

    def of_type(self, kind):
        return sorted((self.folder / FOLDERS[kind]).glob("*.html"))

    def fullest_and_emptiest(self):
        """The team page, and the longest and the shortest page of each type of record."""
        chosen = [self.folder / "index.html"]
        for kind in FOLDERS:
            by_size = sorted(self.of_type(kind), key=lambda path: path.stat().st_size)
            chosen += [by_size[-1], by_size[0]]
        return chosen


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, {name: value or "" for name, value in attributes}))


def tags(page):
    """The start tags of a page in order: name and attributes."""
    parser = _Tags()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser.tags
