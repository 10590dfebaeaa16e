// People in a browser: they sign in at a real OpenID provider or here, and their pages are judged like all others.
//
//   BASE_URL=… OWNER_PASSWORD=… OPERATOR_PASSWORD=… node people.mjs
//
// The registry must hold the seed blueprints, know the provider of tests/oidc-provider as `musterstadt`, and have the
// accounts leitung@musterstadt.example (owner of musterstadt) and betrieb@register.example (operator).
import { base, check, judged, LANGUAGES, run, same, tab } from './judge.mjs';

const OWNER = ['leitung@musterstadt.example', process.env.OWNER_PASSWORD];
const OPERATOR = ['betrieb@register.example', process.env.OPERATOR_PASSWORD];

async function signIn(page, [login, password]) {
  await page.goto(`${base}/anmelden`);
  await page.fill('#login', login);
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/meine');
}

/** By the provider, with the keyboard alone. */
async function signInElsewhere(page, name, path = '/meine') {
  await page.goto(`${base}/anmelden?weiter=${path}`);
  const way = page.locator('a[href^="/anmelden/musterstadt"]');
  await way.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('#name');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${base}${path}`);
}

async function atTheProvider(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await check('provider: whoever wants their page signs in there and comes back to it', async () => {
    await page.goto(`${base}/meine/musterstadt`);
    same(new URL(page.url()).pathname, '/anmelden', 'sign-in');
    await signInElsewhere(page, 'anna', '/meine/musterstadt');
    same(await page.locator('main .badge').first().innerText(), 'Mitarbeit', 'role by the group');
    const session = (await context.cookies()).find(({ name }) => name === 'session');
    same(`${session.httpOnly} ${session.sameSite}`, 'true Lax', 'cookie');
  });
  await check('provider: a contributor sees members and no keys', async () => {
    const titles = await page.locator('main h2').allInnerTexts();
    same(titles.join(), 'Mitglieder', 'sections');
  });
  await check('provider: an answer cannot be sent again', async () => {
    const back = [];
    const fresh = await tab(browser, { locale: 'de-DE' });
    fresh.page.on('request', (request) => {
      if (request.url().includes('/zurueck?')) back.push(request.url());
    });
    await signInElsewhere(fresh.page, 'bernd');
    same(await fresh.page.locator('.card .badge').innerText(), 'Veröffentlichung', 'role by the group');
    same(back.length, 1, 'answers');
    const again = await fresh.page.goto(back[0]);
    same(again.status(), 403, 'status of the second answer');
    await fresh.context.close();
  });
  await check('provider: nobody gets a role by no group', async () => {
    const fresh = await tab(browser, { locale: 'de-DE' });
    await signInElsewhere(fresh.page, 'otto');
    same(await fresh.page.locator('.card').count(), 0, 'organisations');
    await fresh.context.close();
  });
  await check('signing out ends the session', async () => {
    await page.goto(`${base}/meine`);
    const { value } = (await context.cookies()).find(({ name }) => name === 'session');
    await page.locator('.account button').click();
    await page.waitForURL(`${base}/`);
    await context.addCookies([{ name: 'session', value, url: base }]);
    await page.goto(`${base}/meine`);
    same(new URL(page.url()).pathname, '/anmelden', 'where a stolen cookie leads');
  });
  await context.close();
}

async function inviting(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await check('an owner invites somebody, who makes an account and has the role', async () => {
    await signIn(page, OWNER);
    await page.goto(`${base}/meine/musterstadt`);
    await page.selectOption('#invited-role', 'publisher');
    await page.fill('#note', 'Referat Verkehr');
    await page.locator('form[action$="/einladungen"] button').click();
    const link = await page.locator('.secret a').getAttribute('href');
    const fresh = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
    await fresh.page.goto(base + link);
    await fresh.page.fill('#name', 'Referat Verkehr');
    await fresh.page.fill('#login', 'verkehr@musterstadt.example');
    await fresh.page.fill('#password', 'zu kurz');
    await fresh.page.keyboard.press('Enter');
    await fresh.page.waitForSelector('#faults');
    same(await fresh.page.inputValue('#login'), 'verkehr@musterstadt.example', 'what was typed');
    same(await fresh.page.locator('#faults:focus').count(), 1, 'focus on the faults');
    await fresh.page.fill('#password', 'ein langer Satz genügt');
    await fresh.page.keyboard.press('Enter');
    await fresh.page.waitForURL('**/meine');
    same(await fresh.page.locator('.card .badge').innerText(), 'Veröffentlichung', 'role');
    await fresh.context.close();
  });
  await context.close();
}

async function everyPage(browser) {
  for (const [lang, locale] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark']) {
      const { context, page, noted } = await tab(browser, { locale, colorScheme });
      const visit = (path) =>
        check(`${lang} ${colorScheme} ${path}`, async () => {
          noted.length = 0;
          const response = await page.goto(base + path);
          same(response.status(), 200, 'status');
          return [...noted, ...(await judged(page, lang))];
        });
      await visit('/anmelden');
      await signIn(page, OWNER);
      for (const path of ['/meine', '/meine/konto', '/meine/musterstadt']) await visit(path);
      await context.clearCookies();
      await signIn(page, OPERATOR);
      await visit('/verwaltung');
      await context.close();
    }
  }
}

await run(atTheProvider, inviting, everyPage);
