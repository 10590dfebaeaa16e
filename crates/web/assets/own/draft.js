// Saves a draft while somebody writes it. The page is complete without this: the form that stands there is sent, and what
// the page that comes back says of findings and history is taken over.
//
// Law: what was typed stays in the field whatever the answer is, and nothing that somebody else saved is written over.

const form = document.querySelector('form[data-draft]');
const text = form?.elements.namedItem('document');
/** Says how it stands. Missing where saving is a decision of its own: after a submission, or over somebody else's text. */
const line = document.querySelector('#autosave');
const words = document.querySelector('#autosave-words');

/** Typing has stopped when nothing was typed for so long. */
const PAUSE_MS = 2_000;
const RETRY_MS = 15_000;
/** Browsers finish a request of a page that is left only when it is shorter than 64 KiB. */
const MAX_KEPT_ALIVE = 60_000;

let saved = form?.hasAttribute('data-unsaved') ? null : text?.defaultValue;
let savedAt = null;
let outcome = 'saved';
let flight = null;
let timer = 0;
let isLeaving = false;

const isUnsaved = () => text.value !== saved;
/** After these only the person can go on. */
const isHalted = () => outcome === 'conflict' || outcome === 'refused';

function say(what, details = '') {
  outcome = what;
  if (what === 'saved' && !savedAt) return line.replaceChildren();
  const spoken = words.content.querySelector(`[data-case="${what}"]`).cloneNode(true);
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  spoken.querySelector('time')?.replaceChildren(clock.format(savedAt));
  spoken.querySelector('[data-said]')?.replaceChildren(details);
  line.replaceChildren(...spoken.childNodes);
}

/** The same page as the server shows it now. */
async function read(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const isElsewhere = new URL(response.url).pathname !== new URL(form.action).pathname;
  return { page, isElsewhere, revision: page.querySelector('form[data-draft] [name=revision]')?.value };
}

/** Takes over what the page says beside the form. What is open stays open, and the focus stays where it is. */
function show(page, revision) {
  for (const field of document.querySelectorAll('[name=revision]')) field.value = revision;
  for (const part of document.querySelectorAll('[data-live]')) {
    const next = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!next) continue;
    const isOpen = part.querySelector('details')?.open ?? false;
    const hadFocus = part.contains(document.activeElement);
    part.replaceChildren(...document.adoptNode(next).childNodes);
    const details = part.querySelector('details');
    if (details) details.open = isOpen;
    if (hadFocus) details?.querySelector('summary').focus();
  }
}

async function post() {
  const sent = text.value;
  const seen = form.elements.namedItem('revision').value;
  const body = new URLSearchParams(new FormData(form)).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const keepalive = body.length < MAX_KEPT_ALIVE;
  let response;
  let answer;
  try {
    response = await fetch(form.action, { method: 'POST', headers, body, keepalive });
    answer = await read(response);
  } catch {
    return ['offline'];
  }
  if (answer.isElsewhere) return ['expired'];
  if (response.ok && answer.revision) {
    saved = sent;
    savedAt = new Date();
    show(answer.page, answer.revision);
    return ['saved'];
  }
  if (response.status === 422) {
    const said = [...answer.page.querySelectorAll('#faults li')].map((fault) => fault.textContent.trim()).join(' ');
    return answer.revision === seen ? ['faulty', said] : ['conflict'];
  }
  const isLasting = response.status < 500 && response.status !== 429;
  return isLasting ? ['refused', answer.page.querySelector('h1')?.textContent] : ['offline'];
}

/** After somebody has signed in again, the forms need what shows that they come from the new session. */
async function renew() {
  try {
    const response = await fetch(form.action);
    const { page, isElsewhere } = await read(response);
    const token = page.querySelector('form[data-draft] [name=csrf]')?.value;
    if (isElsewhere || !response.ok || !token) return false;
    for (const field of document.querySelectorAll('[name=csrf]')) field.value = token;
    return true;
  } catch {
    return false;
  }
}

async function attempt() {
  clearTimeout(timer);
  let [what, details] = await post();
  if (what === 'refused' && (await renew())) [what, details] = await post();
  say(what, details);
  if (outcome === 'offline') wait(RETRY_MS);
  if (outcome === 'saved' && isUnsaved()) wait(PAUSE_MS);
}

/** Saves now; once at a time. Whoever took back what could not be saved has nothing to save. */
function save() {
  if (isHalted() || flight) return flight;
  if (isUnsaved()) flight = attempt().finally(() => (flight = null));
  else if (outcome !== 'saved') say('saved');
  return flight;
}

function wait(duration) {
  clearTimeout(timer);
  timer = setTimeout(save, duration);
}

/** Sends a form once nothing of the text is on its way or only here. */
async function sendAfterSaving(chosen, button) {
  await flight;
  if (chosen !== form) await save();
  if (chosen !== form && isUnsaved()) return line.scrollIntoView({ block: 'center' });
  isLeaving = true;
  // Not while the browser still tells of the first attempt: it would take this for the same one.
  setTimeout(() => chosen.requestSubmit(button));
}

function begin() {
  text.addEventListener('input', () => {
    isLeaving = false;
    wait(PAUSE_MS);
  });
  document.addEventListener('submit', (event) => {
    const chosen = event.target;
    const isStep = chosen === form || (chosen.elements.namedItem('revision') && !chosen.hasAttribute('data-discards'));
    if (isLeaving || !isStep) return;
    event.preventDefault();
    sendAfterSaving(chosen, event.submitter);
  });
  document.addEventListener('visibilitychange', save);
  for (const sign of ['online', 'focus']) window.addEventListener(sign, () => outcome !== 'faulty' && save());
  if (isUnsaved()) wait(PAUSE_MS);
}

if (text) {
  if (line) begin();
  else form.addEventListener('submit', () => (isLeaving = true));
  window.addEventListener('beforeunload', (event) => {
    if (isLeaving || !isUnsaved()) return;
    if (line) save();
    event.preventDefault();
  });
}
