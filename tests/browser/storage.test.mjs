import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, edit, fieldBecomes, importFiles } from './support/steps.mjs';

/** Refuses the database for as long as `window.refused` is set, as a browser in a strict mode does. */
function refuse() {
  window.refused = true;
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...details) {
    if (!window.refused) return open.apply(this, details);
    throw new DOMException('storage is not allowed here', 'SecurityError');
  };
}

/** A device without room: every write fails as the browser's own would while `window.full` is set. */
function fill() {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...details) {
    if (window.full) throw new DOMException('the quota has been exceeded', 'QuotaExceededError');
    return put.apply(this, details);
  };
}
const room = (app, there) => app.page.evaluate((full) => { window.full = full; }, !there);

scene('where storage is refused the app says so and works in memory', async (here) => {
  const app = await here.open('?lang=en', { init: [refuse] });
  await app.hears(/Not saved: /);
  await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.counts({ customer: 1 });
  assert.equal((await app.stats()).saved, false);
  await app.see('button', 'Try again');
});

scene('a full disk loses nothing: the edit is kept in the window and saved once there is room', async (here) => {
  const { url } = await here.serve();
  const device = await here.device({ init: [fill] });
  let app = await device.open(`${url}?lang=en`);
  const page = await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.saved();
  await room(app, false);
  await edit(app, 'City', 'Ningbo');
  await app.hears(/Not saved: This device has no room left/);
  await fieldBecomes(app, 'City', 'Ningbo');
  assert.equal((await app.stats()).saved, false);
  await room(app, true);
  await app.click('button', 'Try again');
  await app.saved();
  await app.gone('button', 'Try again');
  await app.page.close();
  app = await device.open(`${url}?lang=en${page}`);
  await fieldBecomes(app, 'City', 'Ningbo');
});

scene('erasing everything asks first and leaves a fresh app', async (here) => {
  const app = await here.open('?lang=en');
  await importFiles(app, [{ name: 'customers.csv', bytes: 'name,city\nOne,Ningbo\nTwo,Wenzhou\n' }]);
  await app.counts({ customer: 2 });
  await app.go('#/settings');
  await app.click('button', 'Erase everything on this device');
  await app.click('button', 'Cancel');
  await app.counts({ customer: 2 });
  await app.click('button', 'Erase everything on this device');
  await Promise.all([app.page.waitForEvent('load'), app.click('button', 'Erase everything').catch(() => undefined)]);
  await app.ready();
  await app.counts({ customer: 0, stage: 9 });
});
