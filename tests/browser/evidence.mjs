// Evidence in a browser: who uses a blueprint, who tested a product with it, who reviewed it, and the level that follows.
//
//   BASE_URL=… OPERATOR_PASSWORD=… TESTER_PASSWORD=… NEIGHBOUR_PASSWORD=… node evidence.mjs
//
// The registry must hold the seed blueprints, the working group `arbeitskreis`, and the accounts
// erprobung@musterstadt.example and erprobung@nachbarstadt.example: publishers of their towns, contributors of the group.
import { axe, base, check, judged, LANGUAGES, overflow, press, run, same, signIn, tab } from './judge.mjs';

const OPERATOR = ['betrieb@register.example', process.env.OPERATOR_PASSWORD];
const TESTER = ['erprobung@musterstadt.example', process.env.TESTER_PASSWORD];
const NEIGHBOUR = ['erprobung@nachbarstadt.example', process.env.NEIGHBOUR_PASSWORD];
const PERMIT = '/blaupausen/mrn/handwerkerparkausweis';

/** Asks until the answer is as wanted: the search follows what is recorded within a second. */
async function until(page, path, wanted) {
  for (let asked = 0; asked < 50; asked += 1) {
    await page.goto(base + path);
    if ((await wanted()) === true) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`${path} does not come to show it: ${(await page.locator('main').innerText()).slice(0, 300)}`);
}

const badge = (page) => page.locator(`.card a.badge[href="${PERMIT}/reifegrad"]`);

async function shows(page, level) {
  await page.goto(`${base}${PERMIT}/reifegrad`);
  same(await page.locator('h1').innerText(), `Reifegrad: ${level}`, 'level');
}

/** Where the attestation and the version's reviews are. */
let attested;
let reviewed;

async function earning(browser) {
  const tester = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  const neighbour = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await signIn(tester.page, TESTER);
  await signIn(neighbour.page, NEIGHBOUR);
  await check('evidence: two towns record that they use a blueprint', async () => {
    for (const [{ page }, town] of [[tester, 'musterstadt'], [neighbour, 'nachbarstadt']]) {
      await page.goto(`${base}${PERMIT}/nachnutzung`);
      await page.selectOption('#for-organisation', town);
      await press(page, 'Formular dafür zeigen');
      await page.waitForURL(`**organisation=${town}*`);
      await page.selectOption('#stage', 'productive');
      await page.fill('#effort_hours', 'viel');
      await press(page, 'Eintragen');
      await page.waitForSelector('#faults');
      same(await page.locator('#stage').inputValue(), 'productive', 'what was chosen');
      await page.fill('#effort_hours', '80');
      await press(page, 'Eintragen');
      await page.waitForURL(/nachnutzung(\?|#|$)/);
    }
    await neighbour.page.goto(`${base}${PERMIT}/nachnutzung`);
    const users = await neighbour.page.locator('#productive + .scroll tbody th').allInnerTexts();
    same(users.sort().join(), 'Musterstadt (Beispiel),Nachbarstadt', 'in use');
  });
  await check('evidence: who uses it is a filter of the search', async () => {
    await until(tester.page, '/blaupausen?adopted_by=nachbarstadt', async () => (await tester.page.locator('.cards > li').count()) === 1);
    same(await tester.page.locator('.card h3 a').getAttribute('href'), PERMIT, 'found');
    same(await tester.page.locator('input[name=adopted_by][value=nachbarstadt]').isChecked(), true, 'chosen');
  });
  await check('evidence: a town attests what it found when it tested a product', async () => {
    const { page } = tester;
    await page.goto(`${base}${PERMIT}/anbieter`);
    await page.getByRole('link', { name: 'Erprobung nachweisen' }).first().press('Enter');
    await page.waitForURL('**/erprobungen/neu*');
    await page.locator('#product').selectOption({ index: 1 });
    await page.locator('#environment').selectOption({ index: 1 });
    await page.fill('#tested_on', '2026-11-01');
    for (const outcome of await page.locator('#requirements select').all()) await outcome.selectOption('met');
    await press(page, 'Nachweis eintragen');
    await page.waitForSelector('#faults');
    same(await page.inputValue('#tested_on'), '2026-11-01', 'what was typed');
    await page.selectOption('#result', 'passed');
    await press(page, 'Nachweis eintragen');
    await page.waitForURL(/erprobungen\/[a-z0-9]+$/);
    attested = new URL(page.url()).pathname;
    same(await page.locator('.lead a').innerText(), 'musterstadt', 'who tested');
  });
  await check('evidence: the badge follows, and the blueprint waits for a review', async () => {
    const { page } = tester;
    await shows(page, 'Erprobt');
    await until(page, '/blaupausen?maturity=proven', async () => (await badge(page).count()) === 1);
    await page.goto(`${base}/pruefung`);
    await page.getByRole('link', { name: 'mrn/handwerkerparkausweis prüfen' }).press('Enter');
    await page.waitForURL('**/pruefung/mrn/handwerkerparkausweis/*');
    reviewed = new URL(page.url()).pathname;
    same(await page.getByText('Prüfen kann, wer für eine Organisation veröffentlichen darf').count(), 1, 'not yet');
  });
  await check('evidence: the operator verifies the working group', async () => {
    const operator = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
    await signIn(operator.page, OPERATOR);
    await operator.page.goto(`${base}/verwaltung/organisationen/arbeitskreis`);
    await operator.page.locator('[id="verification/reason"]').fill('Geschäftsordnung liegt vor.');
    await press(operator.page, 'Als verifiziert eintragen');
    await operator.page.getByRole('button', { name: 'Als verifiziert eintragen' }).waitFor({ state: 'detached' });
    await operator.context.close();
  });
  await check('evidence: two organisations of the group approve it, and it is a standard', async () => {
    for (const { page } of [tester, neighbour]) {
      await page.goto(base + reviewed);
      await page.locator('input[name=verdict][value=approved]').press('Space');
      await press(page, 'Prüfung abgeben');
      await page.waitForSelector('#faults');
      same(await page.locator('input[value=approved]').isChecked(), true, 'what was chosen');
      await page.fill('#reason', 'Läuft bei uns ohne Abweichung.');
      await press(page, 'Prüfung abgeben');
      await page.waitForURL(base + reviewed + '**');
    }
    await shows(tester.page, 'Standard');
    await until(tester.page, '/blaupausen?q=Parkausweis&maturity=standard', async () => (await badge(tester.page).count()) === 1);
  });
  await check('evidence: a withdrawn attestation takes the level away', async () => {
    const { page } = tester;
    await page.goto(base + attested);
    await page.fill('#reason', 'Das Produkt hat einen neuen Stand.');
    await press(page, 'Zurückziehen');
    await page.waitForSelector('#withdrawn');
    await shows(page, 'Ohne Reifegrad');
    await until(page, '/blaupausen?maturity=standard', async () => (await page.locator('.cards > li').count()) === 0);
  });
  await tester.context.close();
  await neighbour.context.close();
}

async function everyPage(browser) {
  const open = () => [
    `${PERMIT}/nachnutzung`, `${PERMIT}/erprobungen`, '/organisationen/musterstadt/erprobungen', attested,
    `${PERMIT}/reifegrad`, '/pruefung', reviewed, '/blaupausen?adopted_by=nachbarstadt&maturity=none',
    `${PERMIT}/sicherheit`, `${PERMIT}/anbieter`, PERMIT,
  ];
  const own = () => [`${PERMIT}/nachnutzung`, `${PERMIT}/erprobungen/neu`, reviewed, '/meine', '/meine/musterstadt'];
  for (const [lang, locale] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, noted } = await tab(browser, { locale, colorScheme });
      const visit = (path, who) =>
        check(`${lang} ${colorScheme} ${who} ${path}`, async () => {
          noted.length = 0;
          same((await page.goto(base + path)).status(), 200, 'status');
          return [...noted, ...(await judged(page, lang))];
        });
      for (const path of open()) await visit(path, 'anybody');
      await signIn(page, TESTER);
      for (const path of own()) await visit(path, 'a tester');
      await context.close();
    }
  }
  const { context, page, noted } = await tab(browser, { locale: 'de-DE', viewport: { width: 320, height: 640 } });
  await signIn(page, TESTER);
  for (const path of [...open(), ...own()]) {
    await check(`320 px ${path}`, async () => {
      noted.length = 0;
      await page.goto(base + path);
      await page.evaluate(() => document.fonts.ready);
      return [...noted, ...(await overflow(page)), ...(await axe(page))];
    });
  }
  await context.close();
}

await run(earning, everyPage);
