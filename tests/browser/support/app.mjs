// Drives the app as a person does: finds things by role and name in the accessibility tree, and points, types and
// touches where they are. Nothing here calls into the program but `stats()`, to wait and to measure.
import { pause, until } from './wait.mjs';

export class App {
  constructor(page, device) {
    this.page = page;
    this.device = device;
    this.complaints = [];
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('crash', () => this.complaints.push('the page crashed'));
  }

  // ---- what it says of itself

  stats() {
    return this.page.evaluate(() => window.saddlebag.stats());
  }

  async ready({ seconds = 40 } = {}) {
    await until('the app to be ready', () => this.page.evaluate(() => window.saddlebag?.stats().ready), { seconds });
    await this.settled();
  }

  async count(kind) {
    return (await this.stats()).records[kind];
  }

  async counts(expected) {
    await until(`record counts ${JSON.stringify(expected)}`, async () => {
      const { records } = await this.stats();
      const seen = Object.fromEntries(Object.keys(expected).map((kind) => [kind, records[kind]]));
      if (JSON.stringify(seen) !== JSON.stringify(expected)) throw new Error(JSON.stringify(seen));
      return true;
    });
  }

  async saved() {
    await until('everything to be saved', async () => (await this.stats()).saved);
  }

  /** Until nothing is drawn any more, so that the accessibility tree says what is on the screen. */
  async settled({ quiet = 110, seconds = 4 } = {}) {
    await this.page.evaluate(async ([quiet, limit]) => {
      const end = performance.now() + limit;
      let drawn = -1;
      let since = 0;
      let chances = 0; // to draw, that passed without a frame of the app
      for (;;) {
        const { frames } = window.saddlebag.stats();
        const now = performance.now();
        if (frames !== drawn) [drawn, since, chances] = [frames, now, 0];
        if ((now - since >= quiet && chances > 3) || now > end) return;
        await new Promise((resolve) => {
          requestAnimationFrame(() => setTimeout(resolve));
          setTimeout(resolve, 500); // where the browser shows nothing for a while
        });
        ++chances;
      }
    }, [quiet, seconds * 1000]);
  }

  // ---- what is on the screen

  get mirror() {
    return this.page.locator('#mirror');
  }

  /** What has that role and name; a text is the whole name, a pattern a part of it. */
  node(role, name, within = this.mirror) {
    return within.getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' });
  }

  text(text, within = this.mirror) {
    return within.getByText(text, { exact: typeof text === 'string' });
  }

  async see(role, name, within) {
    await this.node(role, name, within).first().waitFor({ state: 'attached' });
  }

  async read(text, within) {
    await this.text(text, within).first().waitFor({ state: 'attached' });
  }

  async gone(role, name, within) {
    await until(`${role} “${name}” to be gone`, async () => await this.node(role, name, within).count() === 0);
  }

  async valueOf(role, name, within) {
    await this.settled();
    const all = await this.node(role, name, within).evaluateAll((found) => found.map((each) => each.getAttribute('data-value') ?? ''));
    if (all.length === 0) throw new Error(`there is no ${role} “${name}”`);
    return all[0];
  }

  async hasValue(role, name, value, within) {
    await until(`${role} “${name}” to hold ${value}`, async () => {
      const seen = await this.valueOf(role, name, within);
      if (value instanceof RegExp ? value.test(seen) : seen === value) return true;
      throw new Error(`it holds “${seen}”`);
    });
  }

  /** A list or grid comes to have so many parts, seen or not. */
  async counted(role, name, count) {
    await until(`${count} in ${role} “${name}”`, async () => Number(await this.node(role, name).first().getAttribute('data-count')) === count);
  }

  /** Short messages and live regions: they pass, so each that comes is remembered. */
  async hears(pattern) {
    await until(`a message ${pattern}`, async () => {
      const said = await this.mirror.locator('[role=status],[role=alert]').evaluateAll(
        (all) => all.map((each) => `${each.getAttribute('aria-label') ?? ''}\n${each.textContent}`));
      if (said.some((each) => pattern.test(each))) return true;
      throw new Error(said.join(' | '));
    });
  }

  // ---- what a person does

  /** The middle of a thing, scrolled into view by the wheel. */
  async place(target) {
    const one = target.first();
    await one.waitFor({ state: 'attached' });
    for (let turn = 0; ; ++turn) {
      await this.settled();
      const [box, pane] = await one.evaluate((element) => {
        const around = element.parentElement?.closest('[role=dialog],[role=listbox],[role=menu],[role=main],[role=navigation],[role=banner]');
        const view = { x: 0, y: 0, width: innerWidth, height: innerHeight };
        const rect = (of) => { const { x, y, width, height } = of.getBoundingClientRect(); return { x, y, width, height }; };
        const outer = around && around.getBoundingClientRect().height > 0 ? rect(around) : view;
        const top = Math.max(0, outer.y);
        const left = Math.max(0, outer.x);
        return [rect(element), { x: left, y: top, width: Math.min(innerWidth, outer.x + outer.width) - left,
          height: Math.min(innerHeight, outer.y + outer.height) - top }];
      });
      if (box.width < 1 || box.height < 1) throw new Error(`${target} has no size`);
      if (await this.#covered(one, box)) {
        turn -= 1;
        await pause(100);
        continue;
      }
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2, box };
      const dx = beyond(middle.x, pane.x, pane.width);
      const dy = beyond(middle.y, pane.y, pane.height);
      if ((dx === 0 && dy === 0) || box.height >= pane.height) return middle;
      if (turn === 60) throw new Error(`${target} cannot be scrolled into view: ${JSON.stringify({ box, pane })}`);
      // What is under the pointer is scrolled: the column of the thing, in the middle of the height.
      const x = dx === 0 ? middle.x : pane.x + pane.width / 2;
      await this.scroll(x, pane.y + pane.height / 2, dx, dy, pane);
    }
  }

  /** By a short message, which a person lets pass. */
  #covered(one, { x, y, width, height }) {
    return one.evaluate((element, [x, y]) => [...document.querySelectorAll('#mirror :is([role=status],[role=alert]):has([role=button])')].some((toast) => {
      const { left, top, right, bottom } = toast.getBoundingClientRect();
      return !toast.contains(element) && x > left && x < right && y > top && y < bottom;
    }), [x + width / 2, y + height / 2]);
  }

  wheel(dx, dy) {
    return this.page.mouse.wheel(dx * this.device.wheelUnit, dy * this.device.wheelUnit);
  }

  /** By the wheel, or by a finger where there is no mouse: one would change the sizes of things for the other. */
  async scroll(x, y, dx, dy, pane) {
    if (!this.device.options.touch) {
      await this.page.mouse.move(x, y);
      await this.wheel(dx, dy);
      return;
    }
    this.cdp ??= await this.page.context().newCDPSession(this.page);
    const finger = (type, points) => this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
    const [across, down] = [Math.min(Math.abs(dx) + 8, pane.width / 2 - 8) * Math.sign(dx), Math.min(Math.abs(dy) + 8, pane.height / 2 - 8) * Math.sign(dy)];
    await finger('touchStart', [{ x, y }]);
    for (let i = 1; i <= 4; ++i) await finger('touchMove', [{ x: x - across * i / 4, y: y - down * i / 4 }]);
    await pause(80); // a finger that rests before it is lifted flings nothing
    await finger('touchEnd', []);
  }

  async click(role, name, { within, button = 'left', count = 1, keys = [] } = {}) {
    const { x, y } = await this.place(typeof role === 'string' ? this.node(role, name, within) : role);
    for (const key of keys) await this.page.keyboard.down(key);
    await this.page.mouse.move(x, y);
    await this.page.mouse.click(x, y, { button, clickCount: 1 });
    for (let i = 1; i < count; ++i) await this.page.mouse.click(x, y, { button, clickCount: i + 1 });
    for (const key of keys) await this.page.keyboard.up(key);
    await this.settled();
  }

  /** Clicks on what leads out of the app; done when a page has come again. */
  async leave(role, name) {
    const { x, y } = await this.place(this.node(role, name));
    await Promise.all([this.page.waitForEvent('load'), this.page.mouse.click(x, y)]);
  }

  async tap(role, name, within) {
    const { x, y } = await this.place(typeof role === 'string' ? this.node(role, name, within) : role);
    await this.page.touchscreen.tap(x, y);
    await this.settled();
  }

  /** A finger that rests and moves. With `every` it moves at that pace, in seconds, however slow the machine is, if the engine can be told so. */
  async finger(every) {
    if (this.page.touch) {
      const at = (x, y) => ({ type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 0 });
      return {
        down: (x, y) => this.page.touch([at(x, y), { type: 'pointerDown', button: 0 }]),
        move: (x, y) => this.page.touch([at(x, y)]),
        up: () => this.page.touch([{ type: 'pointerUp', button: 0 }]),
      };
    }
    const cdp = await this.page.context().newCDPSession(this.page);
    let time = Date.now() / 1000;
    const send = (type, points) => {
      time += every ?? 0;
      return cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points, ...(every && { timestamp: time }) });
    };
    return {
      down: (x, y) => send('touchStart', [{ x, y }]),
      move: (x, y) => send('touchMove', [{ x, y }]),
      up: () => send('touchEnd', []),
    };
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      await this.settled();
    }
  }

  async type(text) {
    await this.page.keyboard.type(text);
    await this.settled();
  }

  /** Replaces what is in a field. It is committed by leaving it. */
  async fill(role, name, text, { within, commit } = {}) {
    await this.click(role, name, { within });
    await this.page.keyboard.press('Control+a');
    if (text === '') await this.page.keyboard.press('Delete');
    else await this.page.keyboard.type(text);
    await this.settled();
    if (commit) await this.press(commit);
  }

  /** Opens a drop-down and takes a choice. */
  async choose(name, choice, { within } = {}) {
    await this.click('combobox', name, { within });
    await this.click('option', choice, { within: this.node('listbox').last() });
  }

  /** What an input method does: text under composition, then the text it ends with; without one it is left open. */
  async compose(steps, result) {
    const tab = await this.#inputMethod();
    for (const step of steps) await tab.compose(step);
    if (result !== undefined) await tab.commit(result);
    await this.settled();
  }

  /** Chromium's by its protocol; the other engines bring one. */
  async #inputMethod() {
    if (this.page.tab) return this.page.tab;
    const cdp = (this.cdp ??= await this.page.context().newCDPSession(this.page));
    return {
      compose: (text) => cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length }),
      commit: (text) => cdp.send('Input.insertText', { text }),
    };
  }

  async go(hash) {
    await this.page.evaluate((to) => { location.hash = to; }, hash);
    await this.settled();
  }

  async hash(pattern) {
    await until(`the address to become ${pattern}`, async () => {
      const hash = await this.page.evaluate(() => location.hash);
      if (pattern instanceof RegExp ? pattern.test(hash) : hash === pattern) return true;
      throw new Error(hash);
    });
  }

  /** What is downloaded by doing something, as bytes with a name. */
  async download(act) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    const pieces = [];
    for await (const piece of await download.createReadStream()) pieces.push(piece);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(pieces) };
  }

  /** Where the keyboard is at the end: role and name of the focused thing. */
  async focused() {
    await this.settled();
    return this.focus();
  }

  /** Where it is just now. */
  focus() {
    return this.mirror.evaluate((mirror) => {
      const element = mirror.querySelector('[data-focused]');
      return element ? { id: element.id, inside: element.closest('[role=grid],[role=list]')?.id, role: element.getAttribute('role'),
        name: element.getAttribute('aria-label') ?? element.textContent } : undefined;
    });
  }
}

/** How far something must be scrolled to be in the middle; 0 where it is inside already. */
function beyond(at, from, size) {
  return at > from && at < from + size ? 0 : Math.round(at - (from + size / 2));
}
