// Searches with the keyboard alone: types, takes a suggestion, narrows, opens a result, goes back.
//
//   BASE_URL=http://127.0.0.1:8080 node search.mjs
//
// As run.mjs: the registry must hold the seed blueprints.
import { axe, base, check, judged, LANGUAGES, overflow, run, same, tab } from './judge.mjs';

const FIELD = '#q';
const LIST = '#q-suggestions';

/** Moves the focus on until it is there. */
async function focused(page, selector, key = 'Tab') {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    if (await page.locator(`${selector}:focus`).count()) return;
  }
  throw new Error(`${selector} is not reached by ${key}`);
}

/** Types and waits for the list to open. */
async function typed(page, text) {
  await page.keyboard.type(text);
  await page.locator(LIST).waitFor({ state: 'visible' });
}

/** What somebody sees of a search: the words, the filters, the results. */
async function seen(page) {
  return JSON.stringify({
    address: new URL(page.url()).search,
    text: await page.locator(FIELD).inputValue(),
    chosen: await page.locator('.facets input:checked').evaluateAll((boxes) => boxes.map(({ name, value }) => `${name}=${value}`)),
    results: await page.locator('.cards h3').allTextContents(),
  });
}

async function byKeyboard(browser) {
  const { context, page, noted } = await tab(browser, { locale: 'de-DE' });
  await check('keyboard: a suggestion is taken, two facets narrow, a result opens, and the way back keeps everything', async () => {
    await page.goto(`${base}/`);
    await focused(page, FIELD);
    await typed(page, 'parkausw');
    same(await page.locator(FIELD).getAttribute('aria-expanded'), 'true', 'expanded');
    same(await page.locator(FIELD).getAttribute('aria-activedescendant'), null, 'chosen by itself');
    await page.keyboard.press('ArrowDown');
    const options = page.locator(`${LIST} [role=option]`);
    const places = await options.evaluateAll((all) => all.map((option) => option.dataset.blueprint === undefined));
    // One that searches; those that open a blueprint have a test of their own.
    const wanted = places.indexOf(true);
    if (wanted === -1) throw new Error('no suggestion searches');
    for (let place = 0; place < wanted; place += 1) await page.keyboard.press('ArrowDown');
    const active = await page.locator(FIELD).getAttribute('aria-activedescendant');
    same(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true', 'selected');
    const text = await page.locator(`#${active}`).getAttribute('data-text');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/blaupausen?q=*');
    same(await page.locator(FIELD).inputValue(), text, 'text');
    const before = await page.locator('.cards > li').count();

    await focused(page, 'input[name=state][value="08"]');
    await page.keyboard.press('Space');
    await focused(page, 'input[name=target_group][value=business]');
    await page.keyboard.press('Space');
    await focused(page, '.apply button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**target_group=business*');
    same(await page.locator('.facets input:checked').count(), 2, 'facets chosen');
    const results = await page.locator('.cards > li').count();
    if (!(0 < results && results <= before)) throw new Error(`${results} of ${before} left`);
    const left = await seen(page);

    await focused(page, '.cards h3 a');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/blaupausen/*/*');
    // The key for it belongs to the browser's frame, which a headless one has not.
    await page.goBack();
    same(await seen(page), left, 'after going back');
    same(await page.locator(LIST).isVisible(), false, 'list open');
    return noted;
  });
  await check('keyboard: a suggested title opens its blueprint', async () => {
    await page.goto(`${base}/blaupausen`);
    await focused(page, FIELD);
    await typed(page, 'handwerkerpark');
    await page.keyboard.press('ArrowDown');
    const option = page.locator(`${LIST} [data-blueprint="mrn/handwerkerparkausweis"]`);
    for (let presses = 0; (await option.getAttribute('aria-selected')) !== 'true'; presses += 1) {
      if (presses === 8) throw new Error('the blueprint is not suggested');
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL('**/blaupausen/mrn/handwerkerparkausweis');
    return noted;
  });
  await check('keyboard: Enter searches for what was typed, Escape closes, and an odd letter breaks nothing', async () => {
    await page.goto(`${base}/`);
    await focused(page, FIELD);
    await typed(page, 'hunde');
    const n = await page.locator(`${LIST} [role=option]`).count();
    if (n < 1 || 8 < n) throw new Error(`${n} suggestions`);
    const said = await page.locator('.search [role=status]').textContent();
    if (!said.includes('Pfeiltasten')) throw new Error(`the status says ${said}`);
    await page.keyboard.press('ArrowUp');
    same(await page.locator(`${LIST} [aria-selected=true]`).count(), 1, 'the last one chosen');
    await page.keyboard.press('ArrowDown');
    same(await page.locator(`${LIST} [aria-selected=true]`).count(), 0, 'back in the field');
    await page.keyboard.press('Escape');
    same(await page.locator(LIST).isVisible(), false, 'open after Escape');
    same(await page.locator(FIELD).inputValue(), 'hunde', 'text after Escape');
    await page.keyboard.type(' & "<b>%#\u202e');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/blaupausen?q=hunde*');
    same(await page.locator(FIELD).inputValue(), 'hunde & "<b>%#\u202e', 'text');
    return noted;
  });
  await check('a late answer is dropped', async () => {
    await page.goto(`${base}/`);
    let held;
    await page.route('**/api/v1/suggestions?q=park*', (route) => { held = route; });
    await page.locator(FIELD).focus();
    await page.keyboard.type('park');
    await page.waitForRequest('**/api/v1/suggestions?q=park*');
    await page.locator(FIELD).fill('');
    await typed(page, 'hund');
    const shown = await page.locator(LIST).textContent();
    await held.continue().catch(() => {});
    await page.waitForTimeout(300);
    same(await page.locator(LIST).textContent(), shown, 'list');
    await page.unrouteAll();
    return noted;
  });
  await context.close();
}

async function looks(browser) {
  for (const [lang, locale] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, noted } = await tab(browser, { locale, colorScheme });
      await check(`${lang} ${colorScheme}: the page with suggestions open`, async () => {
        await page.goto(`${base}/blaupausen?q=parkausweiss+anhaenger&explain=true&passt=musterstadt&population=x`);
        await page.locator('.card details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        await page.locator(FIELD).fill('');
        await page.locator(FIELD).focus();
        await typed(page, 'park');
        await page.keyboard.press('ArrowDown');
        return [...noted, ...(await judged(page, lang))];
      });
      await context.close();
    }
  }
  const forced = await tab(browser, { locale: 'de-DE', forcedColors: 'active', viewport: { width: 320, height: 640 } });
  await check('320 px, forced colours: the page with suggestions open', async () => {
    await forced.page.goto(`${base}/blaupausen?q=parkausweis&explain=true&passt=musterstadt`);
    await forced.page.locator('.card details').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
    await forced.page.locator(FIELD).fill('');
    await forced.page.locator(FIELD).focus();
    await typed(forced.page, 'park');
    await forced.page.keyboard.press('ArrowDown');
    return [...forced.noted, ...(await overflow(forced.page)), ...(await axe(forced.page))];
  });
  await forced.context.close();
}

await run(byKeyboard, looks);
