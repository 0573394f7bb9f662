"""The mail of a report, sent through a real mail server and looked at in a browser."""

import csv
import email
import io
import re
import zipfile
from email.policy import SMTP

import pytest

import nu
from mailserver import mail_server
from reports import Report, rapport

FROM = "Berichte der Fuhrpark-Gruppe <reports@example.com>"
TO = 'Zoë Şahin-Þórsdóttir <zoe@example.com>, "Lee, Ann" <ann@example.org>, vorstand@bücher.example'

# What mail programs need, and HTML 5 leaves to style sheets.
TOLERATED = ("is obsolete. Use CSS instead.", "attribute on the “td” element is obsolete")


@pytest.fixture(scope="module")
def server():
    with mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def weekly(demo_data):
    """A report with one of the week before to compare with."""
    folder = demo_data.parent / "weekly"
    for day in ("2026-06-05", "2026-06-12"):
        rapport("generate", demo_data, "--config", demo_data / "rapport.yml", "--as-of", day, "--out", folder)
    return Report(folder)


def mail(report, *options):
    return rapport("email", report.folder, "--to", TO, "--from", FROM, *options).stdout


def parsed(content):
    message = email.message_from_bytes(content, policy=SMTP)
    for part in message.walk():
        assert part.defects == [], part.get_content_type()
    return message


def body(message, kind):
    return message.get_body((kind,)).get_content()


def test_a_mail_arrives_through_sendmail_as_it_was_made(server, weekly):
    made = mail(weekly)
    delivery = server.sendmail(made)
    assert delivery.sender == "reports@example.com"
    assert delivery.recipients == ["zoe@example.com", "ann@example.org", "vorstand@xn--bcher-kva.example"]
    # A mail server adds to the header; what we have written it leaves alone.
    assert delivery.content.replace(b"\r\n", b"\n").strip().endswith(made.replace(b"\r\n", b"\n").strip())

    message = parsed(delivery.content)
    assert message["Subject"] == "Kestrel Fleet, customer relationships, as of 12 Jun 2026"
    assert [str(address) for address in message["To"].addresses] == [
        "Zoë Şahin-Þórsdóttir <zoe@example.com>", '"Lee, Ann" <ann@example.org>', "vorstand@xn--bcher-kva.example"]
    assert message["Date"].datetime.isoformat() == "2026-06-13T00:00:00+02:00"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("plain", "html"):
        text = body(message, kind)
        assert "Needs attention" in text and "Changes since 5 Jun 2026" in text and "Open deals" in text
        assert len(text.encode()) < 90_000
    assert max(map(len, body(message, "plain").splitlines())) <= 78


def test_what_is_sent_keeps_to_the_lengths_and_characters_of_mail(weekly):
    made = mail(weekly, "--subject", "Übersicht der Kundenbeziehungen " * 8)
    assert made.isascii()
    assert made.count(b"\n") == made.count(b"\r\n") and made.endswith(b"\r\n")
    assert max(map(len, made.split(b"\r\n"))) <= 78
    header = made.split(b"\r\n\r\n")[0]
    for word in re.findall(rb"=\?[^ ]*\?=", header):
        assert len(word) <= 75
    assert parsed(made)["Subject"] == ("Übersicht der Kundenbeziehungen " * 8)


def test_an_attached_report_unpacks_to_the_report(server, weekly):
    delivery = server.sendmail(mail(weekly, "--attach"))
    message = parsed(delivery.content)
    assert message.get_content_type() == "multipart/mixed"
    attachment, = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content_type()) == ("report.zip", "application/zip")
    archive = zipfile.ZipFile(io.BytesIO(attachment.get_content()))
    assert archive.testzip() is None
    files = {path.relative_to(weekly.folder.parent).as_posix() for path in weekly.folder.rglob("*") if path.is_file()}
    assert {name.replace("report/", "weekly/", 1) for name in archive.namelist()} == files
    for name in archive.namelist():
        assert archive.read(name) == (weekly.folder / name.removeprefix("report/")).read_bytes()
    assert "unpack report.zip" in body(message, "plain")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [800, 375])
def test_the_html_part_is_accessible_and_fits_in_light_and_dark(chromium, weekly, tmp_path, scheme, width):
    page = tmp_path / "mail.html"
    page.write_text(body(parsed(mail(weekly, "--url", "https://reports.example/weekly/")), "html"), encoding="utf-8")
    chromium.emulate(width=width, scheme=scheme)
    visit = chromium.visit(page)
    assert (visit.requests, visit.messages) == ([page.as_uri()], [])
    assert chromium.axe() == []
    assert chromium.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
    assert nu.objections([page], TOLERATED) == []


def test_a_mail_of_thousands_of_deals_with_hostile_names_is_never_cut_off(chromium, tmp_path):
    names = [
        "<b>bold</b>", "e\u0301\u0308" * 400, "長い名前" * 300, "x" * 4000, "\u202egnp.exe", "=?utf-8?B?YQ==?=", "👩‍👩‍👧🏽" * 200,
        "a\r\nBcc: x@y.example", "</table></body></html>", "&" * 500,
    ]
    data = tmp_path / "data"
    data.mkdir()
    with open(data / "opportunities.csv", "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "name", "status", "owner_id", "stage", "estimated_value", "currency", "created_on"])
        for number in range(5000):
            name = f"{names[number % len(names)]} {number}"
            rows.writerow([number, name, "open", f"u{number % 9}", name, number, name, "2026-01-01"])
    with open(data / "users.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["id", "name"], *([f"u{number}", names[number]] for number in range(9))])
    (data / "activities.csv").write_text("id,type,at\n", encoding="utf-8")
    rapport("generate", data, "--as-of", "2026-03-31", "--title", "T" * 900 + names[2], "--out", tmp_path / "report")
    made = mail(Report(tmp_path / "report"))
    assert len(made) < 90_000
    assert max(map(len, made.split(b"\r\n"))) <= 78
    message = parsed(made)
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Language", "Auto-Submitted",
        "X-Auto-Response-Suppress", "Content-Type"}
    html = body(message, "html")
    assert html.rstrip().endswith("</html>")
    # Currencies, then records that need attention and open deals: what is not listed is counted.
    more = [int(count.replace(",", "")) for count in re.findall(r"and ([\d,]+) more", html)]
    listed = html.count('<th scope="row"')
    assert len(more) == 3 and listed + sum(more[1:]) == 10_000 and listed > 10
    page = tmp_path / "mail.html"
    page.write_text(html, encoding="utf-8")
    for width in (800, 375):
        chromium.emulate(width=width)
        chromium.visit(page)
        assert chromium.run("return document.scrollingElement.scrollWidth <= document.documentElement.clientWidth")
        assert chromium.axe() == []
    # Names are shown as they were written, composed or not.
    assert nu.objections([page], (*TOLERATED, "Text run is not in Unicode Normalization Form C")) == []
