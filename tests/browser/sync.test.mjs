import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, documents, edit, fieldBecomes, importFiles, synced } from './support/steps.mjs';
import { until } from './support/wait.mjs';

const backend = { backend: true };
const inOne = { only: ['chromium'] }; // long, and nothing in them depends on the browser's engine

/** Two people with a device each, on one backend, and one customer that both have on the screen. */
async function pair(here, fields = { City: 'Hangzhou' }) {
  const server = await here.serve(backend);
  const [li, wang] = [await here.device(), await here.device()];
  const mine = await li.open(`${server.url}?lang=en`);
  const page = await createCustomer(mine, 'Cloudsail Ltd', fields);
  await synced(mine);
  const theirs = await wang.open(`${server.url}?lang=en${page}`);
  await theirs.counts({ customer: 1 });
  await fieldBecomes(theirs, 'City', 'Hangzhou');
  return { server, mine, theirs, page };
}

const network = (app, on) => app.device.context.setOffline(!on);

scene('a change on one device appears on the other within seconds', async (here) => {
  const { mine, theirs } = await pair(here);
  await edit(mine, 'City', 'Ningbo');
  await fieldBecomes(theirs, 'City', 'Ningbo');
  await edit(theirs, 'Phone', '0571 8888');
  await fieldBecomes(mine, 'Phone', '0571 8888');
  await synced(mine);
  await synced(theirs);
});

scene('different fields of one record, edited offline by two people, are merged', async (here) => {
  const { server, mine, theirs } = await pair(here);
  await network(mine, false);
  await network(theirs, false);
  await edit(mine, 'City', 'Ningbo');
  await edit(theirs, 'Phone', '0571 8888');
  await mine.hears(/Saved · 1 to sync/);
  await network(mine, true);
  await network(theirs, true);
  for (const app of [mine, theirs]) {
    await fieldBecomes(app, 'City', 'Ningbo');
    await fieldBecomes(app, 'Phone', '0571 8888');
    await synced(app);
  }
  const [document] = await documents(server, 'customer');
  assert.equal(document.city, 'Ningbo');
  assert.equal(document.phone, '0571 8888');
});

scene('the same field edited by two people shows both what was and what each wrote; one choice ends it for both', async (here) => {
  const { mine, theirs } = await pair(here);
  await network(theirs, false);
  await edit(theirs, 'City', 'Wenzhou');
  await edit(mine, 'City', 'Ningbo');
  await synced(mine);
  await network(theirs, true);
  for (const app of [mine, theirs]) {
    const conflict = app.node('group', /City/);
    await conflict.first().waitFor({ state: 'attached' });
    for (const version of ['Hangzhou', 'Ningbo', 'Wenzhou']) await app.read(version, conflict);
  }
  await theirs.click('button', 'Keep mine', { within: theirs.node('group', /City/) });
  for (const app of [mine, theirs]) {
    await app.gone('group', /Conflicts: City/);
    await fieldBecomes(app, 'City', 'Wenzhou');
    await synced(app);
  }
});

scene('what was deleted and created offline, children too, arrives', async (here) => {
  const { server, mine, theirs } = await pair(here);
  await createCustomer(mine, 'To be deleted');
  await theirs.counts({ customer: 2 });
  await synced(mine);
  await network(mine, false);
  await mine.go('#/customers');
  await mine.click('row', /To be deleted/, { button: 'right' });
  await mine.click('menuitem', 'Delete');
  await mine.counts({ customer: 1 });
  await createCustomer(mine, 'Born offline');
  await mine.click('button', 'New deal');
  const drawer = mine.node('dialog', 'New Deal');
  await mine.fill('textbox', 'Name', 'Child deal', { within: drawer });
  await mine.click('button', 'Save', { within: drawer });
  await mine.counts({ customer: 2, opportunity: 1 });
  await network(mine, true);
  await theirs.counts({ customer: 2, opportunity: 1 });
  await synced(mine);
  const customers = await documents(server, 'customer');
  assert.deepEqual(customers.map(({ name }) => name).sort(), ['Born offline', 'Cloudsail Ltd']);
  const [deal] = await documents(server, 'opportunity');
  assert.equal(deal.customer, customers.find(({ name }) => name === 'Born offline')._id.split(':')[1]);
}, inOne);

scene('five hundred edits that waited offline arrive, each once', async (here) => {
  const server = await here.serve(backend);
  const app = await (await here.device()).open(`${server.url}?lang=en`);
  const rows = Array.from({ length: 500 }, (_, i) => `Customer ${String(i + 1).padStart(3, '0')},Hangzhou`);
  await importFiles(app, [{ name: 'customers.csv', bytes: `name,city\n${rows.join('\n')}\n` }]);
  await app.counts({ customer: 500 });
  await synced(app);
  await network(app, false);
  await app.go('#/customers');
  await app.click('row', /Customer 001/);
  await app.press('Control+a');
  await app.read('500 selected');
  await app.click('button', 'Edit field…');
  const dialog = app.node('dialog', 'Edit many');
  await app.choose('Field to change', 'City', { within: dialog });
  await app.fill('textbox', 'City', 'Ningbo', { within: dialog, commit: 'Tab' });
  await app.read(/City of 500 Customers will change/, dialog);
  await app.click('button', 'Apply', { within: dialog });
  await until('500 edits to wait', async () => (await app.stats()).queueLength === 500);
  await app.saved();
  await network(app, true);
  await synced(app);
  const customers = await documents(server, 'customer');
  assert.equal(customers.length, 500);
  assert.equal(new Set(customers.map(({ name }) => name)).size, 500);
  assert.ok(customers.every(({ city }) => city === 'Ningbo'));
  assert.ok(customers.every(({ _rev }) => _rev.startsWith('2-')), 'created once and changed once');
}, inOne);

/** Faults of the backend, each made and taken away again: what the sync centre says, and that all of it passes. */
const faults = [
  ['a stopped backend', /The server cannot be reached HTTP 502/, ({ server }) => server.stopBackend(), ({ server }) => server.startBackend()],
  ['401', /Sign in again/, ({ answer }) => answer({ status: 401, contentType: 'application/json', body: '{"error":"unauthorized","reason":"no"}' })],
  ['500', /The backend has a problem/, ({ answer }) => answer({ status: 500, contentType: 'application/json', body: '{"error":"internal"}' })],
  ['a web page instead of data', /The backend has a problem/, ({ answer }) => answer({ status: 200, contentType: 'text/html', body: '<html>Wi-Fi login</html>' })],
];
scene('a backend that is down, refuses, breaks or answers with a web page: the sync centre says so, nothing is lost, it recovers', async (here) => {
  const { server, mine, theirs, page } = await pair(here);
  const release = () => mine.page.unroute('**/db/**');
  const answer = (response) => mine.page.route('**/db/**', (route) => route.fulfill(response));
  let number = 0;
  for (const [fault, says, make, mend = release] of faults) {
    await make({ server, answer });
    const city = `City ${++number}`;
    await mine.go(page);
    await edit(mine, 'City', city);
    await fieldBecomes(mine, 'City', city);
    await until(`the change to wait behind ${fault}`, async () => (await mine.stats()).queueLength === 1);
    await mine.go('#/sync');
    await until(`${fault} to be told`, async () => says.test((await mine.node('main').innerText())), { seconds: 45 });
    await mine.read('1 record');
    await mend({ server });
    await mine.click('button', 'Sync now');
    await synced(mine);
    await mine.read('Everything is synced');
    await fieldBecomes(theirs, 'City', city);
  }
}, inOne);

scene('a slow backend does not hold up the work, and every change arrives', async (here) => {
  const { mine, theirs, page } = await pair(here);
  await mine.page.route('**/db/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1500)); // this is the fault itself
    await route.continue().catch(() => undefined);
  });
  await mine.go(page);
  for (const city of ['Ningbo', 'Wenzhou', 'Jinhua']) {
    await edit(mine, 'City', city);
    await fieldBecomes(mine, 'City', city);
  }
  await fieldBecomes(theirs, 'City', 'Jinhua');
  await synced(mine);
}, inOne);
