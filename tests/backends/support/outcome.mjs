// What a week ended with: on the server, on each device, and what it had to be.
import assert from 'node:assert/strict';
import { boardColumns } from '../../browser/support/steps.mjs';

const titles = { customer: 'name', contact: 'name', opportunity: 'name', activity: 'subject', note: 'body', stage: 'built_in', pipeline: 'built_in' };
const screens = { customer: 'customers', contact: 'contacts', opportunity: 'opportunities', activity: 'activities' }; // notes have none of their own
/** Follow from when the week is played. */
const times = ['created', 'updated', 'stage_since', 'opened', 'closed', 'due', 'done_at'];
/** Who wrote last; nobody has signed in. */
const passing = ['updated_by', 'id', 'kind'];

/** What a new record has; a probability below 0 is the stage's. */
const nothings = ['', null, 0, false, -1, 'company', 'none', 'prospect', 'unknown', 'any'];
const isNothing = (value) => nothings.includes(value) || (Array.isArray(value) && value.length === 0);
const byTitle = (kind) => (a, b) => (a[titles[kind]] < b[titles[kind]] ? -1 : 1);

/** Records by kind, in which names stand for ids. */
function named(records) {
  const names = new Map(records.map(([kind, id, fields]) => [id, fields[titles[kind]]]));
  const kinds = {};
  for (const [kind, , fields] of records) {
    const kept = Object.entries(fields).filter(([name, value]) => !times.includes(name) && !passing.includes(name) && !isNothing(value));
    (kinds[kind] ??= []).push(Object.fromEntries(kept.map(([name, value]) => [name, names.get(value) ?? value])));
  }
  for (const [kind, all] of Object.entries(kinds)) all.sort(byTitle(kind));
  return kinds;
}

function expected(customers) {
  const given = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => !isNothing(value)));
  return {
    customer: [...customers].map(([name, fields]) => given({ name, ...fields })).sort(byTitle('customer')),
    contact: [{ name: '陈丽', customer: 'Harbour Tools', mobile: '138 0000 1111' }],
    opportunity: [{ name: 'Spring order', customer: 'Harbour Tools', amount: { amount: '48000.00', currency: 'USD' }, pipeline: 'standard', stage: 'won' }],
    activity: [{ subject: 'Asked for prices', type: 'call', customer: 'Orchard Foods', done: true }],
    note: [{ body: '喜欢蓝色的样品 the blue sample', customer: '新城 New Town' }],
  };
}

/** Answers the records by kind. */
export function checkServer(records, customers) {
  const kinds = named(records);
  for (const [kind, must] of Object.entries(expected(customers))) assert.deepEqual(kinds[kind], must, `${kind} on the server`);
  assert.equal(kinds.stage.length, 9);
  return kinds;
}

/** Every record of a kind as its list exports it. */
async function exported(app, screen) {
  await app.go(`#/${screen}`);
  if (screen === 'activities') await app.click('radio', 'Table');
  await app.click('button', 'Export');
  const { bytes } = await app.download(() => app.click('menuitem', 'Export as JSON'));
  return JSON.parse(bytes.toString('utf8')).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Fails unless the server and every device hold exactly what the week had to end with. Says how much was compared. */
export async function compare(backend, server, people, customers) {
  const records = await backend.records(server.url);
  const kinds = checkServer(records, customers);
  const devices = await Promise.all(people.map(async ({ app }) => {
    const copy = {};
    for (const [kind, screen] of Object.entries(screens)) copy[kind] = await exported(app, screen);
    assert.equal((await boardColumns(app)).Won.count, 1);
    return copy;
  }));
  let compared = 0;
  for (const [i, { name }] of people.entries()) {
    assert.deepEqual(devices[i], devices[0], `what ${name} and ${people[0].name} have`);
    for (const kind of Object.keys(screens)) {
      const there = new Map(records.filter(([of]) => of === kind).map(([, id, fields]) => [id, fields]));
      assert.deepEqual(devices[i][kind].map(({ id }) => id), [...there.keys()].sort(), `${kind} of ${name} and of the server`);
      for (const { id, ...fields } of devices[i][kind]) {
        const theirs = there.get(id);
        for (const [field, value] of Object.entries(fields).filter(([, value]) => typeof value === 'string')) {
          if (typeof theirs[field] === 'string' && !/[0-9a-f-]{36}/.test(theirs[field]) && !times.includes(field)) assert.equal(value, theirs[field], `${field} of ${id} with ${name}`);
          ++compared;
        }
      }
    }
  }
  const counts = Object.entries(kinds).map(([kind, all]) => `${all.length} ${kind}`).join(', ');
  console.log(`${backend.title}: ${counts} on the server as they must be; ${compared} fields on ${people.length} devices equal to it and to each other`);
}
