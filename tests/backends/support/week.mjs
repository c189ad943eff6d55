// A week of three people, each with a device, as they live it: the same acts on every server, and the same end. What
// the week has to end with is written down beside it, so that servers that pass have equal data.
import { scene } from '../../browser/support/scene.mjs';
import { chooseFiles, createCustomer, edit, fieldBecomes, find, runImport, synced } from '../../browser/support/steps.mjs';
import { until } from '../../browser/support/wait.mjs';
import { compare } from './outcome.mjs';

const small = { width: 760, height: 520 }; // drawing is most of the cost
const cities = ['Hangzhou', '宁波', 'Suzhou', '厦门'];

/** The customers that the week begins with, by name. */
function list() {
  const plain = ['Harbour', 'Lantern', 'Quarry', 'Orchard', 'Granite', 'Willow', 'Copper', 'Juniper', 'Saddle', 'Beacon'];
  const names = plain.flatMap((word) => [`${word} Tools`, `${word} Foods`, `${word} Freight`]);
  const chinese = ['云帆', '江山', '远山', '西湖', '长桥', '青石', '白塔', '南门', '东林', '北川'];
  names.push(...chinese.map((word) => `${word}贸易有限公司`));
  return new Map(names.map((name, i) => [name, { city: cities[i % cities.length], phone: `0571 ${8000 + i}`, industry: '' }]));
}

const csv = (customers) => `name,city,phone\n${[...customers].map(([name, { city, phone }]) => `${name},${city},${phone}`).join('\n')}\n`;

class Person {
  constructor(name, device, app) {
    Object.assign(this, { name, device, app });
  }

  /** Cut off from the network, or back again. */
  network(on) {
    return this.device.context.setOffline(!on);
  }

  async open(customer) {
    await find(this.app, customer);
    await this.app.see('form', 'Details');
  }

  /** Changes a field of the customer of that name. */
  async write(customer, field, value) {
    await this.open(customer);
    await edit(this.app, field, value);
    await this.app.saved();
  }

  /** On the timeline of the record that is open. */
  async writeDown(type, text) {
    const within = this.app.node('form', 'Write down');
    await this.app.click('radio', type, { within });
    await this.app.fill('textbox', 'Text', text, { within });
    await this.app.click('button', 'Save', { within });
  }

  async sees(customer, field, value) {
    await this.open(customer);
    await fieldBecomes(this.app, field, value);
  }

  async sync() {
    await this.app.go('#/sync');
    await this.app.click('button', 'Sync now');
    await synced(this.app);
  }

  async waiting(count) {
    await until(`${count} changes of ${this.name} to wait`, async () => (await this.app.stats()).queueLength === count);
    await this.app.saved();
  }
}

/** First everybody has sent, then everybody has received. */
async function allSynced(people, counts) {
  await Promise.all(people.map((person) => person.sync()));
  await Promise.all(people.map(async (person) => {
    await person.sync();
    await person.app.counts(counts);
  }));
}

async function monday({ li, wang, zhao, all }, customers) {
  await chooseFiles(li.app, [{ name: 'customers.csv', bytes: csv(customers) }]);
  await runImport(li.app);
  await li.app.counts({ customer: 40 });
  await allSynced(all, { customer: 40 });

  await wang.open('Harbour Tools');
  await wang.app.click('button', 'New Contact', { within: wang.app.node('region', 'Contacts') });
  const contact = wang.app.node('dialog', 'New Contact');
  await wang.app.fill('textbox', 'Name', '陈丽', { within: contact });
  await wang.app.fill('textbox', 'Mobile', '138 0000 1111', { within: contact });
  await wang.app.click('button', 'Save', { within: contact });
  await wang.app.counts({ contact: 1 });
  await wang.app.click('button', 'New deal');
  const deal = wang.app.node('dialog', 'New Deal');
  await wang.app.fill('textbox', 'Name', 'Spring order', { within: deal });
  await wang.app.fill('textbox', 'Amount', '48000', { within: deal });
  await wang.app.click('button', 'Save', { within: deal });
  await wang.app.counts({ opportunity: 1 });

  await createCustomer(zhao.app, '新城 New Town');
  await zhao.writeDown('Note', '喜欢蓝色的样品 the blue sample');
  await zhao.app.counts({ note: 1 });
  await li.open('Orchard Foods');
  await li.writeDown('Call', 'Asked for prices');
  await li.app.counts({ activity: 1 });
  await allSynced(all, { customer: 41, contact: 1, opportunity: 1, activity: 1, note: 1, stage: 9 });
  customers.set('新城 New Town', { city: '', phone: '', industry: '' });
}

async function tuesday({ li, wang }, customers) {
  await li.network(false);
  await wang.network(false);
  await li.write('Lantern Foods', 'City', 'Wenzhou');
  await li.write('Quarry Freight', 'City', 'Jinhua');
  await wang.write('Lantern Foods', 'Phone', '0577 1234');
  await wang.write('Quarry Freight', 'City', 'Lishui');
  await li.waiting(2);
  await wang.waiting(2);
  await li.network(true);
  await li.sync();
  await wang.network(true);
  await wang.sync();
  await wang.open('Quarry Freight');
  const conflict = wang.app.node('group', 'Conflicts: City');
  for (const version of [customers.get('Quarry Freight').city, 'Jinhua', 'Lishui']) await wang.app.read(version, conflict);
  await wang.app.click('button', 'Keep mine', { within: conflict });
  await wang.app.gone('group', 'Conflicts: City');
  await wang.sync();
  await li.sync();
  for (const person of [li, wang]) {
    await person.sees('Quarry Freight', 'City', 'Lishui');
    await person.app.gone('group', 'Conflicts: City');
    await person.sees('Lantern Foods', 'City', 'Wenzhou');
    await fieldBecomes(person.app, 'Phone', '0577 1234');
  }
  Object.assign(customers.get('Lantern Foods'), { city: 'Wenzhou', phone: '0577 1234' });
  customers.get('Quarry Freight').city = 'Lishui';
}

async function wednesday({ li, zhao, all, server }, customers) {
  await zhao.network(false);
  await zhao.app.go('#/customers');
  await zhao.app.fill('searchbox', 'Search Customers', 'Granite Tools');
  await zhao.app.click('row', /Granite Tools/, { button: 'right' });
  await zhao.app.click('menuitem', 'Delete');
  await zhao.app.counts({ customer: 40 });
  await zhao.app.fill('searchbox', 'Search Customers', '');
  await zhao.waiting(1);

  await server.stopBackend();
  await li.write('Willow Foods', 'City', '丽水');
  await li.write('Copper Tools', 'Phone', '0578 4321');
  await li.waiting(2);
  await li.device.close();
  await li.device.start();
  li.app = await li.device.open(`${server.url}?lang=en`);
  await li.waiting(2);
  await server.startBackend();
  await zhao.network(true);
  await allSynced(all, { customer: 40 });
  customers.delete('Granite Tools');
  customers.get('Willow Foods').city = '丽水';
  customers.get('Copper Tools').phone = '0578 4321';
}

async function thursday({ li, wang, all }, customers) {
  await wang.app.go('#/customers');
  await wang.app.click(wang.app.node('row').nth(2));
  await wang.app.press('Control+a');
  await wang.app.read('40 selected');
  await wang.app.click('button', 'Edit field…');
  const dialog = wang.app.node('dialog', 'Edit many');
  await wang.app.choose('Field to change', 'Industry', { within: dialog });
  await wang.app.fill('textbox', 'Industry', '外贸 trade', { within: dialog, commit: 'Tab' });
  await wang.app.read(/Industry of 40 Customers will change/, dialog);
  await wang.app.click('button', 'Apply', { within: dialog });
  await wang.app.gone('dialog', 'Edit many');
  await wang.app.click('button', 'Clear selection');
  await li.write('Juniper Freight', 'City', 'Nowhere');
  await allSynced(all, { customer: 40 });
  await li.open('Juniper Freight');
  await li.app.click('button', 'Undo', { within: li.app.node('banner') });
  await fieldBecomes(li.app, 'City', customers.get('Juniper Freight').city);
  await allSynced(all, { customer: 40 });
  for (const customer of customers.values()) customer.industry = '外贸 trade';
}

async function friday({ li, wang, zhao, all }, customers) {
  await wang.app.go('#/opportunities');
  await find(wang.app, 'Spring order');
  await wang.app.choose('Stage', 'Negotiation', { within: wang.app.node('form', 'Details') });
  await wang.sync();
  await zhao.sync();
  await zhao.app.go('#/pipeline');
  await zhao.app.click('listitem', 'Spring order', { within: zhao.app.node('list', 'Negotiation'), button: 'right' });
  await zhao.app.click('menuitem', 'Move to Won');

  // The server has taken it, and nobody hears of that: the train is in a tunnel.
  let lost = 0;
  await li.app.page.route('**/db/**', async (route) => {
    const request = route.request();
    if (lost > 0 || request.method() !== 'POST' || !request.postData()?.includes('Once Only')) return route.continue();
    ++lost;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await createCustomer(li.app, 'Once Only Ltd');
  await until('the answer to be lost', () => lost === 1);
  // And one that is refused for the time being.
  let refused = 0;
  await wang.app.page.route('**/db/**', (route) => {
    const request = route.request();
    if (refused > 0 || request.method() === 'GET' || !request.postData()?.includes('Shaoxing')) return route.continue();
    ++refused;
    return route.fulfill({ status: 503, contentType: 'application/json', body: '{}' });
  });
  await wang.write('Beacon Freight', 'City', 'Shaoxing');
  await until('an edit to be refused', () => refused === 1);
  await allSynced(all, { customer: 41, contact: 1, opportunity: 1, activity: 1, note: 1, stage: 9 });
  customers.set('Once Only Ltd', { city: '', phone: '', industry: '' });
  customers.get('Beacon Freight').city = 'Shaoxing';

  // Made when everything else had arrived: who has it, has everything.
  await createCustomer(li.app, 'Closing Time Ltd');
  await allSynced(all, { customer: 42 });
  customers.set('Closing Time Ltd', { city: '', phone: '', industry: '' });
}

/** Registers the test of one server of servers.mjs. */
export function week(backend) {
  scene(`a week of three people on ${backend.title} ends with the data that it must, on every device and on the server`, async (here) => {
    const server = await here.serve({ backend: backend.backend });
    const people = await Promise.all(['Li', 'Wang', 'Zhao'].map(async (name) => {
      const device = await here.device({ viewport: small });
      return new Person(name, device, await device.open(`${server.url}?lang=en`));
    }));
    const [li, wang, zhao] = people;
    const cast = { li, wang, zhao, all: people, server };
    const customers = list();
    for (const day of [monday, tuesday, wednesday, thursday, friday]) {
      const began = performance.now();
      await day(cast, customers);
      console.log(`${backend.title}: ${day.name} took ${Math.round((performance.now() - began) / 1000)} s`);
    }
    await compare(backend, server, people, customers);
    for (const { name, app } of people) if (app.complaints.length > 0) throw new Error(`${name}: ${app.complaints.join('; ')}`);
  }, { seconds: 540 });
}
