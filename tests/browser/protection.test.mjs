import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { scene } from './support/scene.mjs';
import { createCustomer, importFiles } from './support/steps.mjs';
import { until } from './support/wait.mjs';

// Nothing in them repeats, so that what the browser compresses can be found too.
const planted = Array.from({ length: 1000 }, (_, i) => `Zq${createHash('sha256').update(String(i)).digest('base64').replace(/\W/g, '').slice(0, 16)}`);
const file = { name: 'customers.csv', bytes: `name,city\n${planted.map((name) => `${name},Ningbo`).join('\n')}\n` };
const passphrase = 'correct horse battery';

/** How many planted names can be read in the files that the browser keeps its databases in. */
function namesOnDisk(device) {
  const kept = path.join(device.folder, 'Default');
  const found = new Set();
  for (const name of readdirSync(kept, { recursive: true })) {
    const where = path.join(kept, name);
    if (!/IndexedDB|Local Storage|blob_storage|File System/.test(name) || !statSync(where).isFile()) continue;
    const bytes = readFileSync(where);
    for (const text of [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')]) {
      for (const each of planted) if (text.includes(each.slice(4, 14))) found.add(each); // ends may be compressed
    }
  }
  return found.size;
}

async function protect(app) {
  await app.go('#/settings');
  await app.click('button', 'Turn on encryption');
  const dialog = app.node('dialog', 'Turn on encryption');
  await app.fill('textbox', 'Passphrase', passphrase, { within: dialog });
  await app.fill('textbox', 'Repeat the passphrase', passphrase, { within: dialog });
  await app.click('checkbox', /^I understand/, { within: dialog });
  await app.click('button', 'Turn on encryption', { within: dialog });
  await app.hears(/The data are encrypted/);
  await app.saved();
}

async function unlock(app, text) {
  await app.fill('textbox', 'Passphrase', text);
  await app.press('Enter');
}

scene('what was protected leaves no name in the files, asks for the passphrase, and refuses a wrong one', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?lang=en`);
  await importFiles(app, [file]);
  await app.counts({ customer: 1000 });
  await app.saved();
  const before = namesOnDisk(device);
  assert.ok(before > 500, `only ${before}: in plain the names can be found, else the search proves nothing`);
  await protect(app);
  await until('the browser to have merged its files', async () => namesOnDisk(device) === 0, { every: 250 });
  await device.close();
  assert.equal(namesOnDisk(device), 0);

  await device.start();
  app = await device.open(`${url}?lang=en`, { ready: false });
  await app.see('textbox', 'Passphrase');
  assert.equal((await app.stats()).records.customer, 0);
  await unlock(app, 'wrong');
  await app.see('button', 'Unlock');
  await until('the refusal', async () => (await app.mirror.innerHTML()).includes('Wrong passphrase'));
  await app.page.reload();
  await app.see('textbox', 'Passphrase');
  await until('the wait to be over', async () => !(await app.mirror.innerHTML()).includes('Try again in'));
  await unlock(app, passphrase);
  await app.ready();
  await app.counts({ customer: 1000 });
  await createCustomer(app, 'Cloudsail Ltd');
  await app.saved();

  // Locked by hand, from anywhere, in all tabs.
  const other = await device.open(`${url}?lang=en`, { ready: false });
  await other.see('textbox', 'Passphrase');
  await unlock(other, passphrase);
  await other.ready();
  await app.page.bringToFront();
  await Promise.all([app, other].map((tab) => tab.page.waitForEvent('load')).concat(app.page.keyboard.press('Control+Shift+L')));
  await other.see('textbox', 'Passphrase');
  await other.page.close();
  await app.see('textbox', 'Passphrase');
  await unlock(app, passphrase);
  await app.ready();
  await app.counts({ customer: 1001 });
  await device.close();
  assert.equal(namesOnDisk(device), 0);
}, { seconds: 240 });

scene('a handover file is merged on another device, with its passphrase only', async (here) => {
  const { url } = await here.serve();
  const one = await (await here.device()).open(`${url}?lang=en`);
  await createCustomer(one, 'Cloudsail Ltd');
  await one.go('#/settings');
  await one.click('button', 'Save a handover file');
  const dialog = one.node('dialog', 'Save a handover file');
  await one.fill('textbox', 'Passphrase', passphrase, { within: dialog });
  await one.fill('textbox', 'Repeat the passphrase', passphrase, { within: dialog });
  const { name, bytes } = await one.download(() => one.click('button', 'Save', { within: dialog }));
  assert.match(name, /^saddlebag-\d{4}-\d\d-\d\d\.saddlebag$/);
  assert.ok(!bytes.includes('Cloudsail'));

  const two = await (await here.device()).open(`${url}?lang=en`);
  await two.go('#/settings');
  const [chooser] = await Promise.all([two.page.waitForEvent('filechooser'), two.click('button', 'Open a handover file')]);
  await chooser.setFiles([{ name, mimeType: 'application/octet-stream', buffer: bytes }]);
  const asking = two.node('dialog', 'Open a handover file');
  await two.fill('textbox', 'Passphrase', 'wrong', { within: asking });
  await two.click('button', 'Merge', { within: asking });
  await two.hears(/Wrong passphrase/);
  await two.fill('textbox', 'Passphrase', passphrase, { within: asking });
  await two.click('button', 'Merge', { within: asking });
  await two.counts({ customer: 1 });
  await two.hears(/handover file was merged/);
});
