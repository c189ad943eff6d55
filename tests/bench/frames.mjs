// Milliseconds of the processor in a frame of the app, the GPU's not counted: node frames.mjs [folder of the build]
//   SADDLEBAG_BENCH_RECORDS   customers of the demo data, 100,000 by default
// Prints a table and writes it to <build>/bench/frames.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Device, sharp } from '../browser/support/device.mjs';
import { everywhere } from '../browser/support/steps.mjs';
import { startServer } from '../../web/serve.mjs';
import { median, percentile } from './support/numbers.mjs';
import { build, machine, records, results } from './support/settings.mjs';
import { table, time } from './support/table.mjs';

/**
 * What every frame took of the processor, in milliseconds, that the app drew while `act` went on: by the browser's own trace,
 * because software that draws pixels on the same cores interrupts a frame for longer than it takes.
 */
async function framesDuring(app, act) {
  await app.settled();
  const session = await app.page.context().newCDPSession(app.page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value.filter(({ name }) => name === 'FireAnimationFrame')));
  const before = (await app.stats()).frames;
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline'] } });
  await act();
  await app.settled();
  const drawn = (await app.stats()).frames - before;
  await Promise.all([new Promise((resolve) => session.once('Tracing.tracingComplete', resolve)), session.send('Tracing.end')]);
  await session.detach();
  // All others are of those who watch, and next to nothing.
  return events.map(({ tdur }) => tdur / 1000).sort((a, b) => b - a).slice(0, drawn);
}

/** The pointer in the middle of a thing. */
async function pointAt(app, role, name) {
  const { x, y } = await app.place(app.node(role, name));
  await app.page.mouse.move(x, y);
  return { x, y };
}

const acts = {
  'scrolling the list of customers': async (app) => {
    await app.go('#/customers');
    await pointAt(app, 'grid', 'Customers');
    return async () => {
      for (let i = 0; i < 120; ++i) await app.page.mouse.wheel(0, 900);
    };
  },
  'typing in its search': async (app) => {
    await app.click('searchbox', 'Search Customers');
    return () => app.type('hangzhou');
  },
  'typing in the search of everything': async (app) => {
    await app.go('#/today');
    await app.click('searchbox', everywhere);
    return () => app.type('shanghai');
  },
  'scrolling a column of the board': async (app) => {
    await app.press('Escape');
    await app.go('#/pipeline');
    await app.see('list', 'Won');
    await pointAt(app, 'list', 'Opportunity');
    return async () => {
      for (let i = 0; i < 60; ++i) await app.page.mouse.wheel(0, 300);
    };
  },
  'dragging a card across the board': async (app) => {
    const lists = app.node('list');
    const { x, y } = await app.place(lists.first().getByRole('listitem'));
    await app.page.mouse.move(x, y);
    return async () => {
      await app.page.mouse.down();
      for (let i = 1; i <= 60; ++i) await app.page.mouse.move(x + i * 6, y + (i % 7) * 4);
      await app.page.mouse.move(x, y); // back where it was: nothing is to change
      await app.page.mouse.up();
    };
  },
};

const server = await startServer({ site: path.join(build, 'site'), backend: false });
const device = await new Device({ ...sharp, viewport: { width: 1440, height: 900 } }).start();
try {
  const app = await device.open(`${server.url}?demo=${records}&lang=en#/customers`, { ready: false });
  await app.ready({ seconds: 600 });
  await app.saved();
  const rows = [];
  for (const [name, prepare] of Object.entries(acts)) {
    const act = await prepare(app);
    const took = await framesDuring(app, act);
    rows.push([name, String(took.length), time(median(took)), time(percentile(took, 0.95)), time(Math.max(...took))]);
  }
  const text = [
    `Processor time of a frame, with ${records.toLocaleString('en')} customers, on ${machine()}.`,
    '',
    table(['', 'frames', 'median', '95th percentile', 'slowest'], rows),
    '',
  ].join('\n');
  mkdirSync(results, { recursive: true });
  writeFileSync(path.join(results, 'frames.md'), text);
  console.log(`\n${text}`);
} finally {
  await device.dispose();
  await server.close();
}
