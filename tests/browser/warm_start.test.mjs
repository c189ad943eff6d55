// Where the page was before, a worker reads the records while the program is on its way.
import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, edit, fieldBecomes } from './support/steps.mjs';
import { until } from './support/wait.mjs';

/**
 * With `?late=program` in its address, the page's program does not come until `release()` is called in it; with `?late=records`,
 * nothing of what was read ahead comes. Notes whether anybody was told that the records are coming.
 */
const watchStart = () => {
  const late = new URLSearchParams(location.search).get('late');
  const released = new Promise((resolve) => { window.release = resolve; });
  if (late === 'program') {
    const compile = WebAssembly.compileStreaming;
    WebAssembly.compileStreaming = async (response) => { await released; return compile(response); };
  }
  window.readers = 0;
  window.Worker = class extends Worker {
    constructor(...details) {
      super(...details);
      ++window.readers;
    }
    set onmessage(told) {
      super.onmessage = (event) => void (late === 'records' ? new Promise(() => undefined) : Promise.resolve()).then(() => told(event));
    }
  };
  window.opening = false;
  new MutationObserver(() => {
    window.opening ||= document.querySelector('#mirror [role=progressbar]') !== null;
  }).observe(document, { childList: true, subtree: true, attributeFilter: ['role'] });
};
const release = (app) => app.page.evaluate(() => window.release());

/** A device on which the page has been, with a customer. */
async function visited(here) {
  const { url } = await here.serve();
  const device = await here.device({ init: [watchStart] });
  const app = await device.open(`${url}?lang=en`);
  const record = await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.saved();
  await until('the service worker to have the page', () => app.page.evaluate(() => navigator.serviceWorker.controller !== null));
  return { address: `${url}?lang=en`, device, app, record };
}

scene('a second start shows the records with its first frame', async (here) => {
  const { address, device, app } = await visited(here);
  await app.page.close();
  const again = await device.open(`${address}#/customers`);
  assert.ok(await again.page.evaluate(() => window.readers), 'it was read ahead');
  await again.see('gridcell', 'Cloudsail Ltd');
  assert.equal(await again.page.evaluate(() => window.opening), false);
});

scene('where the worker says nothing, a start says that the records are coming, and reads them without it', async (here) => {
  const { address, device, app } = await visited(here);
  await app.page.close();
  const again = await device.open(`${address}&late=records#/customers`, { ready: false });
  await again.see('gridcell', 'Cloudsail Ltd');
  await again.gone('progressbar', 'Opening…');
  assert.ok(await again.page.evaluate(() => window.opening));
});

scene('what another tab writes after a start has read ahead is not lost to it', async (here) => {
  const { address, device, app, record } = await visited(here);
  const other = await device.open(`${address}&late=program${record}`, { ready: false });
  const { chunks } = await other.page.evaluate(() => window.early.ahead.chunks.then((pieces) => ({ chunks: pieces.length })));
  assert.ok(chunks > 0, 'there is something that can become stale');
  await app.page.bringToFront();
  await edit(app, 'City', 'Ningbo');
  await fieldBecomes(app, 'City', 'Ningbo');
  await app.saved();
  await app.go('#/settings');
  await app.click('button', 'Tidy up'); // the journal goes into the chunks
  await app.hears(/Tidied up/);
  await other.page.bringToFront();
  await release(other);
  await other.ready();
  await fieldBecomes(other, 'City', 'Ningbo');
  await edit(other, 'City', 'Wenzhou');
  await other.saved();
  await app.page.bringToFront();
  await app.go(record);
  await fieldBecomes(app, 'City', 'Wenzhou');
});
