"""A calendar that held one revision is given the next: it must then show exactly that one.

    update.py OLD NEW OLD.jsonl NEW.jsonl

OLD and NEW are folders of calendars; the JSON lines are what ical.js read of each. khal imports
both, one after the other; a CalDAV server (Radicale, on the loopback) is given both, event by event,
as a calendar program does that synchronises; and what ical.js read is merged by UID. Every one of
them must end with the same events: those of NEW, each once, with what was dropped told as cancelled.
"""

import contextlib
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as xml

import icalendar

TOOLS = pathlib.Path(sys.executable).parent
SECONDS = 60


def events(text):
    """Start, status and title of every event by UID; no UID may stand twice."""
    found = {}
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        uid = str(event["UID"])
        assert uid not in found, f"{uid} twice"
        start = event["DTSTART"].dt.strftime("%d/%m/%Y %H:%M")
        found[uid] = (start, str(event["STATUS"]), str(event["SUMMARY"]))
    return found


def check_whole(old, new, standing):
    """Nothing is forgotten; what stands is the roster, and only what was dropped is cancelled."""
    assert old.keys() <= new.keys(), old.keys() - new.keys()
    confirmed = {uid for uid, event in new.items() if event[1] == "CONFIRMED"}
    assert confirmed == standing, confirmed ^ standing
    for uid, (_, status, title) in new.items():
        assert (status == "CANCELLED") == title.startswith("[HUỶ] "), (uid, title)


def through_khal(work, old, new):
    """What khal shows after importing `old` and then `new`."""
    calendar = work / "khal"
    calendar.mkdir()
    config = work / "khal.conf"
    config.write_text(
        f"[calendars]\n[[tet]]\npath = {calendar}\ntype = calendar\n"
        f"[sqlite]\npath = {work / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Asia/Ho_Chi_Minh\ndefault_timezone = Asia/Ho_Chi_Minh\n"
        "timeformat = %H:%M\ndateformat = %d/%m/\nlongdateformat = %d/%m/%Y\n"
        "datetimeformat = %d/%m/ %H:%M\nlongdatetimeformat = %d/%m/%Y %H:%M\n"
    )
    run = lambda *args: subprocess.run(
        [TOOLS / "khal", "-c", config, *args],
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        env={**os.environ, "LC_ALL": "C.UTF-8", "HOME": str(work)},
    ).stdout
    for path in (old, new):
        run("import", "--batch", "-a", "tet", str(path))
    first = min(
        event["DTSTART"].dt for event in icalendar.Calendar.from_ical(new.read_bytes()).walk("VEVENT")
    )
    fields = "{uid}\t{start-long-full}\t{status}\t{title}"
    listed = run("list", "--once", "--notstarted", "--day-format", "", "--format", fields,
                 first.strftime("%d/%m/%Y"), "60d")
    shown = {}
    for line in filter(None, listed.splitlines()):
        uid, start, status, title = line.split("\t")
        assert uid not in shown, f"khal shows {uid} twice"
        shown[uid] = (start, status.strip() or "CONFIRMED", title)
    return shown


@contextlib.contextmanager
def radicale(work):
    """The address of an empty calendar on a server of our own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "radicale", f"--server-hosts=127.0.0.1:{port}",
            f"--storage-filesystem-folder={work / 'radicale'}", "--auth-type=none",
            "--rights-type=owner_only",
            "--logging-level=error",
        ],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/tet/calendar/"
        for _ in range(SECONDS * 5):
            assert server.poll() is None, "the CalDAV server ended"
            try:
                request("MKCALENDAR", address)
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        else:
            raise AssertionError("the CalDAV server does not answer")
        yield address
    finally:
        server.terminate()
        server.wait(SECONDS)


def request(method, address, body=None, **headers):
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    headers["Authorization"] = "Basic dGV0OnRldA=="  # tet:tet
    call = urllib.request.Request(address, data=body, method=method, headers=headers)
    with urllib.request.urlopen(call, timeout=SECONDS) as answer:
        return answer.status, answer.read()


def put_all(address, path):
    """Puts each event of a file by its UID, as a client that synchronises does."""
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    zones = calendar.walk("VTIMEZONE")
    statuses = []
    for event in calendar.walk("VEVENT"):
        single = icalendar.Calendar()
        single.add("VERSION", "2.0")
        single.add("PRODID", "-//test//")
        for part in [*zones, event]:
            single.add_component(part)
        item = f"{address}{event['UID']}.ics"
        status, _ = request("PUT", item, single.to_ical(), Content_Type="text/calendar")
        statuses.append(status)
    return statuses


def through_caldav(work, old, new):
    """What a CalDAV client sees after both revisions were put on the server."""
    with radicale(work) as address:
        assert set(put_all(address, old)) == {201}
        put_all(address, new)
        query = (
            b'<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop>'
            b'<C:calendar-data/></D:prop><C:filter><C:comp-filter name="VCALENDAR">'
            b'<C:comp-filter name="VEVENT"/></C:comp-filter></C:filter></C:calendar-query>'
        )
        _, body = request("REPORT", address, query, Depth="1", Content_Type="application/xml")
    seen = {}
    for data in xml.fromstring(body).iter("{urn:ietf:params:xml:ns:caldav}calendar-data"):
        for uid, event in events(data.text).items():
            assert uid not in seen, f"the server holds {uid} twice"
            seen[uid] = event
    return seen


def through_merge(old, new, name):
    """What a reader ends with that keeps, of events with one UID, the one of highest sequence."""
    read = lambda path: [row for row in map(json.loads, open(path, encoding="utf-8")) if row["file"] == name]
    kept = {}
    for row in [*read(old), *read(new)]:
        before = kept.get(row["uid"])
        if before and before != row:
            assert before["sequence"] < row["sequence"], (before, row)
        kept[row["uid"]] = row
    return {uid: (row["status"], row["summary"]) for uid, row in kept.items()}


def main():
    old, new = map(pathlib.Path, sys.argv[1:3])
    record = json.loads((new.parent / "roster.json").read_text(encoding="utf-8"))
    office = record["problem"]["office"]["id"]
    stood = {(it["person"], it["shift"]) for it in record["assignments"]}
    n_events, n_dropped, changed = 0, 0, []
    for path in sorted(old.glob("*.ics")):
        assert (new / path.name).exists(), f"{path.name} is gone"
        if (new / path.name).read_bytes() != path.read_bytes():
            changed.append(path.name)
    # The calendar of all, and each person's that the new revision touched.
    for name in [it for it in changed if it == "all.ics" or it.startswith("person-")]:
        before, after = events((old / name).read_bytes()), events((new / name).read_bytes())
        standing = {
            uid
            for uid, person, shift in (
                (f"{shift}--{person}--{office}@tructet", person, shift) for person, shift in stood
            )
            if name == "all.ics" or name == f"person-{person}.ics"
        }
        check_whole(before, after, standing)
        with tempfile.TemporaryDirectory() as work:
            work = pathlib.Path(work)
            assert through_khal(work, old / name, new / name) == after, name
            assert through_caldav(work, old / name, new / name) == after, name
        merged = through_merge(*sys.argv[3:5], name)
        assert merged == {uid: event[1:] for uid, event in after.items()}, name
        n_events += len(after)
        n_dropped += sum(event[1] == "CANCELLED" for event in after.values())
    assert changed and n_dropped, "nothing has changed"
    print(
        f"{new}: {len(changed)} calendars changed; after both revisions khal, Radicale and ical.js "
        f"show the same {n_events} events, {n_dropped} of them cancelled, none twice"
    )


main()
