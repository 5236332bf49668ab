// Prints every event of the calendars in a folder, a JSON line each, as ical.js (Thunderbird's and
// Nextcloud's parser) reads it.
const fs = require("fs");
const path = require("path");

function load() {
  try {
    const found = require("ical.js");
    return found.default ?? found;
  } catch (error) {
    return null;
  }
}

async function main() {
  const ICAL = load() ?? (await import(require.resolve("ical.js"))).default;
  const folder = process.argv[2];
  const files = fs.readdirSync(folder).filter((name) => name.endsWith(".ics"));
  for (const file of files.sort()) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    const calendar = new ICAL.Component(ICAL.parse(text));
    for (const zone of calendar.getAllSubcomponents("vtimezone")) {
      ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    }
    const utc = (time) => new Date(time.toUnixTime() * 1000).toISOString().replace(".000", "");
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      const row = {
        alarms: component.getAllSubcomponents("valarm").length,
        description: event.description ?? "",
        end: utc(event.endDate),
        file,
        location: event.location ?? "",
        sequence: event.sequence,
        start: utc(event.startDate),
        status: component.getFirstPropertyValue("status") ?? "",
        summary: event.summary,
        uid: event.uid,
      };
      console.log(JSON.stringify(row));
    }
  }
}

main();
