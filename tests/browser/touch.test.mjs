import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { boardColumns } from './support/steps.mjs';
import { pause, until } from './support/wait.mjs';

const phone = { touch: true };

/** Fingers, as the browser's own protocol has them. With `every` they move at that pace, in seconds, however slow the machine is. */
async function hand(app, every) {
  const cdp = await app.page.context().newCDPSession(app.page);
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
  const finger = await hand(app, 0.016);
  await finger.down(200, 650);
  for (let y = 630; y >= 330; y -= 30) await finger.move(200, y);
  const lifted = (await app.stats()).frames;
  await finger.up();
  await until('the list to fly on', async () => (await app.stats()).frames > lifted + 5);
  await app.settled({ quiet: 300, seconds: 10 });
  assert.notEqual(await top(), before);
  await app.page.touchscreen.tap(200, 400);
  await app.hash(/^#\/customers\/./);
});

scene('a long press on a card offers its menu, and resting before moving drags it', async (here) => {
  const app = await here.open('?demo&lang=en', phone);
  const before = await boardColumns(app);
  const [stage] = Object.entries(before).find(([, { count }]) => count > 0);
  const card = app.node('listitem', undefined, app.node('list', stage));
  const at = await app.place(card);
  const finger = await hand(app);
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
});
