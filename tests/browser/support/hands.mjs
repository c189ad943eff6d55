// Four ways to do the same: with the mouse, with the keys, with a finger, and through the accessibility tree alone. Each
// counts what it does. Text goes into a field that has the keyboard, whoever brought it there.
import { everywhere } from './steps.mjs';
import { pause, until } from './wait.mjs';

class Hand {
  constructor(app) {
    this.app = app;
    this.done = { acts: 0, typed: 0 };
  }

  node(role, name, within) {
    return (typeof role === 'string' ? this.app.node(role, name, within) : role).first();
  }

  /** Counts an act. */
  act(number = 1) {
    this.done.acts += number;
  }

  async type(text) {
    this.done.typed += text.length;
    await this.app.type(text);
  }

  async choose(name, option, within) {
    await this.press('combobox', name, within);
    await this.press('option', option, this.app.node('listbox').last());
  }

  /** Finds a record by its name, and opens it. */
  async find(words, name) {
    await this.write('searchbox', everywhere, words);
    await this.press('option', name, this.app.node('listbox', everywhere));
  }

  go(place) {
    return this.press('link', place, this.app.node('navigation'));
  }

  save(within) {
    return this.press('button', 'Save', within);
  }

  undo() {
    return this.press('button', 'Undo', this.app.node('banner'));
  }

  redo() {
    return this.press('button', 'Redo', this.app.node('banner'));
  }
}

export class Mouse extends Hand {
  name = 'mouse';
  unit = 'clicks';

  async press(...target) {
    this.act();
    await this.app.click(this.node(...target));
  }

  /** A triple click marks what is there, and typing replaces it. */
  async write(role, name, text, within) {
    this.act();
    await this.app.click(this.node(role, name, within), undefined, { count: 3 });
    await this.type(text);
  }

  /** By leaving the field. */
  async commit() {
    this.act();
    await this.app.click('heading', undefined, { within: this.app.node('main') });
  }

  async menu(...target) {
    this.act();
    await this.app.click(this.node(...target), undefined, { button: 'right' });
  }

  async open(...target) {
    this.act(2);
    await this.app.click(this.node('gridcell', undefined, this.node(...target)), undefined, { count: 2 });
  }

  async move(card, from, to) {
    this.act();
    const { mouse } = this.app.page;
    const start = await this.app.place(this.node('listitem', card, this.app.node('list', from)));
    const end = await this.app.place(this.app.node('list', to));
    await mouse.move(start.x, start.y);
    await mouse.down();
    await mouse.move(start.x + 12, start.y + 4, { steps: 3 });
    await mouse.move(end.x, end.y, { steps: 8 });
    await this.app.settled();
    await mouse.up();
    await this.app.settled();
  }
}

/** What of a composite thing arrows move in; Tab moves between those. */
const composites = '[role=grid],[role=list],[role=menu],[role=listbox]';

export class Keys extends Hand {
  name = 'keyboard';
  unit = 'keys';

  async key(...keys) {
    for (const key of keys) {
      this.act();
      await this.app.page.keyboard.press(key);
    }
  }

  /** How the keyboard stands to a thing: there, or which key leads towards it. */
  towards(target) {
    return target.evaluate((element, composites) => {
      const focused = [...document.querySelectorAll('#mirror [data-focused]')].at(-1);
      const open = [...document.querySelectorAll('#mirror :is([role=menu],[role=listbox])')].at(-1);
      if (!focused) return { key: open?.contains(element) ? 'ArrowDown' : 'Tab' };
      if (focused === element || element.contains(focused)) return { there: true, at: focused.id };
      const at = focused.id;
      const inside = focused.closest(composites) ?? focused;
      const later = (focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      if (open?.contains(element)) return { at, key: open.contains(focused) && !later ? 'ArrowUp' : 'ArrowDown' };
      if (!inside.contains(element)) return { at, key: later ? 'Tab' : 'Shift+Tab' };
      const row = (of) => Number(of.closest('[role=row]')?.getAttribute('aria-rowindex') ?? 0);
      if (row(element) !== row(focused)) return { at, key: row(element) > row(focused) ? 'ArrowDown' : 'ArrowUp' };
      if (element.closest('[role=row]')) return { at, there: element.getAttribute('role') === 'checkbox', key: later ? 'ArrowRight' : 'ArrowLeft' };
      return { at, key: later ? 'ArrowDown' : 'ArrowUp' };
    }, composites);
  }

  /** Brings the keyboard to a thing by Tab and arrows. */
  async reach(...target) {
    const one = this.node(...target);
    await one.waitFor({ state: 'attached' });
    await this.app.settled();
    for (let i = 0; i < 150; ++i) {
      const { there, at, key } = await this.towards(one);
      if (there) return;
      await this.key(key);
      await until('the keyboard to move on', async () => (await this.app.focus())?.id !== at, { seconds: 3 }).catch(() => this.app.settled());
    }
    throw new Error(`${one} cannot be reached with the keyboard`);
  }

  async press(...target) {
    await this.reach(...target);
    const role = await this.node(...target).getAttribute('role');
    await this.key(role === 'checkbox' ? 'Space' : 'Enter');
    await this.app.settled();
  }

  async write(role, name, text, within) {
    if (name === everywhere) await this.key('Control+k');
    else await this.reach(role, name, within);
    await this.app.settled();
    await this.key('Control+a');
    await this.type(text);
  }

  commit() {
    return this.key('Tab').then(() => this.app.settled());
  }

  async menu(...target) {
    await this.reach(...target);
    await this.key('Shift+F10');
    await this.app.settled();
  }

  async open(...target) {
    await this.press(...target);
  }

  async move(card, from, to) {
    await this.reach('listitem', card);
    await this.stepTo(to);
  }

  async stepTo(to) {
    for (let i = 0; i < 8 && await this.app.node('listitem', /./, this.app.node('list', to)).locator('xpath=self::*[@data-focused]').count() === 0; ++i) {
      await this.key('Control+ArrowRight');
      await this.app.settled();
    }
  }

  /** Names of actions and records are typed into one box. */
  async find(words, name) {
    await this.write('searchbox', everywhere, words);
    await this.app.node('option', name, this.app.node('listbox', everywhere)).first().waitFor({ state: 'attached' });
    await this.key('Enter');
    await this.app.settled();
  }

  go(place) {
    return this.find(`Go to ${place}`, `Go to ${place}`);
  }

  save(within) {
    return within ? this.press('button', 'Save', within) : this.key('Control+Enter').then(() => this.app.settled());
  }

  undo() {
    return this.key('Control+z').then(() => this.app.settled());
  }

  redo() {
    return this.key('Control+Shift+z').then(() => this.app.settled());
  }
}

export class Finger extends Hand {
  name = 'touch';
  unit = 'taps';

  async send(type, points) {
    this.cdp ??= await this.app.page.context().newCDPSession(this.app.page);
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  }

  async press(...target) {
    this.act();
    await this.app.tap(this.node(...target));
  }

  /** What is there is deleted as on a phone, letter by letter. */
  async write(role, name, text, within) {
    const field = this.node(role, name, within);
    this.act();
    await this.app.tap(field);
    await until(`${name} to be written in`, async () => await field.getAttribute('data-focused') !== null, { seconds: 5 });
    const before = await field.getAttribute('data-value') ?? '';
    if (before) await this.app.press('End');
    for (const _ of before) {
      this.done.typed += 1;
      await this.app.page.keyboard.press('Backspace');
    }
    await this.type(text);
  }

  async commit() {
    this.act();
    await this.app.tap(this.app.node('heading', undefined, this.app.node('main')).first());
  }

  async menu(...target) {
    this.act();
    const { x, y } = await this.app.place(this.node(...target));
    await this.send('touchStart', [{ x, y }]);
    await pause(700); // what makes a press a long one
    await this.send('touchEnd', []);
    await this.app.settled();
  }

  async open(...target) {
    await this.press(...target);
  }

  async move(card, from, to) {
    this.act();
    const start = await this.app.place(this.node('listitem', card, this.app.node('list', from)));
    const end = await this.app.place(this.app.node('list', to));
    await this.send('touchStart', [{ x: start.x, y: start.y }]);
    await pause(400); // rests, so that moving drags instead of scrolling
    for (let i = 1; i <= 8; ++i) await this.send('touchMove', [{ x: start.x + (end.x - start.x) * i / 8, y: start.y + (end.y - start.y) * i / 8 }]);
    await this.app.settled();
    await this.send('touchEnd', []);
    await this.app.settled();
  }
}

/** As assistive technology: clicks, focuses and fills in what is in the tree, and passes keys on to what has the focus. */
export class Assistant extends Hand {
  name = 'accessibility tree';
  unit = 'acts';

  async press(...target) {
    this.act();
    const one = this.node(...target);
    await one.waitFor({ state: 'attached' });
    await one.evaluate((element) => element.click());
    await this.app.settled();
  }

  async focus(...target) {
    this.act();
    const one = this.node(...target);
    await one.waitFor({ state: 'attached' });
    await one.evaluate((element) => element.focus());
    await this.app.settled();
  }

  async key(key, { ctrl = false, shift = false } = {}) {
    this.act();
    await this.app.page.evaluate(([key, ctrlKey, shiftKey]) => {
      const target = document.activeElement ?? document.body;
      for (const type of ['keydown', 'keyup']) target.dispatchEvent(new KeyboardEvent(type, { key, code: key, ctrlKey, shiftKey, bubbles: true, cancelable: true }));
    }, [key, ctrl, shift]);
    await this.app.settled();
  }

  async write(role, name, text, within) {
    this.act();
    this.done.typed += text.length;
    const one = this.node(role, name, within);
    await one.waitFor({ state: 'attached' });
    await one.evaluate((element, value) => {
      element.focus();
      element.value = value;
      element.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
    await this.app.settled();
  }

  commit() {
    return this.key('Tab');
  }

  async menu(...target) {
    await this.focus(...target);
    await this.key('F10', { shift: true });
  }

  async open(...target) {
    await this.press(...target);
  }

  async move(card, from, to) {
    await this.focus('listitem', card, this.app.node('list', from));
    for (let i = 0; i < 8 && await this.app.node('listitem', card, this.app.node('list', to)).count() === 0; ++i) await this.key('ArrowRight', { ctrl: true });
  }
}
