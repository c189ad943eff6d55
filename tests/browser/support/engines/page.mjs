// A page of a browser that is driven by WebDriver, old or new, with as much of Playwright's interface as the tests use.
// The tab that it stands on gives: call, act, wheel, navigate, screenshot, compose, commit, chooser, bringToFront, close.
import { EventEmitter } from 'node:events';
import { createReadStream, existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../wait.mjs';
import { chord, down, typing, up } from './keys.mjs';
import { Locator } from './locator.mjs';

const mouseButtons = ['left', 'middle', 'right'];

export class Page extends EventEmitter {
  #url = 'about:blank';
  #at = { x: 0, y: 0 };

  constructor(context, tab) {
    super();
    this.owner = context;
    this.tab = tab;
  }

  context() { return this.owner; }
  /** Where it was when it was last asked anything. */
  url() { return this.#url; }

  async call(source, details = []) {
    const [url, value] = await this.tab.call(`async (...details) => {
      const value = await (${source})(...details);
      return value === undefined ? [location.href] : [location.href, value];
    }`, details);
    this.#url = url;
    return value;
  }

  evaluate(act, detail) { return this.call(String(act), [detail]); }
  title() { return this.call('() => document.title'); }
  locator(css) { return new Locator(this, [{ css }]); }

  async waitForFunction(act, detail) {
    await until(`${String(act).slice(0, 200)}`, () => this.evaluate(act, detail));
  }

  async goto(address) {
    await this.tab.navigate(address);
    await this.call('() => undefined');
  }

  async reload() {
    await Promise.all([this.waitForEvent('load'), this.call('() => { setTimeout(() => location.reload()); }')]);
  }

  goBack() { return this.call('() => history.back()'); }
  goForward() { return this.call('() => history.forward()'); }
  bringToFront() { return this.tab.bringToFront(); }

  /** The last one stays empty, since a browser ends with it. */
  async close() {
    if (this.owner.pages().length === 1) return this.goto('about:blank');
    this.owner.forget(this);
    await this.tab.close();
  }

  async screenshot({ path: file } = {}) {
    const picture = await this.tab.screenshot();
    if (file) writeFileSync(file, picture);
    return picture;
  }

  route(glob, answer) { this.owner.relay.route(glob, answer); }
  unroute(glob) { this.owner.relay.unroute(glob); }

  waitForEvent(name) {
    const events = { load: () => this.#loaded(), download: () => this.#downloaded(), filechooser: () => this.tab.chooser() };
    if (!events[name]) throw new Error(`no event ${name} can be waited for here`);
    return events[name]();
  }

  async #loaded() {
    await this.call('() => { window.leaving = true; }');
    await until('the page to come again', () => this.call('() => !window.leaving && document.readyState === "complete"'));
  }

  async #downloaded() {
    const { downloads } = this.owner;
    const list = () => (existsSync(downloads) ? readdirSync(downloads) : []);
    const before = new Set(list());
    let size = -1;
    const name = await until('a download', () => {
      const found = list().find((each) => !before.has(each) && !each.endsWith('.part') && !each.endsWith('.wkdownload'));
      if (!found || list().includes(`${found}.part`)) return undefined;
      const now = statSync(path.join(downloads, found)).size;
      const whole = now > 0 && now === size;
      size = now;
      return whole && found;
    }, { every: 100 });
    return { suggestedFilename: () => name, createReadStream: async () => createReadStream(path.join(downloads, name)) };
  }

  // ---- input, as WebDriver's actions

  #keys(actions) { return this.tab.act([{ type: 'key', id: 'keyboard', actions }]); }

  keyboard = {
    down: (name) => this.#keys([down(name)]),
    up: (name) => this.#keys([up(name)]),
    press: (name) => this.#keys(chord(name)),
    type: (text) => this.#type(text),
    insertText: (text) => this.tab.commit(text),
  };

  /** What no key of a usual keyboard writes comes from the input method. */
  async #type(text) {
    for (const piece of text.match(/[\n\t\x20-\x7e]+|[^\n\t\x20-\x7e]+/g) ?? []) {
      if (piece.charCodeAt(0) <= 0x7e) await this.#keys(typing(piece));
      else await this.tab.commit(piece);
    }
  }

  #point(actions) { return this.tab.act([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]); }

  #to(x, y) {
    this.#at = { x: Math.round(x), y: Math.round(y) };
    return { type: 'pointerMove', ...this.#at, duration: 0 };
  }

  mouse = {
    move: (x, y, { steps = 1 } = {}) => {
      const from = { ...this.#at };
      return this.#point(Array.from({ length: steps }, (_, i) =>
        this.#to(from.x + (x - from.x) * (i + 1) / steps, from.y + (y - from.y) * (i + 1) / steps)));
    },
    down: ({ button = 'left' } = {}) => this.#point([{ type: 'pointerDown', button: mouseButtons.indexOf(button) }]),
    up: ({ button = 'left' } = {}) => this.#point([{ type: 'pointerUp', button: mouseButtons.indexOf(button) }]),
    click: (x, y, { button = 'left' } = {}) => this.#point([this.#to(x, y), { type: 'pointerDown', button: mouseButtons.indexOf(button) },
      { type: 'pointerUp', button: mouseButtons.indexOf(button) }]),
    wheel: (deltaX, deltaY) => this.tab.wheel({ ...this.#at, deltaX: Math.round(deltaX), deltaY: Math.round(deltaY) }),
  };

  /** One finger; what it does comes in one go where it is given as a list. */
  touch(actions) { return this.tab.act([{ type: 'pointer', id: 'finger', parameters: { pointerType: 'touch' }, actions }]); }

  touchscreen = {
    tap: (x, y) => this.touch([{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]),
  };
}
