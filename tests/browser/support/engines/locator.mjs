// Finds elements as Playwright's locators do, as far as the tests ask: by selector, role and name, text, and position.
import { until } from '../wait.mjs';

/** Runs in the page: the elements at the end of a chain of steps. */
function find(steps) {
  const byContent = new Set(['status', 'alert', 'heading', 'link', 'button', 'checkbox', 'switch', 'radio', 'option', 'menuitem', 'tab',
    'gridcell', 'columnheader', 'row']);
  const plain = (text) => text.replace(/\s+/g, ' ').trim();
  const content = (element) => plain([...element.childNodes].map((child) =>
    (child.nodeType === 3 ? child.data : child.nodeType === 1 ? child.getAttribute('aria-label') ?? content(child) : '')).join(' '));
  const nameOf = (element) => plain(element.getAttribute('aria-label') ?? (byContent.has(element.getAttribute('role')) ? content(element) : ''));
  const matches = (text, { pattern, flags, exact }) =>
    (flags !== undefined ? new RegExp(pattern, flags).test(text) : exact ? text === plain(pattern) : text.toLowerCase().includes(pattern.toLowerCase()));
  const inside = (roots, selector) => [...new Set(roots.flatMap((root) => [...root.querySelectorAll(selector)]))];
  const kinds = {
    css: (roots, { css }) => inside(roots, css),
    role: (roots, { role, name, selected }) => inside(roots, `[role="${role}"]`).filter((each) =>
      (name === undefined || matches(nameOf(each), name)) && (selected === undefined || (each.getAttribute('aria-selected') === 'true') === selected)),
    text: (roots, { text }) => {
      const all = inside(roots, '*').filter((each) => matches(plain(each.textContent), text));
      return all.filter((each) => !all.some((other) => other !== each && each.contains(other)));
    },
    nth: (found, { nth }) => found.slice(nth, nth === -1 ? undefined : nth + 1),
  };
  return steps.reduce((found, step) => kinds[Object.keys(kinds).find((kind) => kind in step)](found, step), [document]);
}

const described = (what, exact) => (what instanceof RegExp ? { pattern: what.source, flags: what.flags } : { pattern: what, exact });

export class Locator {
  constructor(page, steps) {
    this.page = page;
    this.steps = steps;
  }

  #then(step) {
    return new Locator(this.page, [...this.steps, step]);
  }

  locator(css) { return this.#then({ css }); }
  getByText(text, { exact = false } = {}) { return this.#then({ text: described(text, exact) }); }
  getByRole(role, { name, exact = false, selected } = {}) {
    return this.#then({ role, selected, ...(name !== undefined && { name: described(name, exact) }) });
  }
  nth(nth) { return this.#then({ nth }); }
  first() { return this.nth(0); }
  last() { return this.nth(-1); }
  toString() { return JSON.stringify(this.steps); }

  evaluateAll(act, detail) {
    return this.page.call(`(steps, detail) => { ${find}; return (${act})(find(steps), detail); }`, [this.steps, detail]);
  }

  /** On the one that is there, or comes soon. */
  async evaluate(act, detail) {
    await this.waitFor({ state: 'attached' });
    return this.first().evaluateAll(`([one], detail) => (${act})(one, detail)`, detail);
  }

  count() { return this.evaluateAll((all) => all.length); }
  innerText() { return this.evaluate((one) => one.innerText); }
  innerHTML() { return this.evaluate((one) => one.innerHTML); }
  getAttribute(name) { return this.evaluate((one, name) => one.getAttribute(name), name); }

  boundingBox() {
    return this.first().evaluateAll(([one]) => {
      const { x, y, width, height } = one?.getBoundingClientRect() ?? { width: 0, height: 0 };
      return width > 0 && height > 0 ? { x, y, width, height } : null;
    });
  }

  async waitFor({ state = 'visible' } = {}) {
    await until(`${this} to be ${state}`, async () => {
      if (state === 'attached') return (await this.count()) > 0;
      const seen = await this.boundingBox() !== null;
      return state === 'hidden' ? !seen : seen;
    });
  }
}
