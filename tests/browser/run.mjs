// Opens the pages of a running registry in headless Chromium and judges them.
//
//   BASE_URL=http://127.0.0.1:8080 node run.mjs
//
// The registry must hold the seed blueprints. Prints a line for each check and a summary; exits with 1 when one failed.
// BLAUPAUSE_BROWSER names the browser's program, /usr/bin/chromium by default.
import { axe, base, check, LANGUAGES, overflow, run, same, structure, tab } from './judge.mjs';

const PERMIT = '/blaupausen/mrn/handwerkerparkausweis';
const FORK = '/blaupausen/musterstadt/bewohnerparkausweis';
const PAGES = [
  '/',
  '/blaupausen',
  '/blaupausen?q=parkausweis&target_group=business&state=08',
  '/blaupausen?q=qqqqqqqqqqqq',
  PERMIT,
  `${PERMIT}?version=1.0.0`,
  `${PERMIT}/prozess`,
  `${PERMIT}/prozess?version=1.0.0`,
  `${PERMIT}/sicherheit`,
  `${PERMIT}/sicherheit?version=1.0.0`,
  `${PERMIT}/anbieter`,
  `${PERMIT}/versionen`,
  `${PERMIT}/ableitungen`,
  FORK,
  `${FORK}/ableitungen`,
  '/blaupausen/ludwigshafen-am-rhein/bewohnerparkausweis/ableitungen',
  '/organisationen',
  '/organisationen?q=heim&kind=municipality&state=06',
  '/organisationen/landkreis-bergstrasse',
  '/organisationen/musterstadt',
  '/problems/invalid-document',
  '/probleme/not-found',
  '/barrierefreiheit',
  '/datenschutz',
  '/docs',
];
const MISSING = ['/gibt-es-nicht', '/blaupausen/mrn/gibt-es-nicht', `${PERMIT}?version=99.0.0`];

async function everyPage(browser) {
  for (const [lang, locale] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, noted } = await tab(browser, { locale, colorScheme });
      for (const path of [...PAGES, ...MISSING]) {
        await check(`${lang} ${colorScheme} ${path}`, async () => {
          noted.length = 0;
          const response = await page.goto(base + path);
          same(response.status(), MISSING.includes(path) ? 404 : 200, 'status');
          await page.evaluate(() => document.fonts.ready);
          return [...noted, ...(await structure(page, lang)), ...(await axe(page))];
        });
      }
      await context.close();
    }
  }
}

async function narrow(browser) {
  const { context, page, noted } = await tab(browser, { locale: 'de-DE', viewport: { width: 320, height: 640 } });
  for (const path of [...PAGES, ...MISSING]) {
    await check(`320 px ${path}`, async () => {
      noted.length = 0;
      await page.goto(base + path);
      await page.evaluate(() => document.fonts.ready);
      return [...noted, ...(await overflow(page))];
    });
  }
  await context.close();
}

async function byKeyboard(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  const focused = async (selector) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator(`${selector}:focus`).count()) return;
    }
    throw new Error(`${selector} is not reached by Tab`);
  };
  await check('keyboard: the skip link comes first and leads to the content', async () => {
    await page.goto(`${base}/`);
    await page.keyboard.press('Tab');
    same(await page.locator('.skip:focus').count(), 1, 'focus on the skip link');
    await page.keyboard.press('Enter');
    same(new URL(page.url()).hash, '#main', 'address');
  });
  await check('keyboard: a search finds the Handwerkerparkausweis first', async () => {
    await page.goto(`${base}/`);
    await focused('#q');
    await page.keyboard.type('Parkausweis für Handwerker');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/blaupausen?q=*');
    const first = page.locator('.cards .card a').first();
    same(await first.getAttribute('href'), PERMIT, 'first result');
    if (!(await page.locator('.cards mark').count())) throw new Error('nothing is highlighted');
  });
  await check('keyboard: a facet narrows, its chip takes it back', async () => {
    await page.goto(`${base}/blaupausen`);
    const all = await page.locator('.cards > li').count();
    await focused('input[name=target_group][value=business]');
    await page.keyboard.press('Space');
    await focused('.apply button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**target_group=business*');
    const some = await page.locator('.cards > li').count();
    if (!(0 < some && some < all)) throw new Error(`${some} of ${all} left`);
    same(await page.locator('input[name=target_group][value=business]').isChecked(), true, 'still chosen');
    await focused('.chips a');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.search.includes('target_group'));
    same(await page.locator('.cards > li').count(), all, 'results without the filter');
  });
  await context.close();
}

async function languages(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await check('the language switch keeps the page and is remembered', async () => {
    const path = '/blaupausen?q=hundesteuer&sort=name';
    await page.goto(base + path);
    await page.locator('a[hreflang=en]').click();
    await page.waitForURL(base + path);
    same(await page.locator('html').getAttribute('lang'), 'en', 'language');
    await page.goto(`${base + PERMIT}/prozess`);
    same(await page.locator('html').getAttribute('lang'), 'en', 'language of the next page');
    const cookies = await context.cookies();
    same(cookies.map(({ name }) => name).join(), 'lang', 'cookies');
    await page.locator('a[hreflang=de]').click();
    await page.waitForURL(`${base + PERMIT}/prozess`);
    same(await page.locator('html').getAttribute('lang'), 'de', 'language after switching back');
  });
  await check('no cookie without a switch', async () => {
    const fresh = await tab(browser, { locale: 'en-GB' });
    await fresh.page.goto(`${base}/`);
    same((await fresh.context.cookies()).length, 0, 'cookies');
    await fresh.context.close();
  });
  await context.close();
}

async function reading(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE' });
  await check('every tab of a blueprint leads on and keeps the version', async () => {
    await page.goto(`${base + PERMIT}?version=1.0.0`);
    for (const end of ['/prozess', '/sicherheit', '/anbieter', '/ableitungen', '/versionen']) {
      await page.locator(`.tabs a[href="${PERMIT}${end}?version=1.0.0"]`).click();
      await page.waitForURL(`**${end}?version=1.0.0`);
      same((await page.locator('.tabs [aria-current=page]').getAttribute('href')).includes(end), true, 'current tab');
    }
    same(await page.locator('tbody tr').count(), 3, 'versions');
  });
  await check('a fork says how it stands, and its family leads to its origin and back', async () => {
    await page.goto(`${base + FORK}/ableitungen`);
    const verdict = await page.locator('.lead strong').textContent();
    if (!/^Auf dem Stand des Ursprungs, [1-9][0-9]* eigene Änderungen$/.test(verdict)) throw new Error(verdict);
    same(await page.locator('.family-picture rect').count(), 2, 'blueprints in the picture');
    await page.locator('.family a').first().click();
    await page.waitForURL('**/ludwigshafen-am-rhein/bewohnerparkausweis/ableitungen');
    await page.locator('.family a').first().click();
    await page.waitForURL(`**${FORK}/ableitungen`);
  });
  await check('the document can be downloaded', async () => {
    await page.goto(base + PERMIT);
    const href = await page.locator('.actions a').first().getAttribute('href');
    const response = await context.request.get(base + href);
    same(response.status(), 200, 'status');
    same((await response.json()).name, 'handwerkerparkausweis', 'name');
  });
  await check('every way of the process leads to a step on the page', async () => {
    await page.goto(`${base + PERMIT}/prozess`);
    const [ways, lost] = await page.evaluate(() => {
      const ways = [...document.querySelectorAll('td a[href^="#"]')].map((link) => link.getAttribute('href').slice(1));
      return [ways.length, ways.filter((id) => !document.getElementById(id))];
    });
    if (ways < 10) throw new Error(`only ${ways} ways`);
    return lost.map((id) => `no step ${id}`);
  });
  await context.close();
}

await run(everyPage, narrow, byKeyboard, languages, reading);
