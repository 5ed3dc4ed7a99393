/** The page over 2,000 services of ten servers each. */
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { axe } from "./lib/axe.mjs";
import { CHECKED, Many, nameOf, SERVERS, SERVICES } from "./lib/many.mjs";
import { launch, mainThread, NARROW, open, picture, timed, unexpected } from "./lib/browser.mjs";

/** Two seconds, a second and 50 ms on an idle machine; the figures are printed. */
const BUSY = 4;
const USABLE_WITHIN_MILLIS = BUSY * 2000;
const NAMED_WITHIN_MILLIS = BUSY * 1000;
const TASK_MILLIS = BUSY * 50;
const LAST = nameOf(SERVICES - 1);
const SICK = nameOf(CHECKED);

let browser;
let many;

before(async () => {
  [browser, many] = await Promise.all([launch(), Many.start()]);
});

afterEach(() => Promise.all(browser.contexts().map((it) => it.close())));

after(async () => {
  await browser?.close();
  await many?.close();
});

/** When the first rows were there, and could be clicked, after the navigation began. */
async function load(options) {
  const page = await open(browser, `${many.nodes.d1.url}/#login=${many.tokens.operator}`, options);
  await page.waitForSelector("tr.service a");
  const millis = await page.evaluate(
    () => new Promise((done) => requestIdleCallback(() => done(Math.round(performance.now())))),
  );
  return { page, millis };
}

test("the first screen is soon usable", async () => {
  const { page, millis } = await load();
  console.log(`2,000 services: first screen usable after ${millis} ms`);
  assert.ok(millis < USABLE_WITHIN_MILLIS, `${millis} ms`);
  assert.ok((await page.locator("tr.service").count()) < 100, "only rows near the screen exist");
  assert.equal(
    await page.getByRole("table", { name: "Services" }).getAttribute("aria-rowcount"),
    String(SERVICES + 1),
  );
  await axe(page);
  await picture(page, "many");
  assert.deepEqual(unexpected(page), []);
});

test("an update leaves the main thread free", async () => {
  const { page } = await load();
  await page.waitForTimeout(1000);
  const tasks = await mainThread(page, 10_000);
  console.log(`2,000 services: tasks above 50 ms in ten seconds: [${tasks}]`);
  assert.ok(
    tasks.every((millis) => millis < TASK_MILLIS),
    `${tasks}`,
  );
});

test("the last row is a scroll away, and a word finds any", async () => {
  const { page } = await load();
  await page.keyboard.press("End");
  await page.getByRole("link", { name: LAST, exact: true }).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("svc-1234");
  await page.getByRole("link", { name: "svc-1234", exact: true }).waitFor();
  assert.equal(await page.locator("tr.service").count(), 1);
  assert.equal(await page.locator("tr.server").count(), SERVERS, "few are shown open");
  await page.getByRole("searchbox").fill("nothing like this");
  await page.getByText("No service matches.").waitFor();
  await page.getByRole("button", { name: "Show all" }).click();
  await page.getByRole("link", { name: nameOf(0), exact: true }).waitFor();
  assert.deepEqual(unexpected(page), []);
});

test("one dead server among 20,000 is named at once, and found by its state", async () => {
  const { page } = await load();
  many.kill(3);
  const named = (name) => document.querySelector(".reasons")?.innerText.includes(name);
  const millis = await timed(page, named, SICK);
  console.log(`2,000 services: a death far down is on the page after ${millis} ms`);
  assert.ok(millis < NAMED_WITHIN_MILLIS, `${millis} ms`);
  await page.keyboard.press("x");
  await page.getByRole("link", { name: SICK, exact: true }).first().waitFor();
  await page.locator("tr.server.is-down").waitFor();
  await axe(page);
  await picture(page, "many-troubled");
  many.heal(3);
  await page.getByRole("heading", { name: "All 20\u202f000 servers up" }).waitFor();
  assert.deepEqual(unexpected(page), []);
});

test("a narrow screen scrolls through them as well", async () => {
  const { page } = await load({ size: NARROW });
  await page.keyboard.press("End");
  await page.getByRole("link", { name: LAST, exact: true }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await axe(page);
  await picture(page, "many-narrow");
  assert.deepEqual(unexpected(page), []);
});
