// Nothing is drawn and no clock runs while nothing happens: a page that is merely open costs nothing.
import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { tour, Visitor } from './support/screens.mjs';
import { until } from './support/wait.mjs';

/** Runs in the page before the program: keeps account of everything that has asked to be called later. */
function keepAccount() {
  const waiting = new Map();
  const own = { setTimeout: window.setTimeout.bind(window), requestAnimationFrame: window.requestAnimationFrame.bind(window) };
  const count = (start, stop, kind, once) => {
    const begin = window[start].bind(window);
    const end = window[stop].bind(window);
    window[start] = (act, ...more) => {
      const id = begin((...values) => {
        if (once) waiting.delete(`${kind} ${id}`);
        act(...values);
      }, ...more);
      waiting.set(`${kind} ${id}`, { kind, ms: more[0] });
      return id;
    };
    window[stop] = (id) => {
      waiting.delete(`${kind} ${id}`);
      end(id);
    };
  };
  count('setTimeout', 'clearTimeout', 'timer', true);
  count('setInterval', 'clearInterval', 'clock', false);
  count('requestAnimationFrame', 'cancelAnimationFrame', 'frame', true);
  const chance = () => new Promise((resolve) => own.requestAnimationFrame(() => own.setTimeout(resolve)));
  /** Lets pass as many chances to draw, and tells how many of them were taken. */
  window.framesIn = async (chances) => {
    const before = window.saddlebag.stats().frames;
    for (let i = 0; i < chances; ++i) await chance();
    return window.saddlebag.stats().frames - before;
  };
  window.waiting = () => [...waiting.values()];
}

const moving = { motion: true, init: [keepAccount] };

/** Comes to rest, and stays so. With `caret` a field is written in: its caret may have a clock. */
async function rests(app, where, { caret = false, seconds = 10 } = {}) {
  await until(`no more frames ${where}`, () => app.page.evaluate(async () => await window.framesIn(8) === 0), { seconds });
  if (caret) return;
  await until(`nothing to be called later ${where}`, async () => {
    const waiting = await app.page.evaluate(() => window.waiting());
    if (waiting.length > 0) throw new Error(JSON.stringify(waiting));
    return true;
  }, { seconds });
  assert.equal(await app.page.evaluate(() => window.framesIn(24)), 0, `frames ${where}`);
}

scene('on every screen, and under everything that can lie over one, frames and timers come to an end', async (here) => {
  const app = await here.open('?demo&lang=en', moving);
  const visitor = new Visitor(app);
  visitor.language = 'en';
  await rests(app, 'after opening');
  await tour(visitor, ({ name, typing }) => rests(app, `on ${name}`, { caret: typing }));
  await rests(app, 'after the last was closed');
}, { seconds: 300 });

scene('after a hover, a tooltip, a message, a drawer, a wheel and a drag there are no more frames', async (here) => {
  const app = await here.open('?demo&lang=en#/customers', moving);
  const undo = await app.place(app.node('button', 'Dark theme'));
  await app.page.mouse.move(undo.x, undo.y);
  await rests(app, 'while a tooltip is shown');
  await app.page.mouse.move(700, 500);
  await app.page.mouse.move(5, 795);
  await rests(app, 'after moving away');

  const row = await app.place(app.node('row').nth(5));
  await app.page.mouse.move(row.x, row.y);
  await app.wheel(0, 2000);
  await rests(app, 'after the wheel');

  await app.click('button', 'New Customer');
  await rests(app, 'in a drawer', { caret: true });
  await app.press('Escape', 'Escape'); // the field first
  await app.gone('dialog', 'New Customer');
  await rests(app, 'after the drawer');

  await app.go('#/pipeline');
  const card = await app.place(app.node('listitem', undefined, app.node('list', 'Lead')));
  const target = await app.place(app.node('list', 'Opportunity'));
  await app.page.mouse.move(card.x, card.y);
  await app.page.mouse.down();
  await app.page.mouse.move(target.x, target.y, { steps: 8 });
  await app.settled({ seconds: 1 });
  await app.page.mouse.up();
  await app.page.mouse.move(5, 795);
  await app.node('button', 'Undo', app.node('status')).waitFor({ state: 'attached' });
  await app.mirror.getByRole('status').getByRole('button').first().waitFor({ state: 'detached' });
  await rests(app, 'after the message has gone');
});

scene('a caret blinks while somebody writes, and rests when nobody does', async (here) => {
  const app = await here.open('?demo&lang=en#/customers', moving);
  await app.click('searchbox', 'Search Customers');
  await app.type('a');
  await until('the caret to blink', () => app.page.evaluate(async () => await window.framesIn(8) > 0));
  await rests(app, 'after nobody has written for a while', { seconds: 20 });
});
