import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, edit } from './support/steps.mjs';

scene('a customer tells who was mentioned and what was changed by whom, also after a restart', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  const page = await createCustomer(app, 'Northwind Story', { Industry: 'Retail' });
  await app.click('textbox', 'Text');
  await app.type('Ask @benn');
  await app.see('option', 'Maya Bennett');
  await app.press('Enter');
  await app.type('about the price');
  await app.hasValue('textbox', 'Text', 'Ask @Maya Bennett about the price');
  await app.click('button', 'Save', { within: app.node('form', 'Write down') });
  await app.read('Ask @Maya Bennett about the price');
  await edit(app, 'Industry', 'Logistics');
  await app.see('listitem', 'Industry: Retail → Logistics');
  await app.click('radio', 'Changes');
  assert.equal(await app.text('Ask @Maya Bennett about the price').count(), 0);
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.hash(page);
  await app.see('listitem', 'Industry: Retail → Logistics');
});

scene('what is typed wrongly is said beside the field once the person rests, and no more when it is right', async (here) => {
  const app = await here.open('?lang=en#/customers');
  await createCustomer(app, 'Checked Ltd');
  const form = app.node('form', 'Details');
  await app.click('textbox', 'Email', { within: form });
  await app.page.keyboard.type('nobody@');
  const field = app.node('textbox', 'Email', form);
  await field.and(app.page.locator('[aria-invalid=true]')).waitFor({ state: 'attached' });
  await app.page.keyboard.type('example.com');
  await field.and(app.page.locator(':not([aria-invalid=true])')).waitFor({ state: 'attached' });
});
