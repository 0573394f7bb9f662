"""The pictures of the README: screenshots.py REPORT OUT."""

import base64
import sys
from pathlib import Path

from chromium import Chromium

# Name, page below the report, width and height in CSS pixels, colour scheme.
PICTURES = [
    ("opportunity", "opportunities/rivenhall-picking-stations-855a942f.html", 1100, 1180, "light"),
    ("opportunity-dark", "opportunities/wexcombe-cold-chain-monitoring-79ecbcfe.html", 1100, 1180, "dark"),
    ("team", "index.html", 1300, 1100, "light"),
]


def main(report, out):
    out.mkdir(parents=True, exist_ok=True)
    chromium = Chromium()
    try:
        for name, page, width, height, scheme in PICTURES:
            chromium.emulate(width, height, scheme)
            chromium.visit(report / page)
            picture = chromium.command("Page.captureScreenshot", format="png")
            (out / f"{name}.png").write_bytes(base64.b64decode(picture["data"]))
    finally:
        chromium.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
