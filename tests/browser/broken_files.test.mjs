import assert from 'node:assert/strict';
import { salesFiles } from './support/sales_files.mjs';
import { scene } from './support/scene.mjs';
import { chooseFiles, createCustomer, importFiles, runImport } from './support/steps.mjs';

const file = (name, content) => ({ name, bytes: Buffer.isBuffer(content) ? content : Buffer.from(content) });

scene('a truncated file brings in what is whole and names the line that breaks off', async (here) => {
  const app = await here.open('?lang=en');
  const whole = salesFiles().files[0].bytes;
  const lines = whole.toString().split('\r\n');
  const cut = Buffer.from(lines.slice(0, 41).join('\r\n') + '\r\n' + lines[41].slice(0, lines[41].indexOf(',') + 4));
  await chooseFiles(app, [file('accounts.csv', cut)]);
  await runImport(app);
  await app.read(/line 42.*breaks off/);
  const { customer } = (await app.stats()).records;
  assert.ok(customer === 40 || customer === 41, `${customer} customers`);
});

scene('files that are no tables are told apart and nothing is imported from them', async (here) => {
  const app = await here.open('?lang=en');
  await createCustomer(app, 'Kept');
  const workbook = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04, 20, 0, 6, 0, 8, 0]), Buffer.from('[Content_Types].xml xl/workbook.xml'), Buffer.alloc(600, 7)]);
  await chooseFiles(app, [file('empty.csv', ''), file('accounts.csv', workbook), file('login.csv', '<!DOCTYPE html><html><body>Sign in</body></html>')]);
  await app.click('tab', 'empty.csv');
  await app.read(/This file is empty/);
  await app.click('tab', 'accounts.csv');
  await app.read(/Excel workbook/);
  await app.click('tab', 'login.csv');
  await app.read(/web page/);
  await app.see('button', 'Import 0 rows');
  assert.equal(await app.node('button', 'Import 0 rows').getAttribute('aria-disabled'), 'true');
  await app.counts({ customer: 1 });
});

scene('a megabyte in one cell is kept whole and the app stays usable', async (here) => {
  const app = await here.open('?lang=en');
  const huge = 'long '.repeat(210_000);
  await importFiles(app, [file('customers.csv', `name,description\nBig Cell Ltd,"${huge}"\nNext Ltd,short\n`)]);
  await app.counts({ customer: 2 });
  await app.go('#/customers');
  await app.see('row', /Big Cell Ltd/);
  await app.click('button', 'Export');
  const { bytes } = await app.download(() => app.click('menuitem', 'Export as JSON'));
  assert.ok(bytes.length > 100);
  await app.saved();
});

scene('three hundred columns are shown, and those that are nothing known are left out', async (here) => {
  const app = await here.open('?lang=en');
  const headers = ['name', ...Array.from({ length: 299 }, (_, i) => `column ${i + 1}`)];
  const rows = ['Wide Ltd', 'Wider Ltd'].map((name) => [name, ...Array.from({ length: 299 }, (_, i) => i)].join(','));
  await importFiles(app, [file('customers.csv', [headers.join(','), ...rows].join('\n'))]);
  await app.counts({ customer: 2 });
});

scene('a line in another encoding is read in its own and told', async (here) => {
  const app = await here.open('?lang=en');
  // 杭州 in GB18030 inside a UTF-8 file.
  const mixed = Buffer.concat([Buffer.from('name,city\n云帆,上海\nOther,'), Buffer.from([0xba, 0xbc, 0xd6, 0xdd]), Buffer.from('\n')]);
  await chooseFiles(app, [file('customers.csv', mixed)]);
  await app.read(/another encoding/);
  await runImport(app);
  await app.counts({ customer: 2 });
  await app.go('#/customers');
  await app.see('gridcell', '上海');
  await app.see('gridcell', '杭州');
});

scene('duplicate headers and quotes that never close lose no row', async (here) => {
  const app = await here.open('?lang=en');
  await importFiles(app, [file('customers.csv', 'name,city,city\nFirst,Ningbo,Wenzhou\nSecond,"Jinhua,Jiaxing\nThird,Shaoxing,\n')]);
  const { customer } = (await app.stats()).records;
  assert.ok(customer >= 2, `${customer} customers`);
  await app.read(/line 3/);
});

scene('a formula cell is text here and harmless in what is exported', async (here) => {
  const app = await here.open('?lang=en');
  await importFiles(app, [file('customers.csv', `name,city\n"=cmd|' /C calc'!A0",@SUM(A1)\nPlain,+8612345\n`)]);
  await app.counts({ customer: 2 });
  await app.go('#/customers');
  await app.see('row', /=cmd\|/);
  await app.click('button', 'Export');
  const { name, bytes } = await app.download(() => app.click('menuitem', 'Export as CSV'));
  assert.match(name, /\.csv$/);
  const exported = bytes.toString();
  assert.ok(exported.includes('=cmd|'), 'the text itself is kept');
  assert.doesNotMatch(exported, /(^|[,\r\n\uFEFF])"?[=@]/, 'no cell begins as a formula');
});
