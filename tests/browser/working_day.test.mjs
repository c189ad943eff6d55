// One working day of twenty tasks, written down once, and done with the mouse, with the keyboard, with a finger, and through
// the accessibility tree alone. What each task took is printed.
import assert from 'node:assert/strict';
import { Assistant, Finger, Keys, Mouse } from './support/hands.mjs';
import { scene } from './support/scene.mjs';
import { documents, synced } from './support/steps.mjs';
import { until } from './support/wait.mjs';

const people = ['Cloudsail Ltd', 'Northwind Traders', 'Lakeside Foods', 'Bridgepoint Health', 'Summit Tools'];

/** What others have brought to the backend before the day begins. */
async function customersOnServer(server) {
  const docs = people.map((name, i) => ({ _id: `customer:0190a000-0000-7000-8000-00000000000${i + 1}`, kind: 'customer', name, city: 'Hangzhou' }));
  const answer = await fetch(`${server.url}db/saddlebag/_bulk_docs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ docs }) });
  assert.ok(answer.ok, await answer.text());
}

/** A colleague changes a customer's city elsewhere. */
async function changeOnServer(server, name, city) {
  const customer = (await documents(server, 'customer')).find((each) => each.name === name);
  const answer = await fetch(`${server.url}db/saddlebag/${encodeURIComponent(customer._id)}`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...customer, city }),
  });
  assert.ok(answer.ok, await answer.text());
}

const dialog = (app, name) => app.node('dialog', name);
const details = (app) => app.node('form', 'Details');
const cityOf = async (server, name) => (await documents(server, 'customer')).find((each) => each.name === name)?.city;

async function chooseCell(hand, name) {
  await hand.press('checkbox', `Select ${name}`, hand.app.node('row', name));
}

const tasks = {
  'find a customer': async (hand) => {
    await hand.find('northw', 'Northwind Traders');
    await hand.app.see('heading', 'Northwind Traders');
  },
  'add a customer': async (hand) => {
    await hand.go('Customers');
    await hand.press('button', 'New Customer');
    await hand.write('textbox', 'Name', 'Riverbend Optics', dialog(hand.app, 'New Customer'));
    await hand.save(dialog(hand.app, 'New Customer'));
    await hand.app.counts({ customer: people.length + 1 });
  },
  'add a contact': async (hand) => {
    await hand.press('button', 'New Contact');
    await hand.write('textbox', 'Name', 'Iris Chen', dialog(hand.app, 'New Contact'));
    await hand.save(dialog(hand.app, 'New Contact'));
    await hand.app.counts({ contact: 1 });
  },
  'log a visit': async (hand) => {
    await hand.press('radio', 'Visit');
    await hand.write('textbox', /./, 'Showed the new lenses', composer(hand.app));
    await hand.press('button', 'Save', composer(hand.app));
    await hand.app.counts({ activity: 1 });
  },
  'plan a task': async (hand) => {
    await hand.press('radio', 'Task');
    await hand.write('textbox', /./, 'Send the quote', composer(hand.app));
    await hand.press('button', 'Save', composer(hand.app));
    await hand.app.counts({ activity: 2 });
  },
  'tick a task': async (hand) => {
    await hand.go('Activities');
    await hand.press('checkbox', 'Done: Send the quote');
    await hand.app.gone('checkbox', 'Done: Send the quote', hand.app.node('list', 'Activities'));
  },
  'edit a field inline': async (hand) => {
    await hand.find('riverb', 'Riverbend Optics');
    await hand.write('textbox', 'City', 'Suzhou', details(hand.app));
    await hand.commit();
    await hand.app.hasValue('textbox', 'City', 'Suzhou', details(hand.app));
  },
  'make a deal': async (hand) => {
    await hand.press('button', 'New deal');
    await hand.write('textbox', 'Name', 'First lenses', dialog(hand.app, 'New Deal'));
    await hand.save(dialog(hand.app, 'New Deal'));
    await hand.app.counts({ opportunity: 1 });
  },
  'move a deal on the board': async (hand) => {
    await hand.go('Pipeline');
    await hand.app.see('list', 'Won');
    await hand.move('First lenses', 'Lead', 'Opportunity');
    await hand.app.counted('list', 'Opportunity', 1);
  },
  'mark it won': async (hand) => {
    await hand.menu('listitem', 'First lenses');
    await hand.press('menuitem', 'Move to Won');
    await hand.app.counted('list', 'Won', 1);
  },
  'change two at once, after a preview': async (hand) => {
    await hand.go('Customers');
    for (const name of ['Lakeside Foods', 'Summit Tools']) await chooseCell(hand, name);
    await hand.press('button', 'Edit field…');
    const many = dialog(hand.app, 'Edit many');
    await hand.choose('Field to change', 'Tier', many);
    await hand.choose('Tier', 'Gold', many);
    await hand.app.read(/Tier of 2 Customers will change/, many);
    await hand.press('button', 'Apply', many);
    await hand.app.gone('dialog', 'Edit many');
    await hand.press('button', 'Clear selection');
    await hand.app.read('Gold');
  },
  'undo': async (hand) => {
    await hand.undo();
    await until('the tiers to be as before', async () => await hand.app.text('Gold').count() === 0);
  },
  'redo': async (hand) => {
    await hand.redo();
    await hand.app.read('Gold');
  },
  'resolve a conflict': async (hand, server) => {
    await synced(hand.app);
    await hand.find('bridgep', 'Bridgepoint Health');
    await hand.app.device.context.setOffline(true);
    await hand.write('textbox', 'City', 'Wenzhou', details(hand.app));
    await hand.commit();
    await hand.app.saved();
    await changeOnServer(server, 'Bridgepoint Health', 'Jiaxing');
    await hand.app.device.context.setOffline(false);
    await hand.press('button', 'Keep mine', hand.app.node('group', /City/));
    await hand.app.gone('group', /Conflicts: City/);
    await until('the choice to reach the backend', async () => await cityOf(server, 'Bridgepoint Health') === 'Wenzhou');
  },
  'filter and sort': async (hand) => {
    await hand.go('Customers');
    await hand.press('button', 'Filter');
    await hand.press('menuitem', 'City');
    const filter = dialog(hand.app, 'Filter by City');
    await hand.write('textbox', 'Value', 'Hangzhou', filter);
    await hand.commit();
    await hand.press('button', 'Apply', filter);
    await hand.app.read(`4 of ${people.length + 1}`);
    await hand.press('columnheader', 'Name');
    await until('the list to be sorted', async () => await hand.app.node('columnheader', 'Name').getAttribute('aria-sort') !== null);
    await hand.press('button', 'Clear filters');
  },
  'import a file': async (hand) => {
    await hand.go('Import');
    const [chooser] = await Promise.all([hand.app.page.waitForEvent('filechooser'), hand.press('button', 'Choose files')]);
    await chooser.setFiles([{ name: 'customers.csv', mimeType: 'text/csv', buffer: Buffer.from('name,city\nHarbour Lights,Dalian\nOld Mill Coffee,Xiamen\n') }]);
    await hand.app.see('tab', 'customers.csv');
    await hand.press('button', 'Import 2 rows');
    await hand.app.counts({ customer: people.length + 3 });
  },
  'export a list': async (hand) => {
    await hand.go('Customers');
    await hand.press('button', 'Export');
    const { bytes } = await hand.app.download(() => hand.press('menuitem', 'Export as CSV'));
    assert.match(bytes.toString('utf8'), /Harbour Lights/);
  },
  'change the language': async (hand) => {
    await hand.press('button', '切换为中文');
    await hand.app.see('main', '客户');
    await hand.press('button', 'Switch to English');
    await hand.app.see('main', 'Customers');
  },
  'delete, and take it back': async (hand) => {
    await hand.menu('row', 'Old Mill Coffee');
    await hand.press('menuitem', 'Delete');
    await hand.app.counts({ customer: people.length + 2 });
    await hand.undo();
    await hand.app.counts({ customer: people.length + 3 });
  },
  'see that all is synced': async (hand, server) => {
    await synced(hand.app);
    await hand.go('Sync');
    await hand.app.see('main', 'Sync');
    const names = (await documents(server, 'customer')).map(({ name }) => name);
    for (const name of [...people, 'Riverbend Optics', 'Harbour Lights', 'Old Mill Coffee']) assert.ok(names.includes(name), name);
    assert.equal((await documents(server, 'opportunity')).length, 1);
  },
};

/** Where notes and activities are written on a record's page. */
const composer = (app) => app.node('form').filter({ has: app.page.getByRole('radio', { name: 'Visit' }) });

const ways = [
  [Mouse, { viewport: { width: 1440, height: 900 } }],
  [Keys, { viewport: { width: 1440, height: 900 } }],
  [Finger, { viewport: { width: 768, height: 1024 }, touch: true }],
  [Assistant, { viewport: { width: 1440, height: 900 } }],
];
const spent = {};

for (const [Way, options] of ways) {
  const way = new Way().name;
  scene(`a working day of twenty tasks by ${way}`, async (here) => {
    const server = await here.serve({ backend: true });
    await customersOnServer(server);
    const app = await (await here.device(options)).open(`${server.url}?lang=en`);
    await app.counts({ customer: people.length });
    const hand = new Way(app);
    for (const [task, act] of Object.entries(tasks)) {
      hand.done = { acts: 0, typed: 0 };
      if (process.env.SADDLEBAG_LOUD) console.log(`${way}: ${task}`);
      await act(hand, server).catch((error) => { throw new Error(`${task}: ${error.message}`, { cause: error }); });
      (spent[task] ??= {})[way] = { ...hand.done, unit: hand.unit };
    }
    assert.equal(Object.keys(tasks).length, 20);
    assert.deepEqual(app.complaints, []);
    if (Way === Assistant) print();
  }, { seconds: 400 });
}

function print() {
  const names = ways.map(([Way]) => new Way()).map(({ name, unit }) => `${name} (${unit})`);
  const cells = Object.entries(spent).map(([task, by]) => [task, ...ways.map(([Way]) => by[new Way().name]).map((done) =>
    (done ? `${done.acts}${done.typed ? ` + ${done.typed} letters` : ''}` : '–'))]);
  const table = [['task', ...names], ...cells];
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  console.log(table.map((row) => row.map((cell, i) => cell.padEnd(widths[i])).join('  ')).join('\n'));
}
