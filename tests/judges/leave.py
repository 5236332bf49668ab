"""Leave calendars made up at random must be read by `tructet check` as Python's icalendar and
recurring-ical-events read them.

    leave.py TRUCTET [SEED [COUNT]]

Left out is what the two read differently on purpose: a date that is both changed and excepted (here
the change counts), and versions of one event of which none is newer (here both count).
"""

import datetime as D
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

HOME = ZoneInfo("Asia/Ho_Chi_Minh")
FIRST, LAST = D.date(2018, 2, 14), D.date(2018, 2, 20)
WINDOW = (D.datetime(2018, 2, 14), D.datetime(2018, 2, 21))
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Asia/Ho_Chi_Minh", "Asia/Saigon", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Asia/Kolkata"]
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Chi nhanh
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def stamp(at):
    return at.strftime("%Y%m%dT%H%M%S")


class Maker:
    """Makes one calendar at random."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.has_own_zone = False

    def maybe(self, share):
        return self.random.random() < share

    def calendar(self):
        events = "".join(self.series(nth) for nth in range(self.random.choice([1, 1, 2, 3])))
        zone = OWN_ZONE if self.has_own_zone else ""
        text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\n{zone}{events}END:VCALENDAR\n"
        return self.folded(text)

    def folded(self, text):
        end = "\r\n" if self.maybe(0.7) else "\n"
        width = self.random.choice([15, 40, 75]) if self.maybe(0.5) else None
        lines = []
        for line in text.split("\n"):
            raw = line.encode()
            while width and len(raw) > width:
                lines.append(raw[:width])
                raw = b" " + raw[width:]
            lines.append(raw)
        return end.encode().join(lines)

    def series(self, nth):
        r = self.random
        kind = r.choice(["days", "universal", "home", "zone", "zone", "floating", "own"])
        far = r.choice([0, 0, 0, 30, 400, 4000, 9000])
        first = D.datetime(2018, 2, 12) + D.timedelta(days=r.randint(0, 8) - r.randint(0, far))
        first = first.replace(hour=r.randint(0, 23), minute=r.choice([0, 30]))
        if kind == "days":
            first = first.replace(hour=0, minute=0)
        zone = {"home": "Asia/Ho_Chi_Minh", "zone": r.choice(ZONES), "own": "Chi nhanh"}.get(kind)
        self.has_own_zone |= kind == "own"

        def time(name, at):
            if kind == "days":
                return f"{name};VALUE=DATE:{at:%Y%m%d}\n"
            if kind == "universal":
                return f"{name}:{stamp(at)}Z\n"
            if kind == "floating":
                return f"{name}:{stamp(at)}\n"
            quoted = f'"{zone}"' if self.maybe(0.3) else zone
            return f"{name};TZID={quoted}:{stamp(at)}\n"

        def moment(at):
            tz = {"universal": D.timezone.utc, "floating": HOME}.get(kind)
            tz = tz or ZoneInfo("Europe/Berlin" if kind == "own" else zone)
            return at.replace(tzinfo=tz).astimezone(D.timezone.utc)

        unit = D.timedelta(days=1) if kind == "days" else D.timedelta(minutes=30)
        length = unit * r.randint(1, 3 if kind == "days" else 60)

        def span(at, length):
            if self.maybe(0.3):
                seconds = int(length.total_seconds())
                text = f"P{seconds // 86400}D" if seconds % 86400 == 0 else f"PT{seconds // 60}M"
                return time("DTSTART", at) + f"DURATION:{text}\n"
            return time("DTSTART", at) + time("DTEND", at + length)

        body = span(first, length)
        freq = r.choice(["", "DAILY", "DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "YEARLY"])
        step = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 28, "YEARLY": 365}.get(freq, 1)
        occurrence = first
        if freq:
            rule = [f"FREQ={freq}"]
            interval = r.choice([1, 1, 1, 2, 3])
            if interval > 1:
                rule.append(f"INTERVAL={interval}")
            if freq == "WEEKLY" and self.maybe(0.6):
                days = sorted({first.weekday(), r.randint(0, 6), r.randint(0, 6)})
                rule.append("BYDAY=" + ",".join(DAYS[it] for it in days))
            if freq == "MONTHLY" and self.maybe(0.4):
                rule.append(f"BYDAY={(first.day - 1) // 7 + 1}{DAYS[first.weekday()]}")
            if freq == "MONTHLY" and len(rule) < 3 and self.maybe(0.3):
                rule = ["FREQ=MONTHLY", "BYDAY=MO,TU,WE,TH,FR", f"BYSETPOS={r.choice([1, 10, -8])}"]
            if freq == "DAILY" and self.maybe(0.3):
                rule.append("BYDAY=" + ",".join(sorted({DAYS[first.weekday()], *r.sample(DAYS, 3)})))
            if self.maybe(0.25):
                rule.append(f"WKST={r.choice(DAYS)}")
            end = r.choice(["", "COUNT", "UNTIL", "UNTIL"])
            if end == "COUNT":
                rule.append(f"COUNT={r.choice([1, 2, 5, 30, 400])}")
            if end == "UNTIL":
                until = D.datetime(2018, 2, r.randint(13, 24), first.hour, first.minute)
                until += D.timedelta(seconds=r.choice([0, 0, 1, -1]) if kind != "days" else 0)
                if until >= first:
                    whole = kind == "days"
                    local = f"{until:%Y%m%d}" if whole else stamp(until)
                    text = local if kind in ("days", "floating") else stamp(moment(until)) + "Z"
                    rule.append(f"UNTIL={text}")
            r.shuffle(rule)
            body += "RRULE:" + ";".join(rule) + "\n"
            jump = max(0, (D.datetime(2018, 2, 15) - first).days // (step * interval))
            if freq in ("DAILY", "WEEKLY"):
                occurrence = first + D.timedelta(days=step * interval * jump)
        if self.maybe(0.25):
            extra = D.datetime(2018, 2, r.randint(14, 20), first.hour, first.minute)
            if kind in ("days", "floating") or self.maybe(0.5):
                body += time("RDATE", extra)
            else:
                body += f"RDATE;VALUE=PERIOD:{stamp(moment(extra))}Z/PT{r.randint(1, 9)}H\n"
        has_change = freq in ("DAILY", "WEEKLY") and self.maybe(0.3)
        if freq and self.maybe(0.3):
            # Not the changed one: there the two disagree, and the standard says nothing.
            out = occurrence + D.timedelta(days=step * interval * (1 if has_change else r.choice([0, 1])))
            if kind == "days" or self.maybe(0.6):
                body += time("EXDATE", out)
            else:
                body += f"EXDATE:{stamp(moment(out))}Z\n" if kind != "floating" else time("EXDATE", out)
        if self.maybe(0.1):
            body += r.choice(["STATUS:CANCELLED\n", "TRANSP:TRANSPARENT\n", "STATUS:TENTATIVE\n"])
        sequence = r.randint(1, 2)
        events = [self.event(nth, sequence, body)]
        if self.maybe(0.15):
            # An older or newer version of the whole, moved by a day.
            older = span(first + D.timedelta(days=1), length)
            events.append(self.event(nth, sequence + r.choice([-1, 1, 2]), older))
        elif has_change:
            changed = span(occurrence + D.timedelta(hours=0 if kind == "days" else 3), length)
            name = time("RECURRENCE-ID", occurrence)
            if self.maybe(0.2):
                name = name.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE", 1)
            elif kind not in ("days", "floating") and self.maybe(0.4):
                name = f"RECURRENCE-ID:{stamp(moment(occurrence))}Z\n"
            if self.maybe(0.15):
                changed += "STATUS:CANCELLED\n"
            events.append(self.event(nth, sequence + 1, name + changed))
        r.shuffle(events)
        return "".join(events)

    def event(self, nth, sequence, body):
        lines = body.splitlines()
        self.random.shuffle(lines)
        lines = "".join(f"{it}\n" for it in lines)
        return (
            f"BEGIN:VEVENT\nUID:{nth}@example.vn\nDTSTAMP:20180101T00000{sequence}Z\n"
            f"SEQUENCE:{sequence}\nSUMMARY:Nghỉ phép về quê {nth}\n{lines}END:VEVENT\n"
        )


def civil(at):
    if not isinstance(at, D.datetime):
        return D.datetime(at.year, at.month, at.day)
    return at.astimezone(HOME).replace(tzinfo=None) if at.tzinfo else at


def merged(spans):
    """What of the window the spans take."""
    whole = []
    for start, end in sorted((max(a, WINDOW[0]), min(b, WINDOW[1])) for a, b in spans):
        if start >= end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1][1] = max(whole[-1][1], end)
        else:
            whole.append([start, end])
    return whole


def by_python(data):
    calendar = icalendar.Calendar.from_ical(data)
    # Two days on either side: the query knows no zone, and the window is that of Việt Nam.
    between = (FIRST - D.timedelta(days=2), LAST + D.timedelta(days=3))
    spans = []
    for event in recurring_ical_events.of(calendar).between(*between):
        if event.get("STATUS") == "CANCELLED" or event.get("TRANSP") == "TRANSPARENT":
            continue
        spans.append((civil(event["DTSTART"].dt), civil(event["DTEND"].dt)))
    return merged(spans)


OFFICE = """[office]
id = "lich"
name = "Văn phòng"
year = 2018
[[units]]
id = "vp"
name = "Văn phòng"
[[duties]]
id = "office"
name = "Trực cơ quan"
kind = "office"
[[duties.shifts]]
id = "day"
name = "Ca ngày"
start = "07:30"
hours = 12
"""


def by_tructet(tructet, calendars):
    """What one `check` of an office of as many people as calendars says of each."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "leave").mkdir()
        (folder / "office.toml").write_text(OFFICE)
        rows = "".join(f"{it},Người {it},vp,office\n" for it in calendars)
        (folder / "people.csv").write_text(f"id,name,unit,duties\n{rows}")
        for name, data in calendars.items():
            (folder / "leave" / f"{name}.ics").write_bytes(data)
        run = subprocess.run([tructet, "--json", "--quiet", "check", folder], capture_output=True, check=True)
    answer = json.loads(run.stdout)
    spans = {name: [] for name in calendars}
    for it in answer["stated"]:
        span = (D.datetime.fromisoformat(it["from"]), D.datetime.fromisoformat(it["to"]))
        spans[it["person"]].append(span)
    return {name: merged(it) for name, it in spans.items()}


def main():
    tructet = sys.argv[1]
    seed, count = int((sys.argv + ["0"])[2]), int((sys.argv + ["0", "1000"])[3]) if len(sys.argv) > 3 else 1000
    calendars = {f"n{nth}": Maker(seed * 1_000_000 + nth).calendar() for nth in range(count)}
    found = by_tructet(tructet, calendars)
    n_with_leave = 0
    for name, data in calendars.items():
        expected = by_python(data)
        n_with_leave += bool(expected)
        if found[name] != expected:
            sys.stdout.buffer.write(data)
            raise SystemExit(f"{name}: expected {shown(expected)}, found {shown(found[name])}")
    print(f"{count} leave calendars, {n_with_leave} with leave in the period: all are read as Python reads them")


def shown(spans):
    return "; ".join(f"{a:%d %H:%M} - {b:%d %H:%M}" for a, b in spans) or "none"


if __name__ == "__main__":
    main()
