// The page beside the usual page of Dear ImGui in a browser, and how soon it is usable: node canvas.mjs [folder of the build]
//   SADDLEBAG_BENCH_RECORDS   customers of the warm start, 100,000 by default
//   SADDLEBAG_BENCH_ROUNDS    of which the median is taken, 5 by default
// Prints tables and writes them to <build>/bench/canvas.md.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { startServer } from '../../web/serve.mjs';
import { Device, sharp } from '../browser/support/device.mjs';
import { until } from '../browser/support/wait.mjs';
import { median } from './support/numbers.mjs';
import { peers } from './support/peers.mjs';
import { build, machine, records, results, rounds, versionOf } from './support/settings.mjs';
import { ratio, table, time } from './support/table.mjs';

const page = fileURLToPath(new URL('page/', import.meta.url));
const idleMs = 5000;
/** A browser is busy with itself for a while after it was started; what is measured is the page. */
const restMs = 3000;

/**
 * Notes when the first frame was drawn, which both pages say by a class, and when a list had rows, which is after the frame that shows
 * them: before anything of the page itself runs. Of ours it is the frame with the person's data: the page waits for these.
 */
const note = () => {
  window.noted = {};
  new MutationObserver(() => {
    if (document.documentElement.classList.contains('ready')) window.noted.frame ??= performance.now();
    if (document.querySelectorAll('#mirror [role=grid] [role=row]').length > 3) window.noted.rows ??= performance.now();
  }).observe(document, { attributeFilter: ['class', 'role'], childList: true, subtree: true });
};

const noting = { content: `(${note})()` };

async function demoSite() {
  const folder = path.join(results, 'jsimgui');
  mkdirSync(folder, { recursive: true });
  // Of its loaders only the plain one is ever asked for.
  await bundle({ entryPoints: [path.join(page, 'jsimgui.mjs')], bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true,
    outdir: folder, logLevel: 'error', external: ['node:*', 'module', './loader-*.js'] });
  writeFileSync(path.join(folder, 'index.html'), readFileSync(path.join(page, 'jsimgui.html')));
  return folder;
}

const compressed = (file) => brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** A first visit on a device of its own: when it drew first, what it had downloaded by then, and what it does when left alone. */
async function firstVisit(name, folder, address) {
  const device = await new Device({ ...sharp, viewport: { width: 1440, height: 900 }, init: [noting] }).start();
  try {
    const [tab] = device.context.pages();
    await tab.waitForTimeout(restMs);
    await tab.goto(address);
    await until('the first frame', () => tab.evaluate(() => window.noted.frame));
    const frame = await tab.evaluate(() => window.noted.frame);
    const asked = await tab.evaluate((end) => performance.getEntriesByType('resource').filter((each) => each.startTime < end).map((each) => new URL(each.name).pathname), frame);
    const files = new Set(['index.html', ...asked.map((each) => decodeURIComponent(each.slice(1)))]);
    const bytes = [...files].map((file) => path.join(folder, file)).filter(existsSync).map(compressed).reduce((a, b) => a + b);
    const session = await device.context.newCDPSession(tab);
    await session.send('Performance.enable');
    const busy = async () => (await session.send('Performance.getMetrics')).metrics.find((each) => each.name === 'TaskDuration').value;
    await tab.waitForTimeout(idleMs); // what follows a start is no idleness yet
    const before = await busy();
    await tab.waitForTimeout(idleMs);
    const idle = (await busy() - before) / (idleMs / 1000);
    const cpu = name === 'jsimgui' ? median(await tab.evaluate(() => window.frames)) : undefined;
    return { frame, bytes, idle, cpu };
  } finally {
    await device.dispose();
  }
}

/** The browser is started again without a network; from the address until the list of customers has its rows. */
async function warmStarts(site) {
  const server = await startServer({ site, backend: false });
  const device = await new Device({ ...sharp, viewport: { width: 1440, height: 900 }, init: [noting] }).start();
  const address = `${server.url}?demo=${records}&lang=en#/customers`;
  try {
    const app = await device.open(address, { ready: false });
    await app.ready({ seconds: 600 });
    await app.saved();
    await until('the service worker', () => app.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated'));
    await device.close();
    await server.close();
    const took = [];
    for (let round = 0; round < rounds; ++round) {
      await device.start();
      await device.context.pages()[0].waitForTimeout(restMs);
      const again = await device.open(address, { ready: false });
      await until('the list', () => again.page.evaluate(() => window.noted.rows), { seconds: 60 });
      took.push(await again.page.evaluate(() => window.noted.rows));
      await again.page.waitForTimeout(idleMs); // people stay longer than a start takes, and the browser then keeps what it has compiled
      await device.close();
    }
    return took;
  } finally {
    await device.dispose();
  }
}

/** Of those that keep records in JavaScript, who answered the first queries soonest in the last run of browser.mjs. */
function bestPeer() {
  const file = path.join(results, 'results.json');
  if (!existsSync(file)) return undefined;
  const { medians } = JSON.parse(readFileSync(file, 'utf8'));
  const libraries = ['lokijs', 'tinybase', 'dexie', 'pouchdb', 'rxdb'].filter((name) => medians[name]?.open);
  const [best] = libraries.sort((a, b) => medians[a].open - medians[b].open);
  return best && { title: peers.find(({ name }) => name === best).title, open: medians[best].open };
}

const ours = path.join(build, 'site');
const theirs = await demoSite();
const visits = { 'Saddlebag': [], 'jsimgui': [] };
const servers = { 'Saddlebag': await startServer({ port: 0, site: ours, backend: false }), 'jsimgui': await startServer({ port: 0, site: theirs, backend: false }) };
for (let round = 0; round < rounds; ++round) {
  visits.Saddlebag.push(await firstVisit('Saddlebag', ours, `${servers.Saddlebag.url}?lang=en`));
  visits.jsimgui.push(await firstVisit('jsimgui', theirs, servers.jsimgui.url));
}
for (const server of Object.values(servers)) await server.close();
const of = (name, what) => median(visits[name].map((each) => each[what]));
const kb = (bytes) => `${Math.round(bytes / 1000)} KB`;
const share = (part) => `${(part * 100).toFixed(1)} %`;
const rows = [
  ['download until the first frame, brotli', kb(of('Saddlebag', 'bytes')), kb(of('jsimgui', 'bytes')), ratio(of('jsimgui', 'bytes'), of('Saddlebag', 'bytes'))],
  ['first frame of a first visit', time(of('Saddlebag', 'frame')), time(of('jsimgui', 'frame')), ratio(of('jsimgui', 'frame'), of('Saddlebag', 'frame'))],
  ['main thread, left alone', share(of('Saddlebag', 'idle')), share(of('jsimgui', 'idle')), ''],
];
const starts = await warmStarts(ours);
const warm = median(starts);
const fastest = Math.min(...starts);
const best = bestPeer();
const text = [
  `Beside the demo of Dear ImGui by jsimgui ${versionOf('@mori2003/jsimgui')}, which takes ${time(of('jsimgui', 'cpu'))} of our own kind of work for each of its frames.`,
  '',
  table(['', 'Saddlebag', 'jsimgui', 'ours = 1'], rows),
  '',
  `A start without a network, with ${records.toLocaleString('en')} customers, until their list can be used: ${time(warm)} (the fastest of ${rounds}: ${time(fastest)}) on ${machine()}` +
    (best ? `; ${best.title}, the fastest library to answer its first two queries, takes ${ratio(best.open, warm)} of that.` : '.'),
  '',
].join('\n');
mkdirSync(results, { recursive: true });
writeFileSync(path.join(results, 'canvas.md'), text);
console.log(`\n${text}`);
