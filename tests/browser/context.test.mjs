// The graphics of a tablet are taken away while somebody writes, as systems do with pages that rest: what was typed, the
// caret in it and the composition go on where they were.
import assert from 'node:assert/strict';
import { sharp } from './support/device.mjs';
import { interrupt, keepContexts } from './support/graphics.mjs';
import { Finger } from './support/hands.mjs';
import { scene } from './support/scene.mjs';
import { createCustomer, fieldBecomes } from './support/steps.mjs';
import { until } from './support/wait.mjs';

const tablet = { ...sharp, viewport: { width: 768, height: 1024 }, touch: true, init: [keepContexts] };

scene('the context of a tablet is lost while a form is filled in: text and caret are still there, and it is saved', async (here) => {
  const app = await here.open('?lang=en', tablet);
  const page = await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  const form = app.node('form', 'Details');
  await app.fill('textbox', 'City', 'Ningbo 宁波', { within: form });
  await app.press('ArrowLeft', 'ArrowLeft');
  assert.ok(await interrupt(app), 'the same picture as before');
  await app.hasValue('textbox', 'City', 'Ningbo 宁波', form);
  assert.equal((await app.focused()).name, 'City');
  await app.type('in ');
  await app.hasValue('textbox', 'City', 'Ningbo in 宁波', form);

  // Without a context nothing is drawn, and nothing that is typed is lost.
  await interrupt(app, async () => {
    await app.page.keyboard.type('Z');
    await app.page.keyboard.press('Backspace');
    await app.page.keyboard.type('the ');
  });
  await app.hasValue('textbox', 'City', 'Ningbo in the 宁波', form);
  await app.press('Tab');
  await fieldBecomes(app, 'City', 'Ningbo in the 宁波');
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.hash(page);
  await fieldBecomes(app, 'City', 'Ningbo in the 宁波');
});

scene('it is lost while a cell of a table is written in, and in the middle of a composition', async (here) => {
  const app = await here.open('?lang=en', tablet);
  await createCustomer(app, 'Cloudsail Ltd');
  await app.go('#/customers');
  await app.tap('heading', 'Customers'); // things are larger for fingers than for the mouse that was here
  await new Finger(app).menu('gridcell', 'Cloudsail Ltd');
  await app.tap('menuitem', 'Edit');
  const editor = app.node('textbox', 'Edit Name', app.node('main'));
  await editor.waitFor({ state: 'attached' });
  await app.press('Control+a');
  await app.type('Wenzhou');
  await app.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  assert.ok(await interrupt(app), 'the same picture as before');
  await app.type('-');
  await app.hasValue('textbox', 'Edit Name', 'Wen-zhou', app.node('main'));

  const cdp = await app.page.context().newCDPSession(app.page);
  await cdp.send('Input.imeSetComposition', { text: "wen'zhou", selectionStart: 8, selectionEnd: 8 });
  await interrupt(app);
  await cdp.send('Input.imeSetComposition', { text: "wen'zhou'shi", selectionStart: 12, selectionEnd: 12 });
  await cdp.send('Input.insertText', { text: '温州市' });
  await app.hasValue('textbox', 'Edit Name', 'Wen-温州市zhou', app.node('main'));
  await app.press('Enter');
  await app.see('gridcell', 'Wen-温州市zhou');
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.see('gridcell', 'Wen-温州市zhou');
});

scene('it is lost again and again, in a dialog and on a board, and every time all of it is drawn as before', async (here) => {
  const app = await here.open('?demo&lang=en#/pipeline', tablet);
  for (let i = 0; i < 3; ++i) assert.ok(await interrupt(app), `the board, time ${i + 1}`);
  await app.go('#/customers');
  await app.tap('button', 'New Customer');
  await app.node('dialog', 'New Customer').waitFor({ state: 'attached' });
  await app.type('Half a na');
  assert.ok(await interrupt(app), 'the dialog');
  await app.type('me');
  await app.hasValue('textbox', 'Name', 'Half a name', app.node('dialog', 'New Customer'));
  await until('no complaint', () => app.complaints.length === 0);
});
