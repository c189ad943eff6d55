import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { IdentityServer } from './support/identity.mjs';
import { scene } from './support/scene.mjs';
import { createCustomer, edit, synced } from './support/steps.mjs';
import { until } from './support/wait.mjs';

const base = JSON.parse(await readFile(new URL('../../assets/connectors/json-server.json', import.meta.url), 'utf8'));

/** Fills in the form for a connector of one's own, and presses Sign in. */
async function signIn(app, house) {
  await app.go('#/sync');
  await app.choose('Kind', 'A connector of your own');
  await app.click('textbox', 'Connector (JSON)');
  await app.page.keyboard.insertText(house.connector(base));
  await app.settled();
  await app.fill('textbox', 'Address', house.url);
  await app.fill('textbox', 'User name', 'app');
  await app.leave('button', 'Sign in');
}

const arrives = (house, name, field, value) => until(`${name}'s ${field} to arrive`, () =>
  house.records('customers').some((each) => each.name === name && each[field] === value));

scene('who signs in at the page of the backend comes back, sees the connection tried, and stays signed in', async (here) => {
  const house = await IdentityServer.start();
  try {
    const server = await here.serve();
    const device = await here.device();
    let app = await device.open(`${server.url}?lang=en`);
    const page = await createCustomer(app, 'Northwind', { City: 'Oslo' });
    await signIn(app, house);
    await app.ready();
    await app.hash('#/sync');
    assert.equal(house.signIns, 1);
    assert.equal(new URL(app.page.url()).search, '?lang=en', 'the answer is gone from the address');
    await app.see('button', 'Connect a backend');
    assert.deepEqual(house.records('customers'), [], 'trying leaves nothing behind');
    await app.click('button', 'Connect a backend');
    await arrives(house, 'Northwind', 'city', 'Oslo');
    await synced(app);

    house.access.clear(); // the session ends: the next begins by itself, with a secret that the last answer brought
    await app.go(page);
    await edit(app, 'City', 'Bergen');
    await arrives(house, 'Northwind', 'city', 'Bergen');
    await app.saved();
    await app.page.close();
    house.access.clear();
    app = await device.open(`${server.url}?lang=en${page}`);
    await edit(app, 'City', 'Narvik');
    await arrives(house, 'Northwind', 'city', 'Narvik');

    house.access.clear(); // the person is not let in any more, and signs in anew
    house.refresh.clear();
    await edit(app, 'City', 'Tromsø');
    await app.go('#/sync');
    await app.leave('button', 'Sign in');
    await app.ready();
    await arrives(house, 'Northwind', 'city', 'Tromsø');
    assert.equal(house.signIns, 2);
    assert.equal(house.records('customers').length, 1);
  } finally {
    await house.stop();
  }
});

scene('a sign-in that the backend refuses is told, and what was filled in can be tried again', async (here) => {
  const house = await IdentityServer.start();
  try {
    house.refusal = 'access_denied';
    const server = await here.serve();
    const app = await (await here.device()).open(`${server.url}?lang=en`);
    await signIn(app, house);
    await app.ready();
    await app.hears(/access_denied/);
    await app.see('button', 'Sign in');
  } finally {
    await house.stop();
  }
});
