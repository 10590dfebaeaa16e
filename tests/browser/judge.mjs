// What the browser's tests share: a tab that notes what it should not do, how people act, and how pages are judged.
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';

export const base = (process.env.BASE_URL ?? '').replace(/\/$/, '');
if (!base) {
  console.error('BASE_URL is needed, for example http://127.0.0.1:8080');
  process.exit(2);
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
export const LANGUAGES = { de: 'de-DE', en: 'en-GB' };
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

let passed = 0;
let failed = 0;

/** Runs one check. It fails by an exception or by a list of faults. */
export async function check(name, work) {
  let faults;
  try {
    faults = (await work()) ?? [];
  } catch (error) {
    faults = String(error.message ?? error).split('\n').slice(0, 8);
  }
  if (faults.length === 0) {
    passed += 1;
    console.log(`ok    ${name}`);
  } else {
    failed += 1;
    console.log(`FAIL  ${name}`);
    for (const fault of faults.slice(0, 10)) console.log(`      ${fault}`);
  }
}

/** Throws when the two differ. */
export function same(actual, expected, what) {
  if (actual !== expected) throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}`);
}

/** A tab that notes whatever it should not do. */
export async function tab(browser, options) {
  // A page that scrolls smoothly moves its buttons for as long as the machine takes to draw it.
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const noted = [];
  // A page that is not there is told so on the console as well; that one is expected.
  page.on('console', (message) => {
    const expected = /status of 40[0-9]/.test(message.text()) && message.location().url === page.url();
    if (message.type() === 'error' && !expected) noted.push(`console: ${message.text().slice(0, 200)}`);
  });
  page.on('pageerror', (error) => noted.push(`script: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !url.startsWith('data:')) noted.push(`request to another host: ${url}`);
  });
  page.on('response', (response) => {
    const ownPage = response.request().isNavigationRequest();
    if (response.status() >= 400 && !ownPage) noted.push(`${response.status()} for ${response.url()}`);
  });
  return { context, page, noted };
}

/** With an account of the registry, with the keyboard. */
export async function signIn(page, [login, password]) {
  await page.goto(`${base}/anmelden`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/meine');
}

/** A button, with the keyboard. */
export const press = (page, label) => page.getByRole('button', { name: label, exact: true }).press('Enter');

export async function axe(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`));
}

/** What is wider than the window, though it does not stand in something that scrolls. */
export async function overflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) => {
      const { right } = element.getBoundingClientRect();
      return right > width + 1 && !element.closest('.scroll, .table-scroll, .skip, .kern-sr-only');
    });
    return [`page is ${document.documentElement.scrollWidth} px wide at ${width} px`].concat(
      wide.slice(0, 5).map((element) => `too wide: ${element.outerHTML.slice(0, 120)}`),
    );
  });
}

/** Structure that axe does not insist on. */
export async function structure(page, lang) {
  return page.evaluate((lang) => {
    const faults = [];
    if (document.documentElement.lang !== lang) faults.push(`lang is ${document.documentElement.lang}`);
    if (document.querySelectorAll('h1').length !== 1) faults.push('not exactly one h1');
    if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main');
    let level = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      const next = Number(heading.tagName[1]);
      if (next > level + 1) faults.push(`heading skips from ${level} to ${next}: ${heading.textContent.trim()}`);
      level = next;
    }
    for (const table of document.querySelectorAll('table')) {
      if (!table.caption) faults.push('a table has no caption');
      if (table.querySelector('th:not([scope])')) faults.push('a header cell has no scope');
    }
    if (document.querySelector('script:not([src]), style, [style]')) faults.push('a script or style inside the page');
    return faults;
  }, lang);
}

/** Everything that a page must be, in the light and in the dark. */
export async function judged(page, lang) {
  await page.evaluate(() => document.fonts.ready);
  return [...(await structure(page, lang)), ...(await axe(page)), ...(await overflow(page))];
}

/** Runs the tests in a browser of their own, and ends the process with what became of them. */
export async function run(...tests) {
  const browser = await chromium.launch({
    executablePath: process.env.BLAUPAUSE_BROWSER || '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });
  console.log(`# Chromium ${browser.version()} at ${base}`);
  try {
    for (const test of tests) await test(browser);
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
