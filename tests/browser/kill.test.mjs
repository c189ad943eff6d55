import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { documents, synced } from './support/steps.mjs';
import { text } from './support/texts.mjs';
import { pause } from './support/wait.mjs';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
const kills = 50;
const small = { width: 760, height: 520 }; // drawing it takes little of the time, storing it much
const people = ['Li', 'Wang']; // two browsers at once: what one pushes, the other takes in while it is killed
const notSaved = [text('en', 'status.saving'), text('en', 'status.not_saved'), text('en', 'app.opening')];

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbers(from) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a person did, and what of it the app has called saved. */
class Diary {
  attempted = 0; // customers
  customers = new Map(); // those called saved: address → { name, said, typed }, the numbers of its city
  last; // address of the one being edited
  acknowledged = 0; // edits and customers
}

/** Once the field was left and the status says that what was typed in it is saved. */
function acknowledged(page, field, value) {
  return page.waitForFunction(([field, value, notSaved]) => {
    const mirror = document.querySelector('#mirror');
    const focused = mirror.querySelector('[data-focused]');
    if (!focused || focused.getAttribute('aria-label') === field) return false;
    const boxes = [...mirror.querySelectorAll('[role=form] [role=textbox]')];
    const box = boxes.find((each) => each.getAttribute('aria-label') === field);
    const said = [...mirror.querySelectorAll('[role=banner] [role=status]')].map((each) => each.getAttribute('aria-label') || each.textContent);
    return box?.dataset.value === value && window.saddlebag.stats().saved && !said.some((each) => notSaved.includes(each));
  }, [field, value, notSaved]).catch(async (error) => {
    const seen = await page.evaluate(() => JSON.stringify([window.saddlebag.stats(), document.querySelector('#mirror [data-focused]')?.outerHTML,
      ...[...document.querySelectorAll('#mirror [role=form] [role=textbox], #mirror [role=status], #mirror [role=alert], #mirror [role=dialog]')].map((each) => each.outerHTML)]));
    throw new Error(`${value} was not called saved: ${error.message} ${seen}`);
  });
}

async function createOne(app, diary, person) {
  await app.go('#/customers');
  await app.click('button', 'New Customer');
  const name = `${person} ${++diary.attempted}`;
  await app.fill('textbox', 'Name', name, { within: app.node('dialog', 'New Customer') });
  await app.click('button', 'Save', { within: app.node('dialog', 'New Customer') });
  await app.page.waitForFunction((notSaved) => {
    const said = [...document.querySelectorAll('#mirror [role=banner] [role=status]')].map((each) => each.getAttribute('aria-label') || each.textContent);
    return /^#\/customers\/[0-9a-f-]{36}$/.test(location.hash) && window.saddlebag.stats().saved && !said.some((each) => notSaved.includes(each));
  }, notSaved);
  diary.last = new URL(app.page.url()).hash;
  diary.customers.set(diary.last, { name, said: 0, typed: 0 });
  ++diary.acknowledged;
}

/** Types one number after another into the city of the customer that is open. */
async function editSome(app, diary, count) {
  const customer = diary.customers.get(diary.last);
  for (let i = 0; i < count; ++i) {
    await app.click('textbox', 'City', { within: app.node('form', 'Details') });
    await app.page.keyboard.press('Control+a');
    await app.page.keyboard.type(`City ${++customer.typed}`);
    await app.page.keyboard.press('Tab');
    await acknowledged(app.page, 'City', `City ${customer.typed}`);
    customer.said = customer.typed;
    ++diary.acknowledged;
  }
}

async function work(app, diary, person, random) {
  if (!diary.last) await createOne(app, diary, person);
  for (;;) {
    await editSome(app, diary, 1 + Math.floor(random() * 8));
    await createOne(app, diary, person);
  }
}

/** The number of the city that a device shows, or the backend has, is not older than what was called saved. */
function checkCity(city, { name, said, typed }, where) {
  const number = city ? Number(city.replace('City ', '')) : 0;
  assert.ok(number >= said && number <= typed, `${name} ${where}: “${city}”, though City ${said} was called saved (typed: ${typed})`);
}

/** After each start: as many customers as were called saved, and the last edit of the last one. */
async function look(app, diary) {
  await app.ready();
  const count = await app.count('customer');
  assert.ok(count >= diary.customers.size, `${count} customers, though ${diary.customers.size} were called saved`);
  if (!diary.last) return;
  await app.page.waitForFunction(() => [...document.querySelectorAll('#mirror [role=form] [role=textbox]')].some((each) => each.getAttribute('aria-label') === 'City'));
  const city = await app.valueOf('textbox', 'City', app.node('form', 'Details'));
  checkCity(city, diary.customers.get(diary.last), 'after a kill');
}

/**
 * Works until it is killed at a moment that chance chooses: while it opens, or a little after some change was called
 * saved, which is while the next one is typed, saved and sent. Counted in changes, so that a slow machine is as busy.
 */
async function lead(day, { device, diary, person, random }, address) {
  for (let i = 0; i < kills / people.length && !day.over; ++i) {
    const opening = random() < 0.2;
    const goal = diary.acknowledged + Math.floor(random() * 6);
    const late = random() * (opening ? 1500 : 600);
    const app = await device.open(`${address}${diary.last ?? ''}`, { ready: false });
    let killed = false;
    const doing = (async () => {
      await look(app, diary);
      await work(app, diary, person, random);
    })().catch((error) => {
      if (!killed) throw error;
    });
    const busy = async () => {
      while (!opening && diary.acknowledged < goal) await pause(5);
      await pause(late); // the moment itself is what is tested
    };
    await Promise.race([busy(), doing]);
    killed = true;
    await device.kill();
    await doing;
    await device.start();
  }
}

async function exported(app) {
  await app.go('#/customers');
  await app.click('button', 'Export');
  const { bytes } = await app.download(() => app.click('menuitem', 'Export as JSON'));
  return JSON.parse(bytes.toString('utf8'));
}

scene(`the browser is killed at ${kills} moments of a busy day: nothing that was called saved is missing, nothing is there twice`, async (here) => {
  console.log(`seed ${seed}: SEED=${seed} makes the same choices again`);
  const server = await here.serve({ backend: true });
  const address = `${server.url}?lang=en`;
  const desks = await Promise.all(people.map(async (person, i) => (
    { person, device: await here.device(), diary: new Diary(), random: numbers(seed + i) })));
  const day = { over: false }; // for both, where one of them finds something missing
  const ends = await Promise.allSettled(desks.map((desk) => lead(day, desk, address).catch((error) => {
    day.over = true;
    throw error;
  })));
  for (const { reason } of ends.filter(({ status }) => status === 'rejected')) throw reason;

  const apps = await Promise.all(desks.map(({ device }) => device.open(address)));
  for (const app of apps) await synced(app);
  const stored = await documents(server, 'customer');
  for (const app of apps) await app.counts({ customer: stored.length });
  const names = stored.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length, `there twice: ${names.filter((name, i) => names.indexOf(name) !== i)}`);
  const copies = [stored];
  for (const app of apps) copies.push(await exported(app));
  for (const [i, copy] of copies.entries()) {
    const where = i === 0 ? 'at the backend' : `on the device of ${people[i - 1]}`;
    const byName = new Map(copy.map((record) => [record.name, record]));
    assert.deepEqual([...byName.keys()].sort(), [...names].sort(), where);
    for (const { diary } of desks) {
      for (const customer of diary.customers.values()) {
        assert.ok(byName.has(customer.name), `${customer.name}, which was called saved, is not ${where}`);
        checkCity(byName.get(customer.name).city, customer, where);
      }
    }
    for (const { name, city } of stored) assert.equal(byName.get(name).city ?? '', city ?? '', `${name} ${where}`);
  }
  const total = desks.reduce((sum, { diary }) => sum + diary.acknowledged, 0);
  console.log(`${total} changes called saved, ${names.length} customers`);
  assert.ok(total > kills, 'the day was not busy');
}, { seconds: 1500 });
