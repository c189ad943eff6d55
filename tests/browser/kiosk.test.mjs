import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { pause, until } from './support/wait.mjs';

const titles = ['Pipeline by stage', 'Quarter\'s target', 'Leaderboard', 'Funnel', 'Forecast', 'Needs attention'];

const title = (app) => app.mirror.getByRole('heading', { level: 1 }).first().textContent();
const isWall = async (app) => await app.node('main', 'Kiosk').count() === 1 && await app.node('navigation').count() === 0;

async function setPin(app, pin) {
  await app.go('#/settings');
  await app.click('button', 'Set a PIN');
  const dialog = app.node('dialog', 'Set a PIN');
  await app.fill('textbox', 'PIN', pin, { within: dialog });
  await app.fill('textbox', 'Repeat it', pin, { within: dialog });
  await app.click('button', 'Save', { within: dialog });
  await app.see('button', 'Change the PIN');
  await app.saved();
}

/** Titles in the order in which they come, until there are so many. */
async function watch(app, count) {
  const seen = [];
  await until(`${count} cards`, async () => {
    const now = await title(app).catch(() => undefined);
    if (now && now !== seen.at(-1)) seen.push(now);
    return seen.length >= count;
  }, { seconds: 60, every: 100 });
  return seen;
}

scene('a wall turns its cards by itself and draws nothing in between', async (here) => {
  const app = await here.open('?demo=60&kiosk=3&lang=en', { viewport: { width: 1280, height: 720 } });
  assert.ok(await isWall(app));
  const seen = await watch(app, 7);
  const first = titles.indexOf(seen[0]);
  assert.deepEqual(seen, Array.from({ length: 7 }, (_, i) => titles[(first + i) % titles.length]));
  await watch(app, 2);
  await pause(800); // the card has come
  const { frames } = await app.stats();
  await pause(1200);
  assert.ok((await app.stats()).frames - frames <= 1, 'one frame at most, for the minute of the clock');
  assert.deepEqual(app.complaints, []);
}, { seconds: 120 });

scene('a guest cannot leave the wall, change its address or drop a file on it; the PIN leaves', async (here) => {
  const { url } = await here.serve();
  const device = await here.device({ viewport: { width: 1280, height: 720 } });
  let app = await device.open(`${url}?demo=60&lang=en`);
  await setPin(app, '2468');
  await app.click('button', 'Start the kiosk');
  await until('the wall', () => isWall(app));
  assert.match(app.page.url(), /[?&]kiosk/);
  const before = await app.stats();

  for (const key of ['Escape', 'Enter', 'Control+k', 'Control+z', 'Control+p', 'Control+s', 'F3', 'g', 'c', 'Delete', 'Tab', 'Space', 'ContextMenu']) {
    await app.page.keyboard.press(key);
    await app.settled();
    assert.ok(await isWall(app), key);
  }
  for (const [x, y] of [[30, 30], [640, 360], [1250, 700]]) await app.page.mouse.click(x, y, { button: x > 1000 ? 'right' : 'left' });
  await app.page.evaluate(() => { location.hash = '#/settings'; });
  await app.page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(['name\nIntruder\n'], 'customers.csv', { type: 'text/csv' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: files, cancelable: true, bubbles: true }));
  });
  await app.settled();
  assert.ok(await isWall(app));
  await app.see('dialog', 'Enter the PIN to leave');
  const after = await app.stats();
  assert.deepEqual(after.records, before.records);
  assert.equal(after.sequence, before.sequence);

  await app.saved();
  await app.page.close();
  app = await device.open(`${url}?demo=60&lang=en#/settings`); // without its parameter, as a guest would type it
  assert.ok(await isWall(app));

  await app.press('9', '9', '9', '9', 'Enter');
  await app.read('That is not the PIN');
  for (const digit of ['2', '4', '6', '8', 'OK']) await app.click('button', digit);
  await app.see('navigation');
  assert.doesNotMatch(app.page.url(), /kiosk/);
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.see('navigation');
  assert.deepEqual(app.complaints, []);
});

scene('a wall whose graphics context is lost goes on when it comes back', async (here) => {
  const app = await here.open('?demo=60&kiosk=3&lang=en', { viewport: { width: 1280, height: 720 } });
  const picture = async () => (await app.page.screenshot()).length;
  await watch(app, 2);
  const whole = await picture();
  await app.page.evaluate(() => {
    window.lost = document.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    window.lost.loseContext();
  });
  await pause(4000); // more than one turn
  await app.page.evaluate(() => window.lost.restoreContext());
  const seen = await watch(app, 3);
  assert.equal(new Set(seen).size, 3);
  assert.ok(await picture() > whole / 4, 'it is drawn again');
  assert.deepEqual(app.complaints, []);
});
