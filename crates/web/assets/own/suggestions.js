// Suggestions while typing. Makes each field that names a source of them a combobox with a list of its own.
//
// Nothing is chosen by itself: Enter searches for what was typed unless an arrow key chose something before. Every
// text comes from the field's attributes.

/** Milliseconds without a key before the server is asked. */
const PAUSE = 120;
const MOST = 8;
/** Fewer letters begin everything. */
const SHORTEST = 2;

class Suggestions {
  constructor(field) {
    this.field = field;
    this.options = [];
    this.active = -1;
    this.timer = 0;
    this.question = null;

    this.list = element('div', { id: `${field.id}-suggestions`, class: 'suggestions', role: 'listbox', 'aria-label': field.dataset.label });
    this.list.hidden = true;
    this.status = element('div', { class: 'kern-sr-only', role: 'status' });
    field.after(this.list, this.status);
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': this.list.id,
    })) field.setAttribute(name, value);

    field.addEventListener('input', () => this.typed());
    field.addEventListener('keydown', (event) => this.pressed(event));
    field.addEventListener('blur', () => this.close());
    field.form?.addEventListener('submit', () => this.close());
    // Pressing the mouse on the list must not take the focus from the field, which would close the list.
    this.list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.take(option);
    });
    // A page that comes back from the browser's memory comes back as it was left.
    window.addEventListener('pagehide', () => this.close());
  }

  typed() {
    this.forget();
    if (this.field.value.trim().length < SHORTEST) {
      this.close();
    } else {
      this.timer = setTimeout(() => this.ask(), PAUSE);
    }
  }

  /** No answer to an earlier question is wanted any more. */
  forget() {
    clearTimeout(this.timer);
    this.question?.abort();
    this.question = null;
  }

  async ask() {
    this.forget();
    const question = new AbortController();
    this.question = question;
    const asked = new URLSearchParams({ q: this.field.value, limit: MOST });
    try {
      const answer = await fetch(`${this.field.dataset.suggestions}?${asked}`, {
        headers: { Accept: 'application/json' }, signal: question.signal,
      });
      const items = answer.ok ? (await answer.json()).items : [];
      if (this.question === question) this.show(items.slice(0, MOST));
    } catch {
      // Given up, or no connection: a search without suggestions is still a search.
      if (this.question === question) this.close();
    }
  }

  show(items) {
    const groups = grouped(items);
    this.options = [];
    this.choose(-1);
    this.list.replaceChildren(...[...groups].map(([name, members]) => this.group(name, members)));
    const n = this.options.length;
    this.list.hidden = n === 0;
    this.field.setAttribute('aria-expanded', String(n !== 0));
    const { none, one, many } = this.field.dataset;
    this.status.textContent = n === 0 ? none : n === 1 ? one : many.replace('#', n);
  }

  group(name, members) {
    const heading = element('div', { id: `${this.list.id}-${name}`, class: 'suggestions-kind' }, this.field.dataset[name] ?? name);
    const group = element('div', { role: 'group', 'aria-labelledby': heading.id });
    group.append(heading, ...members.map((item) => this.option(item)));
    return group;
  }

  option(item) {
    const option = element('div', { id: `${this.list.id}-${this.options.length}`, role: 'option', 'aria-selected': 'false' });
    option.append(element('span', { lang: item.lang }, item.text));
    if (item.blueprint) {
      option.dataset.blueprint = item.blueprint;
      option.append(' ', element('span', { class: 'muted', translate: 'no' }, item.blueprint));
    } else if (1 < item.blueprints) {
      option.append(' ', element('span', { class: 'muted' }, this.field.dataset.count.replace('#', item.blueprints)));
    }
    option.dataset.text = item.text;
    this.options.push(option);
    return option;
  }

  /** Chooses an option by its place; -1 is the field itself. */
  choose(place) {
    this.options[this.active]?.setAttribute('aria-selected', 'false');
    this.active = place;
    const option = this.options[place];
    if (option) {
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      this.field.setAttribute('aria-activedescendant', option.id);
    } else {
      this.field.removeAttribute('aria-activedescendant');
    }
  }

  pressed(event) {
    // While a letter is put together from several keys, they belong to that.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !this.list.hidden;
    const n = this.options.length;
    switch (event.key) {
      case 'ArrowDown':
        if (isOpen) this.choose(this.active + 1 < n ? this.active + 1 : -1);
        else if (this.field.value.trim().length >= SHORTEST) this.ask();
        break;
      case 'ArrowUp':
        if (!isOpen) return;
        if (event.altKey) this.close();
        else this.choose(this.active === -1 ? n - 1 : this.active - 1);
        break;
      case 'Enter':
        if (!isOpen || this.active === -1) return;
        this.take(this.options[this.active]);
        break;
      case 'Escape':
        if (!isOpen) return;
        this.close();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** Opens the one blueprint that is meant, or searches for the text. */
  take(option) {
    const { blueprint, text } = option.dataset;
    this.close();
    if (blueprint) {
      location.assign(`/blaupausen/${blueprint.split('/').map(encodeURIComponent).join('/')}`);
    } else {
      this.field.value = text;
      this.field.form.requestSubmit();
    }
  }

  close() {
    this.forget();
    this.choose(-1);
    this.list.hidden = true;
    this.field.setAttribute('aria-expanded', 'false');
    this.status.textContent = '';
  }
}

/** What an item is, by the name of the attribute that says it in words. */
function kind(item) {
  return item.blueprint ? 'blueprint' : item.kind;
}

function grouped(items) {
  const groups = new Map();
  for (const item of items) groups.set(kind(item), [...(groups.get(kind(item)) ?? []), item]);
  return groups;
}

function element(name, attributes, text = '') {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.textContent = text;
  return made;
}

for (const field of document.querySelectorAll('input[data-suggestions]')) new Suggestions(field);
