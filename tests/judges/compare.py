"""Both readings must be the same, event by event, and as many as the roster has turns.

Every line of every file must be at most 75 octets and end in CRLF.
"""

import collections
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
python, node = (
    [json.loads(line) for line in open(path, encoding="utf-8")] for path in sys.argv[2:4]
)
order = lambda event: (event["file"], event["uid"])
python.sort(key=order)
node.sort(key=order)
for a, b in zip(python, node):
    assert a == b, f"parsers disagree:\n{a}\n{b}"
assert len(python) == len(node), (len(python), len(node))

longest = 0
for path in folder.glob("*.ics"):
    data = path.read_bytes()
    assert data.endswith(b"\r\n"), path
    for line in data[:-2].split(b"\r\n"):
        assert b"\n" not in line and b"\r" not in line, (path, line)
        line.decode("utf-8")
        longest = max(longest, len(line))
assert longest <= 75, longest

record = json.loads((folder.parent / "roster.json").read_text(encoding="utf-8"))
turns = len(record["assignments"])
per_file = collections.Counter(event["file"] for event in python)
people = sum(n for name, n in per_file.items() if name.startswith("person-"))
duties = sum(n for name, n in per_file.items() if name.startswith("duty-"))
assert (per_file["all.ics"], people, duties) == (turns, turns, turns), (turns, per_file)
uids = {event["uid"] for event in python}
assert len(uids) == turns, (len(uids), turns)
print(
    f"{folder}: {len(per_file)} calendars, {len(python)} events, {turns} turns, "
    f"longest line {longest} octets; icalendar, vobject and ical.js agree"
)
