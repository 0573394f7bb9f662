"""Measures Rapport against the peer and the floor, in one run, on data that it makes itself.

    bench.py RAPPORT FLOOR [--runs N] [--folder DIR]

Prints a table in Markdown for docs/performance.md. Every time is a wall clock's, the median of all runs; the programs
take turns, and what one has written is on the disk before the next begins: Rapport ends when its report is on the
disk, and would wait for what the others have left in memory, too. Each run writes into a folder of its own. When that
is not needed any more, its memory is given back, so that the next run has some that was in use a moment before: files
in memory (tmpfs) are removed, and those on a disk leave the cache. They stay there until the end, since a file system
that has just removed thousands of files is slower at making new ones.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
AS_OF = "2026-06-12"


@dataclass
class Measure:
    """The runs of one program on one data set."""

    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak: int = 0

    @property
    def median(self):
        return statistics.median(self.seconds)

    def run(self, *command):
        os.sync()
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}: exit code {process.returncode}")
        self.seconds.append(time.perf_counter() - start)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss * 1024)


def size(folder):
    return sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())


def leave_cache(folder):
    """Gives back the memory of files, which it can when they are on the disk."""
    os.sync()
    for path in Path(folder).rglob("*"):
        if path.is_file():
            file = os.open(path, os.O_RDONLY)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(file)


def is_in_memory(folder):
    """Whether a folder is on a tmpfs: the last mount that holds it says so."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    holding = [(point, kind) for point, kind in mounts if Path(folder).resolve().is_relative_to(point)]
    return max(holding, key=lambda mount: len(mount[0]), default=("", ""))[1] == "tmpfs"


def new_folder():
    """A folder in memory if there is room for what the runs write, since what a disk and its file system are doing
    changes from one minute to the next; else one on a disk."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 4e9
    return tempfile.mkdtemp(prefix="rapport-bench-", dir=memory if has_room else None)


class Bench:
    def __init__(self, rapport, floor, folder, runs):
        self.rapport, self.floor, self.folder, self.runs = rapport, floor, Path(folder), runs
        self.outputs = 0
        self.removes = is_in_memory(folder)

    def new(self):
        self.outputs += 1
        return self.folder / f"out-{self.outputs}"

    def done(self, *folders):
        """What these runs have written is not needed any more."""
        for folder in folders:
            if self.removes:
                shutil.rmtree(folder)
            else:
                leave_cache(folder)

    def data(self, name, opportunities, activities):
        folder = self.folder / name
        subprocess.run(
            [self.rapport, "demo", folder, "--seed", "1", "--as-of", AS_OF, "--opportunities", str(opportunities),
             "--activities", str(activities)],
            check=True, stdout=subprocess.DEVNULL,
        )
        return folder

    def generate(self, measure, data, out, *options):
        measure.run(
            self.rapport, "generate", data, "--config", data / "rapport.yml", "--all", "--out", out, "--quiet", *options)

    def compare(self, name, opportunities, activities):
        """Rapport, the peer and the floor in turn."""
        data = self.data(name, opportunities, activities)
        rapport, alone, again, peer, floor = (Measure() for _ in range(5))
        report, other = None, None
        for _ in range(self.runs):
            if report:
                self.done(report, other)
            report, other, single, copy = (self.new() for _ in range(4))
            self.generate(rapport, data, report)
            other.mkdir()
            peer.run(sys.executable, HERE / "peer.py", data, other, AS_OF)
            self.generate(alone, data, single, "--jobs", "1")
            self.done(single)
            self.generate(again, data, report)
            floor.run(self.floor, data, report, copy)
            self.done(copy)
        weights = sorted(
            page.stat().st_size for kind in ("accounts", "contacts", "leads", "opportunities")
            for page in (report / kind).glob("*.html"))
        rows = [
            ("records with a page", f"{len(weights):,}"),
            ("input", f"{size(data) / 1e6:.0f} MB"),
            ("output", f"{size(report) / 1e6:.0f} MB (peer {size(other) / 1e6:.0f} MB)"),
            ("Rapport, two workers", f"{rapport.median:.2f} s"),
            ("Rapport, one worker", f"{alone.median:.2f} s ({alone.median / rapport.median:.2f} times two)"),
            ("Rapport again, nothing changed", f"{again.median:.2f} s"),
            ("peer", f"{peer.median:.2f} s"),
            ("floor", f"{floor.median:.2f} s"),
            ("**Rapport : peer**", f"**{rapport.median / peer.median:.2f}**"),
            ("**Rapport : floor**", f"**{rapport.median / floor.median:.1f}**"),
            ("CPU time", f"{statistics.median(rapport.cpu):.2f} s (peer {statistics.median(peer.cpu):.2f} s)"),
            ("pages per second", f"{len(weights) / rapport.median:,.0f} (peer {len(weights) / peer.median:,.0f})"),
            ("peak memory", f"{rapport.peak / 1e6:.0f} MB, {rapport.peak / size(data):.1f} times the input"
                            f" (peer {peer.peak / 1e6:.0f} MB)"),
            ("page weight", f"median {statistics.median(weights) / 1024:.0f} KB, largest {weights[-1] / 1024:.0f} KB"),
        ]
        return rapport.median, rows

    def sources(self):
        """Megabytes that one core reads in a second, by kind of source: a whole run of check, as CPU time."""
        rows = []
        for name, kind, write in [
            ("CSV", "native", self.tables), ("Dataverse JSON", "dataverse", self.dataverse), ("mbox", "mail", self.mbox),
        ]:
            folder = self.folder / name.replace(" ", "-")
            folder.mkdir()
            write(folder)
            measure = Measure()
            for _ in range(self.runs):
                measure.run(
                    self.rapport, "check", f"{kind}:{folder}", "--internal-domain", "team.example", "--as-of", AS_OF,
                    "--jobs", "1", "--quiet")
            speed = size(folder) / 1e6 / statistics.median(measure.cpu)
            rows.append(f"| {name} | {size(folder) / 1e6:.0f} MB | {speed:.0f} MB/s | {measure.peak / 1e6:.0f} MB |")
        return rows

    def tables(self, folder):
        shutil.copytree(self.folder / "large", folder, dirs_exist_ok=True)

    @staticmethod
    def dataverse(folder):
        users = [{"systemuserid": f"user-{n}", "fullname": f"User {n}", "internalemailaddress": f"u{n}@team.example"}
                 for n in range(40)]
        (folder / "systemusers.json").write_text(json.dumps({"value": users}))
        for page in range(10):
            rows = [
                {
                    "activityid": f"{page:04}-{n:08}", "subject": f"About order {n}", "statecode": 1, "statuscode": 3,
                    "statuscode@OData.Community.Display.V1.FormattedValue": "Sent", "directioncode": True,
                    "senton": f"2026-0{n % 5 + 1}-{n % 28 + 1:02}T{n % 24:02}:00:00Z", "description": "x" * 400,
                    "messageid": f"<{page}-{n}@team.example>",
                    "email_activity_parties": [
                        {"participationtypemask": 1, "_partyid_value": f"user-{n % 40}",
                         "_partyid_value@Microsoft.Dynamics.CRM.lookuplogicalname": "systemuser",
                         "addressused": f"u{n % 40}@team.example"},
                        {"participationtypemask": 2, "addressused": f"c{n % 900}@customer{n % 90}.example"},
                    ],
                }
                for n in range(15_000)
            ]
            (folder / f"emails-{page}.json").write_text(json.dumps({"value": rows}))

    @staticmethod
    def mbox(folder):
        body = ("Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod.\n" * 100).encode()
        with open(folder / "archive.mbox", "wb") as file:
            for n in range(25_000):
                day = n % 28 + 1
                file.write(
                    f"From c{n % 900}@customer.example Sun Mar {day:2} 10:00:00 2026\n"
                    f"From: Customer {n % 900} <c{n % 900}@customer{n % 90}.example>\n"
                    f"To: User <u{n % 40}@team.example>\nSubject: About order {n}\n"
                    f"Date: {day} Mar 2026 {n % 24:02}:00:00 +0100\nMessage-ID: <{n}@customer.example>\n\n".encode())
                file.write(body + b"\n")

    def example(self):
        data = HERE.parent / "Examples" / "data"
        measure = Measure()
        for _ in range(max(5, self.runs)):
            measure.run(
                self.rapport, "generate", data, "--config", data / "rapport.yml", "--out", self.new(), "--quiet")
        return measure.median


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rapport")
    parser.add_argument("floor")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", help="where data and reports are written (default: in memory if there are 4 GB)")
    options = parser.parse_args()
    folder = Path(options.folder or new_folder())
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(options.rapport, options.floor, folder, options.runs)
    try:
        small, small_rows = bench.compare("small", 2_080, 100_000)
        large, large_rows = bench.compare("large", 5_000, 1_000_000)
        print(f"Files are {'in memory' if bench.removes else 'on a disk'}: {folder}\n")
        print("| | 100,000 activities | 1,000,000 activities |\n|---|---|---|")
        for (name, first), (_, second) in zip(small_rows, large_rows):
            print(f"| {name} | {first} | {second} |")
        print("\n| source | size | one core reads | peak memory |\n|---|---|---|---|")
        print("\n".join(bench.sources()))
        print(f"\nTen times the activities take {large / small:.1f} times the time.")
        print(f"The example report takes {bench.example() * 1000:.0f} ms from start to finish.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
