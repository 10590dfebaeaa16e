// People in a browser: they sign in at a real OpenID provider or here, and their pages are judged like all others.
//
//   BASE_URL=… OWNER_PASSWORD=… OPERATOR_PASSWORD=… UPSTREAM_PASSWORD=… UPSTREAM_TOKEN=… FORK_TOKEN=… node people.mjs
//
// The registry must hold the seed blueprints, know the provider of tests/oidc-provider as `musterstadt`, and have the
// accounts leitung@musterstadt.example (owner of musterstadt), leitung@mrn.example (owner of mrn) and
// betrieb@register.example (operator). The tokens may publish for mrn and for musterstadt.
import { axe, base, check, judged, LANGUAGES, press, run, same, signIn, tab } from './judge.mjs';

const OWNER = ['leitung@musterstadt.example', process.env.OWNER_PASSWORD];
const UPSTREAM = ['leitung@mrn.example', process.env.UPSTREAM_PASSWORD];
const OPERATOR = ['betrieb@register.example', process.env.OPERATOR_PASSWORD];

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

const FRESH = {
  format: 1, owner: 'musterstadt', name: 'fundsache', version: '1.0.0',
  title: { de: 'Fundsache anzeigen' }, summary: { de: 'Wer etwas findet, zeigt es an.' }, license: 'CC-BY-4.0',
  contacts: [{ id: 'fundbuero', role: { de: 'Fundbüro' }, email: 'fundbuero@musterstadt.example' }],
  maintenance: { maintainer: 'musterstadt' },
  service: { target_groups: ['citizen'] },
  process: {
    roles: [{ id: 'person', kind: 'applicant', title: { de: 'Finderin oder Finder' } }],
    nodes: [
      { id: 'start', type: 'start_event', role: 'person', title: { de: 'Etwas gefunden' } },
      { id: 'anzeigen', type: 'task', role: 'person', title: { de: 'Fund anzeigen' }, channel: 'digital' },
      { id: 'ende', type: 'end_event', role: 'person', title: { de: 'Fund angezeigt' } },
    ],
    flows: [{ id: 'f1', from: 'start', to: 'anzeigen' }, { id: 'f2', from: 'anzeigen', to: 'ende' }],
  },
  security: { protection: { confidentiality: 'normal', integrity: 'normal', availability: 'normal' } },
  sovereignty: { control: Object.fromEntries(['data', 'operation', 'keys', 'access', 'continuity'].map((what) => [what, { held_by: 'municipality' }])) },
};

async function withFourEyes(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await check('drafts: the owner demands four eyes', async () => {
    await signIn(page, OWNER);
    await page.goto(`${base}/entwuerfe?organisation=musterstadt`);
    await press(page, 'Vier Augen verlangen');
    await page.waitForURL('**/entwuerfe?organisation=musterstadt');
    same(await page.getByText('verlangt vier Augen').count(), 1, 'four eyes');
  });
  const author = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  let draft;
  await check('drafts: what is faulty is named, and what was typed stays', async () => {
    await signInElsewhere(author.page, 'bernd', '/entwuerfe?organisation=musterstadt');
    await author.page.fill('#document', JSON.stringify({ ...FRESH, license: undefined }));
    await press(author.page, 'Entwurf anlegen');
    await author.page.waitForURL(/entwuerfe\/[a-z0-9]+$/);
    draft = author.page.url();
    if (!(await author.page.locator('#verdict ~ ul li').count())) throw new Error('no finding is named');
    await author.page.fill('#document', 'kein: [Dokument');
    await press(author.page, 'Speichern');
    await author.page.waitForSelector('#faults');
    same(await author.page.inputValue('#document'), 'kein: [Dokument', 'what was typed');
    await author.page.fill('#document', JSON.stringify(FRESH));
    await press(author.page, 'Speichern');
    await author.page.waitForURL(draft);
    same(await author.page.getByText('ohne Fehler').count(), 1, 'verdict');
  });
  await check('drafts: whoever wrote a draft is refused to publish it', async () => {
    await press(author.page, 'Einreichen');
    await author.page.waitForURL(draft);
    for (const step of ['Freigeben', 'Veröffentlichen']) {
      await author.page.goto(draft);
      await press(author.page, step);
      await author.page.waitForURL(/(freigeben|veroeffentlichen)$/);
      same(await author.page.locator('h1').innerText(), 'Eine zweite Person ist nötig', step);
    }
  });
  await check('drafts: a second person publishes it', async () => {
    await page.goto(draft);
    await press(page, 'Freigeben');
    await page.waitForURL(draft);
    same(await page.locator('main .badge').first().innerText(), 'freigegeben', 'state');
    await press(page, 'Veröffentlichen');
    await page.waitForURL(draft);
    await page.getByRole('link', { name: 'Zur Version' }).click();
    await page.waitForURL('**/blaupausen/musterstadt/fundsache?version=1.0.0');
    same(await page.locator('h1').innerText(), 'Fundsache anzeigen', 'published');
  });
  await context.close();
  await author.context.close();
}

/** Waits until the line below the text says so. */
const told = (page, words) => page.locator('#autosave', { hasText: words }).waitFor();

/** Types at the end of the draft's text: a space, which changes nothing, or what is given. */
async function type(page, typed) {
  await page.locator('#document').press('Control+End');
  await page.keyboard.type(typed);
}

async function savedWhileTyping(browser) {
  const { context, page } = await tab(browser, { locale: 'de-DE' });
  page.on('dialog', (dialog) => dialog.accept());
  const written = (title) => JSON.stringify({ ...FRESH, name: 'fundtier', title: { de: title } });
  /** What another window sees. */
  const stored = async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    const found = JSON.parse(await other.inputValue('#document'));
    await other.close();
    return found.title?.de;
  };
  await check('autosave: a pause saves, and the findings follow without a reload', async () => {
    await signIn(page, OWNER);
    await page.goto(`${base}/entwuerfe?organisation=musterstadt`);
    await page.fill('#document', JSON.stringify({ ...FRESH, name: 'fundtier', license: undefined }));
    await press(page, 'Entwurf anlegen');
    await page.waitForURL(/entwuerfe\/[a-z0-9]+$/);
    same(await page.getByText('ohne Fehler').count(), 0, 'verdict before');
    await page.fill('#document', written('Fundtier melden'));
    await told(page, /^Gespeichert um \d\d:\d\d$/);
    await page.getByText('ohne Fehler').waitFor();
    same(await page.locator('#document').inputValue(), written('Fundtier melden'), 'text');
    same(await stored(), 'Fundtier melden', 'stored');
    return axe(page);
  });
  await check('autosave: what cannot be read is said, and is saved once it can', async () => {
    await type(page, ']');
    await told(page, 'Noch nicht gespeichert, Ihre Eingabe ist noch hier.');
    await page.keyboard.press('Backspace');
    await told(page, /^Gespeichert um/);
  });
  await check('autosave: without a connection the text waits, and is saved afterwards', async () => {
    await context.setOffline(true);
    await page.fill('#document', written('Ohne Netz'));
    await told(page, 'Das Register antwortet nicht');
    same(await page.locator('#document').inputValue(), written('Ohne Netz'), 'text');
    await context.setOffline(false);
    await told(page, /^Gespeichert um/);
    same(await stored(), 'Ohne Netz', 'stored');
  });
  await check('autosave: whoever is signed out signs in beside it, and nothing is lost', async () => {
    await context.clearCookies();
    await page.fill('#document', written('Neu angemeldet'));
    await told(page, 'Sie sind nicht mehr angemeldet');
    const beside = await context.newPage();
    await signIn(beside, OWNER);
    await beside.close();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await told(page, /^Gespeichert um/);
    same(await stored(), 'Neu angemeldet', 'stored');
  });
  await check('autosave: what somebody else saved is not written over', async () => {
    const other = await context.newPage();
    await other.goto(page.url());
    await other.fill('#document', written('Von jemand anderem'));
    await told(other, /^Gespeichert um/);
    await other.close();
    await page.fill('#document', written('Meine Fassung'));
    await told(page, 'Jemand anderes hat diesen Entwurf inzwischen gespeichert');
    const faults = await axe(page);
    same(await page.locator('#document').inputValue(), written('Meine Fassung'), 'text');
    same(await stored(), 'Von jemand anderem', 'stored');
    await press(page, 'Speichern');
    await page.waitForSelector('#faults');
    same(await page.locator('#document').inputValue(), written('Meine Fassung'), 'text once more');
    await press(page, 'Speichern');
    await page.waitForSelector('#autosave', { state: 'attached' });
    same(await stored(), 'Meine Fassung', 'decided');
    return faults;
  });
  await check('autosave: a step takes along what was just typed, and leaving saves it', async () => {
    await page.fill('#document', written('Kurz vor dem Gehen'));
    await page.locator('#document').press('Control+End');
    await page.goto(`${base}/meine`);
    await page.goBack();
    same(await stored(), 'Kurz vor dem Gehen', 'stored');
    await page.reload();
    await page.fill('#document', written('Kurz vor dem Einreichen'));
    await press(page, 'Einreichen');
    await page.locator('main .badge', { hasText: 'eingereicht' }).waitFor();
    same(JSON.parse(await page.inputValue('#document')).title.de, 'Kurz vor dem Einreichen', 'submitted');
    same(await page.locator('#autosave').count(), 0, 'saved by itself');
  });
  await context.close();
}

/** What a program sends; the answer must be a good one. */
async function send(method, path, token, body) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${base}/api/v1/blueprints/${path}`, { method, headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** The latest version of a blueprint, edited, as another. */
async function publish(id, token, version, edit) {
  const latest = await (await fetch(`${base}/api/v1/blueprints/${id}/versions/latest/document`)).json();
  const { upstream, renames, ...document } = latest;
  edit(document);
  await send('PUT', `${id}/versions/${version}`, token, { ...document, version, changes: { de: `Neu in ${version}.` } });
}

const upstream = 'mrn/handwerkerparkausweis';
const fork = 'musterstadt/handwerkerparkausweis';
/** A draft in which a conflict is open. */
let torn;
let proposal;

async function aForkThatLives(browser) {
  const { UPSTREAM_TOKEN, FORK_TOKEN } = process.env;
  const { context, page } = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
  await check('forks: behind by a version, with two changes of its own', async () => {
    const wanted = { owner: 'musterstadt', name: 'handwerkerparkausweis', version: 'latest', kind: 'variant', reason: 'Eigene Satzung' };
    await send('POST', `${upstream}/forks`, FORK_TOKEN, wanted);
    await publish(fork, FORK_TOKEN, '1.0.1', (document) => {
      document.title.de = 'Parkausweis für Betriebe in Musterstadt';
      document.summary.de = 'Betriebe parken, wo sie arbeiten.';
    });
    await publish(upstream, UPSTREAM_TOKEN, '2.1.1', (document) => {
      document.title.de = 'Handwerkerparkausweis der Region';
    });
    await signIn(page, OWNER);
    await page.goto(`${base}/blaupausen/${fork}/ableitungen`);
    same(await page.locator('#sync + .lead').innerText(), '1 Version hinter dem Ursprung, 2 eigene Änderungen', 'verdict');
  });
  await check('forks: a merge with a conflict is decided by keyboard', async () => {
    await press(page, 'Abgleich beginnen');
    await page.waitForURL('**/entwuerfe/*');
    same(await page.locator('fieldset.conflict').count(), 1, 'conflicts');
    const states = await page.locator('.side pre').allInnerTexts();
    same(states.slice(1).join(' | '), 'Parkausweis für Betriebe in Musterstadt | Handwerkerparkausweis der Region', 'ours and theirs');
    same(await page.getByText('Entscheiden Sie, was gelten soll').count(), 1, 'what keeps it from being published');
    await press(page, 'Entscheidungen übernehmen');
    await page.waitForSelector('#faults');
    await page.locator('input[value=theirs]').focus();
    await page.keyboard.press('Space');
    await press(page, 'Entscheidungen übernehmen');
    await page.waitForSelector('text=Alle Stellen sind entschieden');
    await press(page, 'Veröffentlichen');
    await page.getByRole('link', { name: 'Zur Version' }).waitFor();
  });
  await check('forks: the outcome names both parents, and the fork is even', async () => {
    await page.goto(`${base}/blaupausen/${fork}/versionen`);
    const parents = `Zusammengeführt aus ${fork} 1.0.1 + ${upstream} 2.1.1`;
    same(await page.getByText(parents).count(), 1, 'parents');
    await page.goto(`${base}/blaupausen/${fork}/ableitungen`);
    same(await page.locator('#sync + .lead').innerText(), 'Auf dem Stand des Ursprungs, 1 eigene Änderung', 'verdict');
  });
  await check('forks: its own change is proposed to the owner of the upstream', async () => {
    await page.locator('summary', { hasText: 'Eigene Änderungen vorschlagen' }).press('Enter');
    await page.locator('#select input[type=checkbox]').press('Space');
    await page.fill('#title', 'Kürzer gesagt');
    await page.fill('#message', 'So versteht man es sofort.');
    await press(page, 'Vorschlagen');
    await page.waitForURL('**/vorschlaege/*');
    proposal = new URL(page.url()).pathname;
    same(await page.locator('h1').innerText(), 'Kürzer gesagt', 'title');
  });
  await check('forks: they accept it, publish it, and the fork is even again', async () => {
    const owner = await tab(browser, { locale: 'de-DE', javaScriptEnabled: false });
    await signIn(owner.page, UPSTREAM);
    await owner.page.goto(base + proposal);
    await owner.page.locator('input[value=accepted]').press('Space');
    await owner.page.fill('#reason', 'Besser als unser Satz.');
    await press(owner.page, 'Entscheidung festhalten');
    await owner.page.waitForURL('**/entwuerfe/*');
    await press(owner.page, 'Veröffentlichen');
    await owner.page.getByRole('link', { name: 'Zur Version' }).waitFor();
    await owner.context.close();
    await page.goto(`${base}/blaupausen/${fork}/ableitungen`);
    same(await page.locator('#sync + .lead').innerText(), 'Auf dem Stand des Ursprungs, keine eigenen Änderungen', 'verdict');
  });
  await check('forks: the next conflict is left open', async () => {
    await publish(fork, FORK_TOKEN, '1.0.3', (document) => {
      document.summary.de = 'Betriebe parken bei uns, wo sie arbeiten.';
    });
    await publish(upstream, UPSTREAM_TOKEN, '2.1.3', (document) => {
      document.summary.de = 'Ein Ausweis für die ganze Region.';
    });
    await page.goto(`${base}/blaupausen/${fork}/ableitungen`);
    await press(page, 'Abgleich beginnen');
    await page.waitForURL('**/entwuerfe/*');
    torn = new URL(page.url()).pathname;
    same(await page.locator('fieldset.conflict').count(), 1, 'conflicts');
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
      for (const path of ['/meine', '/meine/konto', '/meine/musterstadt', '/meine/musterstadt/profil', '/entwuerfe?organisation=musterstadt']) await visit(path);
      await page.goto(`${base}/entwuerfe?organisation=musterstadt`);
      await visit(new URL(await page.locator('tbody a').first().getAttribute('href'), base).pathname);
      await visit(torn);
      await visit(proposal);
      await visit(`/blaupausen/${upstream}/vorschlaege`);
      await visit(`/blaupausen/${fork}/ableitungen`);
      await context.clearCookies();
      await signIn(page, OPERATOR);
      for (const path of ['/verwaltung', '/verwaltung/organisationen', '/verwaltung/organisationen/musterstadt']) await visit(path);
      await context.close();
    }
  }
}

await run(atTheProvider, inviting, aForkThatLives, withFourEyes, savedWhileTyping, everyPage);
