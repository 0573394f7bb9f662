"""Chromium, driven over the DevTools protocol, with everything it reports written down."""

import base64
import json
import shutil
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from selenium import webdriver

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

# A4 in inches, and the margins a browser prints with by default.
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69}
MARGINS = {"marginTop": 0.4, "marginBottom": 0.4, "marginLeft": 0.4, "marginRight": 0.4}


@dataclass
class Visit:
    """What happened while a page was loaded and looked at."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)


class Chromium:
    """One headless browser for all tests: starting it is what takes time."""

    def __init__(self):
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
        self.driver = webdriver.Chrome(options=options, service=service)

    def quit(self):
        self.driver.quit()

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def emulate(self, width=1100, height=800, scheme="light", media=""):
        """The window, the colour scheme that the reader prefers, and `print` or the screen."""
        phone = width < 600
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=phone,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media=media, features=features)

    def visit(self, address, before=""):
        """Loads a page and says what it asked for, logged and asked the reader.

        `before` is JavaScript that runs ahead of everything in the page.
        """
        self.driver.get("about:blank")
        self._drain()
        script = self.command("Page.addScriptToEvaluateOnNewDocument", source=before) if before else None
        self.driver.get(address if isinstance(address, str) else Path(address).resolve().as_uri())
        if script:
            self.command("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])
        return self._drain()

    def run(self, body, *arguments):
        return self.driver.execute_script(body, *arguments)

    def text(self):
        """The text a reader sees, one line per line on the page."""
        return self.run("return document.body.innerText")

    def open_details(self):
        self.run("document.querySelectorAll('details').forEach(element => element.open = true)")

    def axe(self, rules=None):
        """What axe objects to, as sentences; all its rules, or only those named."""
        if not self.run("return typeof axe === 'object'"):
            self.run(AXE)
        only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
        return self.driver.execute_async_script(
            """
            const [options, done] = arguments;
            axe.run(document, options).then(
              result => done(result.violations.flatMap(violation => violation.nodes.map(
                node => `${violation.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`))),
              error => done([`axe failed: ${error}`]));
            """,
            {"resultTypes": ["violations"], **only},
        )

    def scripts(self, allowed):
        self.command("Emulation.setScriptExecutionDisabled", value=not allowed)

    def pdf(self, path):
        """Prints the page on A4 with backgrounds."""
        printed = self.command("Page.printToPDF", printBackground=True, **PAPER, **MARGINS)
        path.write_bytes(base64.b64decode(printed["data"]))

    def screenshot(self, path):
        """The whole page, however long."""
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _drain(self):
        """Everything that the browser has logged since the last time."""
        visit = Visit()
        for entry in self.driver.get_log("performance"):
            event = json.loads(entry["message"])["message"]
            match event["method"]:
                case "Network.requestWillBeSent":
                    address = event["params"]["request"]["url"]
                    if not address.startswith("data:"):
                        visit.requests.append(address)
                case "Page.javascriptDialogOpening":
                    visit.dialogs.append(event["params"]["message"])
        # Console messages, and what the browser itself objects to, such as a violation of the policy.
        visit.messages += [entry["message"] for entry in self.driver.get_log("browser")]
        return visit
