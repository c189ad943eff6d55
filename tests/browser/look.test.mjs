import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { until } from './support/wait.mjs';

/** The colour of the page around the canvas, which is that of the canvas itself. */
const ground = (app) => app.page.evaluate(() => document.documentElement.style.backgroundColor);
const becomes = (app, colour) => until(`the ground to be ${colour}`, async () => {
  const seen = await ground(app);
  if (seen === colour) return true;
  throw new Error(seen);
});
const white = 'rgb(255, 255, 255)';
const black = 'rgb(0, 0, 0)';
const light = 'rgb(247, 247, 248)';

scene('high contrast is chosen by hand or by address, follows the system, and is kept', async (here) => {
  const app = await here.open('?demo&lang=en&theme=contrast#/today');
  await becomes(app, white);
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await becomes(app, black);
  await app.page.emulateMedia({ colorScheme: 'light' });

  const other = await here.open('?demo&lang=en#/settings');
  await becomes(other, light);
  await other.page.emulateMedia({ contrast: 'more' });
  await becomes(other, white);
  await other.page.emulateMedia({ contrast: 'no-preference' });
  await becomes(other, light);
  await other.page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await becomes(other, black);
  await other.page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  await other.click('radio', 'High contrast');
  await becomes(other, white);
  await other.saved();
  await other.page.reload();
  await other.ready();
  await becomes(other, white);
});

scene('with less motion nothing is drawn after a change but the change', async (here) => {
  const app = await here.open('?demo&lang=en#/gallery');
  await app.settled();
  const { x, y } = await app.place(app.node('switch', 'Off'));
  await app.page.mouse.move(x, y);
  await app.settled();
  const before = (await app.stats()).frames;
  await app.page.mouse.down();
  await app.page.mouse.up();
  await app.settled({ quiet: 300 });
  const drawn = (await app.stats()).frames - before;
  assert.ok(drawn <= 8, `${drawn} frames`); // 150 ms of motion would be more
});
