"""A data set in which every text is an attack, and the report of it.

For each payload there is one record of every type, with the payload in all of its texts, the ids among them. `§` in a
payload becomes the table and column it stands in, so that a failure names the place.
"""

import csv
import json
import os
import re
from urllib.parse import quote

from reports import Report, rapport

# What proves that a script of the data ran.
RAN = "window.__ran=1"

PAYLOADS = {
    "harmless": "harmless §",
    "script": f"<script>{RAN};alert(1)</script> §",
    "image": f'"><img src=x onerror={RAN}> §',
    "handler": f"' onmouseover={RAN} autofocus onfocus={RAN} x=' §",
    "mustache": "{{7*7}} {{{x}}} {{#a}}{{/a}} {{health.score}} §",
    "direction": "\u202egpj.\u2066 §",
    "control": "a\x00b\x01c\x1b[31md\x07e\x7ff\x85g\x9b §",
    "address": f"javascript:{RAN}// §",
    "formula": "=1+1 §",
    "function": "@SUM(A1) §",
    "plus": "+1 §",
    "minus": "-1 §",
    "tab": "\t=2+2 §",
    "wide formula": "＝1+1 §",
    "path": "../../etc/passwd §",
    "absolute path": "/etc/passwd\\..\\ §",
    "end of title": "</title></textarea> §",
    "end of style": f"</style><style>*{{display:none}}</style></svg><svg onload={RAN}> §",
    "end of CDATA": "]]> §",
    "end of comment": f"--><script>{RAN}</script> §",
    "line separators": "a\u2028b\u2029c §",
    "line breaks": "a\nb\r\nc,\"d\";e §",
    "combining": "\u0301\u0308\u0301 §",
    "long": "x" * 5000 + " §",
    "emoji": "👩‍👩‍👧🏽 §",
    "no characters": "\uffff\ufdd0\U0001fffe\U0010ffff §",
    "references": "&lt;script&gt; &amp; &#0; §",
    "markdown": "[a](javascript:alert(1)) ![b](//127.0.0.1:9/x.png) §",
    "percent": "%00%2e%2e%2f%3Cscript%3E %n%s §",
}
# Takes place of what spreads a text over more than its line.
WHITE_SPACE = re.compile(r"\s+")

COMMENTARY = f"""\
§

<script>{RAN}</script><img src=x onerror={RAN}><iframe src="javascript:{RAN}"></iframe>

[link](javascript:{RAN}) [data](data:text/html,<script>{RAN}</script>) [v](vbscript:x) <javascript:{RAN}>
![remote](http://127.0.0.1:9/image.png) ![outside](../../../../etc/passwd) ![local](file:///etc/passwd)
[ref]: javascript:{RAN} "title"
[ref] {{{{7*7}}}} {{{{window.emails_sent}}}}

| a | b |
|---|---|
| <b onmouseover={RAN}>x</b> | §
"""


def text(payload, place):
    return PAYLOADS[payload].replace("§", place)


def stored(value):
    """A text as the data set holds it: without white space around it."""
    return value.strip(" \t\r\n")


def shown(value):
    """A text as a page shows it: what would act on the text around it is replaced, white space is one space."""
    unsafe = re.compile(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef"
        + "".join(chr(plane * 0x10000 + low) for plane in range(17) for low in (0xFFFE, 0xFFFF)) + "]"
    )
    return WHITE_SPACE.sub(" ", unsafe.sub("\ufffd", value)).strip()


def tables():
    """The tables, as lists of rows."""
    rows = {name: [] for name in (
        "users", "accounts", "contacts", "leads", "opportunities", "sales_team", "stakeholders", "activities",
        "participants")}
    for payload in PAYLOADS:
        def of(place, payload=payload):
            return text(payload, place)

        user, account, contact = of("users-id"), of("accounts-id"), of("contacts-id")
        lead, deal = of("leads-id"), of("opportunities-id")
        # A column may hold several addresses, so that a semicolon would end one.
        address = of("email").replace(";", "") + "@customer.example"
        rows["users"].append({
            "id": user, "name": of("users-name"), "email": of("users-email"), "team": of("users-team"),
            "title": of("users-title")})
        rows["accounts"].append({
            "id": account, "name": of("accounts-name"), "owner_id": user, "primary_contact_id": contact,
            "industry": of("accounts-industry"), of("accounts-column"): of("accounts-custom")})
        rows["contacts"].append({
            "id": contact, "name": of("contacts-name"), "email": address, "account_id": account, "owner_id": user,
            "job_title": of("contacts-job")})
        rows["leads"].append({
            "id": lead, "name": of("leads-name"), "owner_id": user, "created_on": "2026-05-01",
            "contact_name": of("leads-contact"), "email": of("leads-email"), "company": of("leads-company"),
            "contact_id": contact, "source": of("leads-source"), of("leads-column"): of("leads-custom")})
        rows["opportunities"].append({
            "id": deal, "name": of("opportunities-name"), "status": "open", "owner_id": user,
            "account_id": account, "contact_id": contact, "stage": of("opportunities-stage"),
            "stage_since": "2026-05-01", "estimated_value": "1000", "currency": of("opportunities-currency"),
            "created_on": "2026-04-01", "estimated_close_on": "2026-07-01",
            of("opportunities-column"): of("opportunities-custom")})
        rows["sales_team"].append({"opportunity_id": deal, "user_id": user})
        for kind, record in (("opportunity", deal), ("lead", lead)):
            rows["stakeholders"].append({
                "record_type": kind, "record_id": record, "contact_id": contact, "role": of("stakeholders-role")})
        sender = {"role": "from", "person_type": "user", "person_id": user}
        receiver = {"role": "to", "person_type": "contact", "person_id": contact}
        stranger = {"role": "cc", "email": of("participants-email"), "name": of("participants-name")}
        nameless = {"role": "bcc", "name": of("participants-alone")}
        for number, (kind, incoming, target, record) in enumerate((
            ("email", False, "opportunity", deal), ("email", True, "opportunity", deal),
            ("meeting", False, "account", account), ("call", True, "lead", lead), ("email", False, "lead", lead),
        )):
            activity = of(f"activities-id-{number}")
            rows["activities"].append({
                "id": activity, "type": kind, "at": f"2026-06-0{number + 1}T09:00:00Z",
                "direction": "incoming" if incoming else "outgoing", "subject": of(f"activities-subject-{number}"),
                "duration_minutes": "30", "regarding_type": target, "regarding_id": record,
                "conversation_id": of("activities-conversation"), "message_id": of(f"activities-message-{number}"),
                "in_reply_to": of("activities-message-0") if incoming else "",
                "followed": "true" if kind == "email" and not incoming else "",
                "opens": "2" if kind == "email" and not incoming else ""})
            people = [{**receiver, "role": "from"}, {**sender, "role": "to"}] if incoming else [sender, receiver]
            if kind == "meeting":
                people = [{**sender, "role": "organizer"}, {**receiver, "role": "required"}]
            for person in [*people, stranger, nameless]:
                rows["participants"].append({"activity_id": activity, **person})
    return rows


def write_csv(rows, folder):
    folder.mkdir()
    for name, table in rows.items():
        columns = list(dict.fromkeys(column for row in table for column in row))
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", quoting=csv.QUOTE_ALL)
            writer.writeheader()
            writer.writerows(table)


def write_jsonl(rows, folder):
    folder.mkdir()
    for name, table in rows.items():
        lines = [json.dumps(row) for row in table]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_commentary(folder):
    """Commentary for every opportunity whose id a file system can take, and files for no record at all."""
    folder.mkdir()
    for payload in PAYLOADS:
        name = f"opportunity-{quote(stored(text(payload, 'opportunities-id')), safe='')}.md".replace("~", "%7E")
        if len(name) > 255:
            continue
        author = json.dumps(text(payload, "commentary-author"), ensure_ascii=False)
        body = COMMENTARY.replace("§", text(payload, "commentary-body"))
        (folder / name).write_text(f"---\nauthor: {author}\n---\n{body}", encoding="utf-8")
    (folder / "index.md").write_text(COMMENTARY.replace("§", text("script", "commentary-team")), encoding="utf-8")
    for name in ("opportunity-\x1b[31m\u202enobody.md", "account-<img src=x>.md"):
        (folder / name).write_text("stray", encoding="utf-8")


class HostileReport(Report):
    """The report of the hostile data set, and what the program said while it made it."""

    title = text("script", "title")

    def __init__(self, folder):
        rows = tables()
        self.work = folder
        write_csv(rows, folder / "csv")
        write_jsonl(rows, folder / "jsonl")
        write_commentary(folder / "commentary")
        super().__init__(folder / "out")
        self.files_before = self.files_around()
        self.run = self.generate("csv", self.folder)

    def generate(self, form, out):
        return rapport(
            "generate", self.work / form, "--out", out, "--commentary", self.work / "commentary", "--as-of",
            "2026-06-12", "--title", self.title, "--all", "--verbose")

    def files_around(self):
        """All files and folders near the report, but those in it."""
        inside = str(self.work / "out")
        return {
            os.path.join(parent, name)
            for parent, folders, files in os.walk(self.work)
            for name in folders + files
            if not os.path.join(parent, name).startswith(inside)
        }

    def record(self, kind, payload):
        """What the sidecar says of the record with a payload for its id."""
        table = {"account": "accounts", "contact": "contacts", "lead": "leads", "opportunity": "opportunities"}[kind]
        wanted = stored(text(payload, f"{table}-id"))
        return next(record for record in self.records if record["type"] == kind and record["id"] == wanted)
