import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isoOf, salesFiles } from './support/sales_files.mjs';
import { scene } from './support/scene.mjs';
import { boardColumns, chooseFiles, fieldOf, find, runImport } from './support/steps.mjs';

const thousands = (number) => number.toLocaleString('en-US');
const names = ['accounts.csv', 'products.csv', 'sales_teams.csv', 'sales_pipeline.csv'];

/** Imports by hand what a sales system exported, and looks at everything that came of it. */
async function importAndLook(here, files, expected, deal) {
  const app = await here.open('?lang=en');
  await chooseFiles(app, files);

  // The plan: what each file is, how days are read, and the one name that is not quite a product's.
  for (const [file, holds] of [['accounts.csv', 'Customers'], ['products.csv', 'Products'], ['sales_teams.csv', 'Team'], ['sales_pipeline.csv', 'Deals']]) {
    await app.click('tab', file);
    await app.hasValue('combobox', 'Holds', holds);
  }
  await app.hasValue('combobox', 'Date order', 'Day-month-year');
  await app.see('region', 'Preview');
  await app.hasValue('combobox', /GTXPro/, 'Use “GTX Pro”');
  await runImport(app);

  const counts = { customer: expected.customers, product: expected.products, user: expected.users + expected.managers, opportunity: expected.deals };
  await app.counts(counts);
  await app.read(`${thousands(expected.deals)} created`);

  const columns = await boardColumns(app);
  assert.equal(columns.Won.count, expected.won.count);
  assert.match(columns.Won.sum, new RegExp(thousands(expected.won.sum)));
  assert.equal(columns.Lost.count, expected.lost);
  const open = Object.entries(columns).filter(([stage]) => stage !== 'Won' && stage !== 'Lost').reduce((sum, [, { count }]) => sum + count, 0);
  assert.equal(open, expected.open);

  // Deals without an account are kept and findable.
  await app.go('#/opportunities');
  await app.click('button', 'Filter');
  await app.click('menuitem', 'Customer');
  const dialog = app.node('dialog', 'Filter by Customer');
  await app.choose('Condition', 'is empty', { within: dialog });
  await app.click('button', 'Apply', { within: dialog });
  await app.read(`${thousands(expected.withoutAccount)} of ${thousands(expected.deals)}`);
  await app.click('button', 'Clear filters');

  // One deal, looked at closely.
  await find(app, deal.number, new RegExp(deal.name ?? ''));
  assert.equal(await fieldOf(app, 'Number'), deal.number);
  assert.equal(await fieldOf(app, 'Product', 'combobox'), deal.product);
  assert.equal(await fieldOf(app, 'Opened on'), deal.opened);
  assert.equal(await fieldOf(app, 'Closed on'), deal.closed);

  await app.click('button', 'Undo', { within: app.node('banner') });
  await app.counts({ customer: 0, product: 0, user: 0, opportunity: 0 });
  await app.click('button', 'Redo', { within: app.node('banner') });
  await app.counts(counts);
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.counts(counts);
  assert.deepEqual(app.complaints, []);
}

scene('the four files of a sales system are imported by hand; one undo takes all of it back, one redo brings it again', async (here) => {
  const { files, expected, deals } = salesFiles();
  const deal = deals.find((each) => each[2] === 'GTXPro' && each[4] === 'Won');
  await importAndLook(here, files, expected, { number: deal[0], product: 'GTX Pro', opened: isoOf(deal[5]), closed: isoOf(deal[6]) });
});

const folder = process.env.SADDLEBAG_SAMPLE;
if (folder && names.every((name) => existsSync(path.join(folder, name)))) {
  scene('the real export: 85 accounts, 7 products, 35 agents, 8,800 deals', async (here) => {
    const files = names.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
    const managers = new Set(files[2].bytes.toString().trim().split(/\r?\n/).slice(1).map((line) => line.split(',')[1])).size;
    await importAndLook(here, files, {
      customers: 85, products: 7, users: 35, managers, deals: 8800, withoutAccount: 1425, won: { count: 4238, sum: 10005534 }, lost: 2473, open: 2089,
    }, { number: 'Z063OYW0', product: 'GTX Pro', opened: '2016-10-25', closed: '2017-03-11' });
  });
}
