import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { boardColumns } from './support/steps.mjs';
import { pause, until } from './support/wait.mjs';

const phone = { touch: true };
const fingers = { only: ['chromium', 'firefox'] }; // WebKitGTK's driver knows the mouse alone, and taps with it
const several = { only: ['chromium'] }; // the other drivers have one finger

/** Several fingers, and one that pushes a row aside, as Chromium's own protocol has them. With `every` they move at that pace, in seconds. */
async function hand(app, every) {
  const cdp = await app.page.context().newCDPSession(app.page);
  let time = Date.now() / 1000;
  const send = (type, points) => {
    time += every ?? 0;
    return cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points, ...(every && { timestamp: time }) });
  };
  return {
    /** Two fingers, so far to the left and to the right of a place. */
    pair: (type, x, y, apart) => send(type, type === 'touchEnd' ? [] : [{ x: x - apart, y, id: 0 }, { x: x + apart, y, id: 1 }]),
    async push(x, y, by) {
      await send('touchStart', [{ x, y }]);
      for (let moved = 0; Math.abs(moved) < Math.abs(by); moved += Math.sign(by) * 20) await send('touchMove', [{ x: x + moved, y }]);
      await send('touchMove', [{ x: x + by, y }]);
      await send('touchEnd', []);
    },
  };
}

scene('a phone has a bar at the bottom; taps lead everywhere', async (here) => {
  const app = await here.open('?demo&lang=en', phone);
  for (const place of ['Customers', 'Pipeline', 'Activities', 'Today']) {
    await app.tap('link', place);
    await app.see('main', place);
    const bar = await app.node('link', place).boundingBox();
    assert.ok(bar.y > 700 && bar.width >= 44 && bar.height >= 44, JSON.stringify(bar));
  }
  await app.tap('link', 'More');
  await app.tap('menuitem', 'Settings');
  await app.hash('#/settings');
});

scene('a list is scrolled by a finger, flies on after it is lifted, and a tap opens what it shows', async (here) => {
  const app = await here.open('?demo&lang=en#/customers', phone);
  const top = () => app.mirror.evaluate((mirror) => [...mirror.querySelectorAll('[role=listitem],[role=row]')]
    .filter((row) => row.getBoundingClientRect().height > 0).map((row) => row.getAttribute('aria-label') ?? row.textContent)[0]);
  await app.settled();
  const before = await top();
  const finger = await app.finger(0.016);
  await finger.down(200, 650);
  for (let y = 630; y >= 330; y -= 30) await finger.move(200, y);
  const lifted = (await app.stats()).frames;
  await finger.up();
  await until('the list to fly on', async () => (await app.stats()).frames > lifted + 5);
  await app.settled({ quiet: 300, seconds: 10 });
  assert.notEqual(await top(), before);
  await app.page.touchscreen.tap(200, 400);
  await app.hash(/^#\/customers\/./);
}, fingers);

scene('a long press on a card offers its menu, and resting before moving drags it', async (here) => {
  const app = await here.open('?demo&lang=en', phone);
  const before = await boardColumns(app);
  const [stage] = Object.entries(before).find(([, { count }]) => count > 0);
  const card = app.node('listitem', undefined, app.node('list', stage));
  const at = await app.place(card);
  const finger = await app.finger();
  await finger.down(at.x, at.y);
  await pause(700); // what makes a press a long one
  await finger.up();
  await app.settled();
  await app.tap('menuitem', 'Move to Won');
  const after = await boardColumns(app);
  assert.equal(after.Won.count, before.Won.count + 1);
  assert.equal(after[stage].count, before[stage].count - 1);

  const next = await app.place(app.node('listitem', undefined, app.node('list', stage)));
  await finger.down(next.x, next.y);
  await pause(400); // rests, so that moving drags instead of scrolling
  for (let x = next.x; x < 385; x += 15) await finger.move(x, next.y);
  await until('the board to come along under the card', async () => {
    await finger.move(386, next.y);
    await finger.move(385, next.y);
    const box = await app.node('list', stage).boundingBox();
    return box === null || box.x < -100;
  });
  await finger.move(200, next.y);
  await app.settled();
  await finger.up();
  await app.settled();
  assert.equal((await boardColumns(app))[stage].count, after[stage].count - 1);
}, fingers);

scene('a row pushed to the left is deleted and undo brings it back; pushed a little it stays; the menu of a long press has the same', async (here) => {
  const app = await here.open('?demo&lang=en#/customers', phone);
  const before = await app.count('customer');
  const finger = await hand(app, 0.016);
  const row = async () => app.place(app.node('listitem').nth(2));
  const { x, y } = await row();
  await finger.push(x + 100, y, -60);
  await app.settled();
  assert.equal(await app.count('customer'), before);
  assert.match(new URL(app.page.url()).hash, /^#\/customers$/);
  await finger.push(x + 120, y, -240);
  await app.counts({ customer: before - 1 });
  await app.tap('button', 'Undo', app.node('status').last().locator('xpath=..'));
  await app.counts({ customer: before });

  const slow = await app.finger();
  const again = await row();
  await slow.down(again.x, again.y);
  await pause(700); // what makes a press a long one
  await slow.up();
  await app.settled();
  for (const entry of ['Open', 'Select', 'Delete']) await app.see('menuitem', entry);
  await app.tap('menuitem', 'Delete');
  await app.counts({ customer: before - 1 });
}, several);

scene('two fingers change the size of the text as they move, and it is kept when they are lifted', async (here) => {
  const app = await here.open('?demo&lang=en#/settings', phone);
  const height = async () => (await app.node('heading', 'Settings').boundingBox()).height;
  const before = await height();
  const fingers = await hand(app);
  await fingers.pair('touchStart', 200, 500, 40);
  for (let apart = 42; apart <= 64; apart += 2) await fingers.pair('touchMove', 200, 500, apart);
  await app.settled();
  const pinched = await height();
  assert.ok(pinched > before * 1.3, `${before} → ${pinched}`);
  await fingers.pair('touchEnd');
  await app.hears(/Text size 1[5-6]. %/);
  await app.saved();
  await app.page.reload();
  await app.ready();
  assert.ok(Math.abs(await height() - pinched) < 3);
}, several);

scene('a keyboard that covers the page leaves the field in sight, and goes without a trace', async (here) => {
  // As on iOS: the keyboard shrinks only what is visible of the page.
  const init = [`(() => {
    const fake = new EventTarget();
    Object.assign(fake, { scale: 1, height: innerHeight, width: innerWidth, offsetTop: 0, offsetLeft: 0 });
    Object.defineProperty(window, 'visualViewport', { value: fake });
    window.keyboard = (height) => { fake.height = innerHeight - height; fake.dispatchEvent(new Event('resize')); };
  })()`];
  const app = await here.open('?demo&lang=en#/customers', { ...phone, viewport: { width: 360, height: 640 }, init });
  await app.tap('button', 'New Customer');
  await app.tap('textbox', 'Industry', app.node('dialog', 'New Customer'));
  await app.page.evaluate(() => window.keyboard(300));
  await app.settled();
  const field = await app.node('textbox', 'Industry').first().boundingBox();
  assert.ok(field.y > 0 && field.y + field.height <= 341, JSON.stringify(field));
  await app.type('Logistics');
  await app.hasValue('textbox', 'Industry', 'Logistics');
  await app.page.evaluate(() => window.keyboard(0));
  await app.settled();
  const canvas = await app.page.locator('canvas').boundingBox();
  assert.equal(canvas.height, 640);
}, several);
