import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { boardColumns, everywhere } from './support/steps.mjs';
import { pause, until } from './support/wait.mjs';

scene('a hundred thousand customers: the list scrolls, sorts, filters and searches, the board has all of its cards, idling draws nothing', async (here) => {
  const { url } = await here.serve();
  const app = await (await here.device()).open(`${url}?demo=100000&lang=en#/customers`, { ready: false });
  await app.ready({ seconds: 180 });
  await app.counts({ customer: 100_000 });
  await app.read('100,000');

  const grid = app.node('grid', 'Customers');
  assert.ok(Number(await grid.getAttribute('aria-rowcount')) >= 100_000);
  const { x, y } = await app.place(grid);
  await app.page.mouse.move(x, y);
  for (let i = 0; i < 60; ++i) await app.wheel(0, 900);
  await app.settled();
  const { frameMs } = await app.stats();
  console.log(`scrolling 100,000 customers: median ${frameMs.median} ms, slowest ${frameMs.slowest} ms of CPU a frame`);
  const shown = await grid.getByRole('row').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))));
  assert.ok(Math.max(...shown) > 1000 && shown.length < 80, `rows ${shown[0]} … ${shown.at(-1)}`);

  await app.fill('searchbox', 'Search Customers', 'hangzhou');
  await until('fewer customers', async () => await app.text(/^[\d,]+ of 100,000$/).count() > 0);
  await app.fill('searchbox', 'Search Customers', '');
  await app.click('columnheader', 'Industry');
  await until('the list to be sorted', async () => await app.node('columnheader', 'Industry').getAttribute('aria-sort') === 'ascending');

  await app.fill('searchbox', everywhere, 'yun');
  await app.see('option', undefined, app.node('listbox', everywhere));
  await app.press('Escape');

  const deals = await app.count('opportunity');
  const columns = await boardColumns(app);
  assert.equal(Object.values(columns).reduce((sum, { count }) => sum + count, 0), deals);

  await app.saved();
  await app.settled({ quiet: 1500, seconds: 60 });
  const before = (await app.stats()).frames;
  await pause(5000); // idleness is what is measured here
  assert.equal((await app.stats()).frames, before);
}, { seconds: 400 });
