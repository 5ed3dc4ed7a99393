/** Debian's Chromium with an empty profile, and pages that remember what went wrong in them. */
import { mkdirSync } from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PICTURES = new URL("../../target/screenshots/", import.meta.url).pathname;

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };

export async function launch() {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/**
 * Opens a page of its own profile. Its faults are everything that a page must not do: exceptions,
 * errors on the console, violations of the content security policy.
 */
export async function open(browser, url, { size = WIDE, theme = "dark", ...more } = {}) {
  const context = await browser.newContext({ viewport: size, colorScheme: theme, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`exception: ${error.message} ${error.stack}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      faults.push(`console: ${message.text()} (${message.location().url})`);
    }
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile }) =>
      console.error(`policy violated: ${violatedDirective} ${blockedURI} by ${sourceFile}`),
    );
  });
  await page.goto(url);
  return Object.assign(page, { faults });
}

/** What a page did wrong, without what a test has provoked. */
export function unexpected(page, ...provoked) {
  return page.faults.filter((fault) => !provoked.some((pattern) => pattern.test(fault)));
}

/** Writes what the page looks like to target/screenshots. */
export async function picture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png`, animations: "disabled" });
}

/** How long it takes until a function in the page returns something true, in milliseconds. */
export async function timed(page, script, argument) {
  const begin = performance.now();
  await page.waitForFunction(script, argument, { polling: 10 });
  return Math.round(performance.now() - begin);
}

/** What the main thread of a page did in some seconds: the longest tasks, and its load. */
export async function mainThread(page, millis) {
  return page.evaluate(
    (time) =>
      new Promise((done) => {
        const tasks = [];
        const watch = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
        watch.observe({ type: "longtask" });
        setTimeout(() => {
          watch.disconnect();
          done(tasks.map(({ duration }) => Math.round(duration)));
        }, time);
      }),
    millis,
  );
}
