// A browser opens lich-truc.html of each folder given, as a reader would: picks every person in turn,
// holds a phone, prefers the dark, prints.
//
//   node page.cjs OUT...
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const puppeteer = require("puppeteer-core");

function must(holds, what) {
  if (!holds) throw new Error(what);
}

/** Names of those on the shifts that can be seen, a list for each shift; and how many of the list. */
function seen() {
  const isSeen = (it) => it.getClientRects().length !== 0;
  const shifts = [...document.querySelectorAll(".roster .shift")].filter(isSeen);
  const rows = [...document.querySelectorAll(".list tbody tr:not(.group)")].filter(isSeen);
  return {
    shifts: shifts.map((it) => [...it.querySelectorAll("li b")].map((name) => name.textContent)),
    listed: rows.length,
  };
}

/** How bright body and its text are, 0 to 255. */
function brightness() {
  const style = getComputedStyle(document.body);
  const of = (color) => color.match(/\d+/g).slice(0, 3).reduce((sum, it) => sum + it / 3, 0);
  return { page: of(style.backgroundColor), text: of(style.color) };
}

async function judge(browser, folder) {
  const roster = JSON.parse(fs.readFileSync(path.join(folder, "roster.json"), "utf8"));
  const nameOf = new Map(roster.problem.people.map((it) => [it.id, it.name]));
  const turns = new Map();
  for (const { person } of roster.assignments) {
    const name = nameOf.get(person);
    turns.set(name, (turns.get(name) ?? 0) + 1);
  }
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (it) => faults.push(it.text()));
  page.on("request", (it) => it.url().startsWith("file:") || faults.push(`asks for ${it.url()}`));
  await page.goto(pathToFileURL(path.resolve(folder, "lich-truc.html")).href);

  const n_filled = (all) => all.shifts.reduce((sum, it) => sum + it.length, 0);
  const all = await page.evaluate(seen);
  must(n_filled(all) === roster.assignments.length, "turns are missing");
  must(all.listed === nameOf.size, "people are missing from the list");
  const options = await page.$$eval("#only option", (all) => all.map((it) => it.value));
  must(options.length === 1 + nameOf.size, "people are missing from the choice");
  for (const option of options.slice(1)) {
    await page.select("#only", option);
    const { shifts, listed } = await page.evaluate(seen);
    const name = await page.$eval(`.list tr.${option}:not(.group) th`, (it) => it.firstChild.data.trim());
    must(listed === 1, `${name}: ${listed} rows of the list`);
    must(shifts.length === (turns.get(name) ?? 0), `${name}: ${shifts.length} shifts`);
    must(shifts.every((it) => it.includes(name)), `${name}: a shift of others`);
  }
  await page.select("#only", "");
  must(n_filled(await page.evaluate(seen)) === roster.assignments.length, "not all come back");

  await page.setViewport({ width: 390, height: 844, isMobile: true });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  must(width <= 390, `${width} pixels wide on a phone`);
  must(n_filled(await page.evaluate(seen)) === roster.assignments.length, "turns are missing on a phone");
  await page.setViewport({ width: 1280, height: 800 });

  for (const [value, isDark] of [["light", false], ["dark", true]]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
    const { page: paper, text } = await page.evaluate(brightness);
    must(isDark ? paper + 100 < text : text + 100 < paper, `${value}: ${text} on ${paper}`);
  }

  const printed = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "page-")), "page.pdf");
  await page.pdf({ path: printed, preferCSSPageSize: true });
  const info = execFileSync("pdfinfo", [printed], { encoding: "utf8" });
  const [wide, high] = info.match(/Page size:\s+([\d.]+) x ([\d.]+)/).slice(1).map(Number);
  must(Math.abs(wide - 842) < 2 && Math.abs(high - 595) < 2, `printed on ${wide} x ${high} points`);
  fs.rmSync(path.dirname(printed), { recursive: true });
  must(faults.length === 0, faults.join("; "));
  await page.close();
  return `${folder}: ${nameOf.size} people picked, ${roster.assignments.length} turns`;
}

async function main(folders) {
  // Root has no sandbox; the pages are our own.
  const args = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const browser = await puppeteer.launch({ executablePath: process.env.BROWSER_PATH, args });
  try {
    for (const folder of folders) {
      console.log(await judge(browser, folder).catch((error) => {
        throw new Error(`${folder}/lich-truc.html: ${error.message}`);
      }));
    }
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
