"""What a data engineer would write instead of Rapport: DuckDB for the numbers, Jinja2 for the pages.

It does less: interactions, hours, the send/receive ratio, the last interaction and the daily activity of the 60 days of
every account, contact, lead and opportunity. No conversations, health, attention or similar deals.

    peer.py DATASET OUT AS_OF
"""

import hashlib
import os
import re
import sys
from datetime import date, timedelta

import duckdb
from jinja2 import Environment

TABLES = (
    "users accounts contacts leads opportunities sales_team stakeholders activities participants".split()
)

# An activity counts on what it is regarding, and on the records of the people who take part in it beside the team.
COMPUTE = """
create table address as
  select lower(trim(unnest(string_split(email, ';')))) as address, 'user' as kind, id from users where email is not null
  union all
  select lower(trim(unnest(string_split(email, ';')))), 'contact', id from contacts where email is not null;

create table part as
  select p.activity_id, p.role, coalesce(p.person_type, a.kind) as kind, coalesce(p.person_id, a.id) as person
  from participants p left join address a on p.person_id is null and a.address = lower(trim(p.email));

create table starter as
  select activity_id as id, bool_or(kind = 'user') as by_team from part where role in ('from', 'organizer') group by all;

create table act as
  select a.id, a.type, a.at::timestamptz as happened, a.regarding_type as record_type, a.regarding_id as record_id, a.subject,
    coalesce(try_cast(a.duration_minutes as double), 0) as duration,
    case when coalesce(s.by_team, true) then 'team' else 'customer' end as side
  from activities a left join starter s using (id)
  where coalesce(a.status, 'completed') = 'completed' and a.type in ('email', 'meeting', 'call')
    and a.at::timestamptz < timestamptz '{as_of}' + interval 1 day;

create table seller as
  select id as deal, owner_id as person from opportunities union select opportunity_id, user_id from sales_team;
create table buyer as
  select id as deal, contact_id as person from opportunities where contact_id is not null
  union select record_id, contact_id from stakeholders where record_type = 'opportunity'
  union select o.id, a.primary_contact_id from opportunities o join accounts a on a.id = o.account_id
    where a.primary_contact_id is not null;
create table customer as
  select p.activity_id, p.person from part p
  where p.kind = 'contact' and p.activity_id in (select activity_id from part where kind = 'user');

create table link as
  select record_type, record_id, id from act where record_type is not null
  union select 'contact', person, activity_id from customer
  union select 'account', c.account_id, activity_id from customer join contacts c on c.id = person
    where c.account_id is not null
  union select 'opportunity', b.deal, b1.activity_id from customer b1 join buyer b using (person)
    join seller s using (deal) join part p on p.activity_id = b1.activity_id and p.kind = 'user' and p.person = s.person;

create table kpi as
  select l.record_type, l.record_id,
    count(*) filter (type = 'email' and side = 'team'), count(*) filter (type = 'email' and side = 'customer'),
    count(*) filter (type = 'meeting' and side = 'team'), count(*) filter (type = 'meeting' and side = 'customer'),
    count(*) filter (type = 'call' and side = 'team'), count(*) filter (type = 'call' and side = 'customer'),
    sum(case when type = 'email' then 5 else duration end), max(happened), arg_max(subject, happened)
  from link l join act using (id) group by all;

create table daily as
  select l.record_type, l.record_id, happened::date as "day", type, side, count(*) as number
  from link l join act using (id) where happened::date > date '{as_of}' - 60 group by all;
"""

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ name }}</title>
<style>body{font:14px sans-serif}table{border-collapse:collapse}td,th{padding:2px 8px}</style>
</head>
<body>
<h1>{{ name }}</h1>
<p>{{ type }} {{ id }}; last interaction {{ last }} {{ subject }}</p>
<table>
{% for row in rows %}<tr><th>{{ row[0] }}</th><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>
{% endfor %}</table>
<p>sent/received {{ ratio }}</p>
<svg role="img" width="720" height="200">
{% for bar in bars %}<rect x="{{ bar[0] }}" y="{{ bar[1] }}" width="10" height="{{ bar[2] }}" fill="{{ bar[3] }}"/>
{% endfor %}</svg>
<table>
{% for day in days %}<tr><td>{{ day[0] }}</td>{% for count in day[1] %}<td>{{ count }}</td>{% endfor %}</tr>
{% endfor %}</table>
</body>
</html>
"""

INDEX = """<table>{% for row in rows %}<tr><td><a href="{{ row[1] }}">{{ row[0] }}</a></td><td>{{ row[2] }}</td></tr>
{% endfor %}</table>"""

SERIES = [(kind, side) for side in ("team", "customer") for kind in ("email", "meeting", "call")]
COLORS = ["#12436D", "#28A197", "#801650"]
RECORDS = {"account": "accounts", "contact": "contacts", "lead": "leads", "opportunity": "opportunities"}


def load(data):
    db = duckdb.connect()
    db.execute("set threads = 2; set TimeZone = 'UTC'")
    for table in TABLES:
        db.execute(f"create table {table} as select * from read_csv('{data}/{table}.csv', all_varchar=true, header=true)")
    return db


def bars(days, first):
    """The bars of the chart, team above the axis and customer below, and the rows of its table."""
    drawn, rows = [], []
    for day in sorted(days):
        counts = days[day]
        x, up, down = (day - first).days * 12, 100, 100
        for position, series in enumerate(SERIES):
            height = 4 * counts.get(series, 0)
            if height and position < 3:
                up -= height
                drawn.append((x, up, height, COLORS[position]))
            elif height:
                drawn.append((x, down, height, COLORS[position - 3]))
                down += height
        rows.append((day, [counts.get(series, 0) for series in SERIES]))
    return drawn, rows


def render(db, out, first):
    environment = Environment(autoescape=True)
    page = environment.from_string(PAGE)
    days = {}
    for kind, record, day, activity, side, count in db.execute("select * from daily").fetchall():
        days.setdefault((kind, record), {}).setdefault(day, {})[activity, side] = count
    kpis = {row[:2]: row for row in db.execute("select * from kpi").fetchall()}
    index = []
    for kind, table in RECORDS.items():
        os.makedirs(f"{out}/{kind}", exist_ok=True)
        for record, name in db.execute(f"select id, name from {table} order by id").fetchall():
            row = kpis.get((kind, record)) or (kind, record, 0, 0, 0, 0, 0, 0, 0, None, None)
            drawn, rows = bars(days.get((kind, record), {}), first)
            html = page.render(
                name=name, type=kind, id=record, last=row[9], subject=row[10], bars=drawn, days=rows,
                rows=[("email", *row[2:4]), ("meeting", *row[4:6]), ("call", *row[6:8]), ("minutes", row[8], "")],
                ratio=round(row[2] / row[3], 2) if row[3] else "-",
            )
            slug = re.sub(r"[^a-z0-9]+", "-", name.lower())[:60]
            path = f"{kind}/{slug}-{hashlib.sha256(f'{kind}:{record}'.encode()).hexdigest()[:8]}.html"
            with open(f"{out}/{path}", "wb") as file:
                file.write(html.encode())
            index.append((name, path, sum(row[2:8])))
    with open(f"{out}/index.html", "w") as file:
        file.write(environment.from_string(INDEX).render(rows=index))


def main(data, out, as_of):
    db = load(data)
    db.execute(COMPUTE.format(as_of=as_of))
    render(db, out, date.fromisoformat(as_of) - timedelta(days=59))


if __name__ == "__main__":
    main(*sys.argv[1:])
