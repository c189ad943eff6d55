// What people do in several tests, each by hand: with pointer and keys, found by role and name.
import { until } from './wait.mjs';

export const everywhere = 'Search or type a command';

/** Fills in the form for a new customer and saves it; its page is open afterwards. */
export async function createCustomer(app, name, fields = {}) {
  await app.go('#/customers');
  await app.click('button', 'New Customer');
  const drawer = app.node('dialog', 'New Customer');
  await app.fill('textbox', 'Name', name, { within: drawer });
  for (const [field, value] of Object.entries(fields)) await app.fill('textbox', field, value, { within: drawer });
  await app.click('button', 'Save', { within: drawer });
  await app.hash(/^#\/customers\/[0-9a-f-]{36}$/);
  return new URL(app.page.url()).hash;
}

/** Finds a record by its name, as people do, and opens it. */
export async function find(app, words, name = words) {
  await app.fill('searchbox', everywhere, words);
  await app.click('option', name, { within: app.node('listbox', everywhere) });
}

/** Changes a field of the record whose page is open, and leaves the field, which saves it. */
export async function edit(app, field, value, role = 'textbox') {
  await app.fill(role, field, value, { within: app.node('form', 'Details'), commit: 'Tab' });
}

export function fieldOf(app, field, role = 'textbox') {
  return app.valueOf(role, field, app.node('form', 'Details'));
}

export async function fieldBecomes(app, field, value) {
  await app.hasValue('textbox', field, value, app.node('form', 'Details'));
}

/** Gives files to the import wizard by its own button. */
export async function chooseFiles(app, files) {
  await app.go('#/import');
  await app.see('button', /^(Choose|Add) files$/);
  const [chooser] = await Promise.all([app.page.waitForEvent('filechooser'), app.click('button', /^(Choose|Add) files$/)]);
  await chooser.setFiles(files.map(({ name, bytes }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) })));
  for (const { name } of files) await app.see('tab', name);
  await app.settled();
}

/** Runs the plan that is on the screen. */
export async function runImport(app) {
  await app.click('button', /^Import [\d,]+ rows?$/);
  await app.see('button', 'Import other files');
  await app.saved();
}

export async function importFiles(app, files) {
  await chooseFiles(app, files);
  await runImport(app);
}

/** Stages of the board: how many cards each has, and their exact sum. */
export async function boardColumns(app) {
  await app.go('#/pipeline');
  await app.see('list', 'Won');
  await app.settled();
  const columns = await app.node('list').evaluateAll((lists) => lists.map((list) => [list.getAttribute('aria-label') ?? list.textContent,
    { count: Number(list.dataset.count ?? 0), sum: list.getAttribute('data-value') ?? '' }]));
  return Object.fromEntries(columns);
}

/** Every document of a kind that the backend has. */
export async function documents(server, kind) {
  const response = await fetch(`${server.url}db/saddlebag/_all_docs?include_docs=true`);
  const { rows } = await response.json();
  return rows.map(({ doc }) => doc).filter((doc) => doc.kind === kind);
}

export async function synced(app) {
  await until('everything to be synced', async () => {
    const { queueLength, saved } = await app.stats();
    if (queueLength === 0 && saved) return true;
    throw new Error(`${queueLength} records wait`);
  }, { seconds: 40 });
  await app.hears(/^\n?Synced|Synced$/);
}

/** Drops a photo onto the app: red above, blue below, wider than high. Answers its bytes. */
export function dropPhoto(app, name) {
  return app.page.evaluate(async (name) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 600, height: 400 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#f00';
    context.fillRect(0, 0, 600, 200);
    context.fillStyle = '#00f';
    context.fillRect(0, 200, 600, 200);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    const transfer = new DataTransfer();
    transfer.items.add(new File([blob], name, { type: blob.type }));
    document.querySelector('canvas').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, name);
}
