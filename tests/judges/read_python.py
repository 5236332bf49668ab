"""Prints every event of the calendars in a folder, a JSON line each, as `icalendar` reads it.

`vobject` must find every file valid, too.
"""

import json
import pathlib
import sys
from datetime import timezone

import icalendar
import vobject


def utc(value):
    return value.dt.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


for path in sorted(pathlib.Path(sys.argv[1]).glob("*.ics")):
    data = path.read_bytes()
    vobject.readOne(data.decode()).validate(raiseException=True)
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        print(
            json.dumps(
                {
                    "file": path.name,
                    "uid": str(event["UID"]),
                    "sequence": int(event["SEQUENCE"]),
                    "start": utc(event["DTSTART"]),
                    "end": utc(event["DTEND"]),
                    "summary": str(event["SUMMARY"]),
                    "location": str(event.get("LOCATION", "")),
                    "description": str(event.get("DESCRIPTION", "")),
                    "status": str(event.get("STATUS", "")),
                    "alarms": len(event.walk("VALARM")),
                },
                ensure_ascii=False,
                sort_keys=True,
            )
        )
