import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, edit, everywhere, fieldBecomes, fieldOf } from './support/steps.mjs';

const composed = ['h', 'hang', "hang'zhou", "hang'zhou'yun'fan"];

scene('an input method types 杭州云帆 into a form and into the search; pinyin initials find it', async (here) => {
  const app = await here.open('?lang=en');
  await app.go('#/customers');
  await app.click('button', 'New Customer');
  const drawer = app.node('dialog', 'New Customer');
  await app.click('textbox', 'Name', { within: drawer });
  await app.compose(composed, '杭州云帆');
  await app.hasValue('textbox', 'Name', '杭州云帆', drawer);
  await app.click('button', 'Save', { within: drawer });
  await app.hash(/^#\/customers\/./);
  const page = new URL(app.page.url()).hash;
  await app.hears(/杭州云帆/);

  for (const search of [() => app.compose(composed, '云帆'), () => app.type('hzyf'), () => app.type('hangzhou')]) {
    await app.go('#/today');
    await app.click('searchbox', everywhere);
    await search();
    await app.click('option', '杭州云帆', { within: app.node('listbox', everywhere) });
    await app.hash(page);
  }
});

scene('while composing, the text stands at the caret and no key of it reaches the app', async (here) => {
  const app = await here.open('?lang=en');
  const page = await createCustomer(app, 'Cloudsail Ltd');
  await app.click('textbox', 'City', { within: app.node('form', 'Details') });
  const field = await app.place(app.node('textbox', 'City', app.node('form', 'Details')));
  await app.compose(["ning'bo"]);
  const agent = await app.page.locator('#text').evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height, seen: getComputedStyle(element).opacity === '1', value: element.value };
  });
  assert.ok(agent.seen && agent.value.includes('ning'), JSON.stringify(agent));
  const { box } = field;
  assert.ok(agent.x >= box.x - 2 && agent.x < box.x + box.width && Math.abs(agent.y + agent.height / 2 - field.y) < box.height, JSON.stringify({ agent, box }));
  await app.compose([], '宁波');
  await app.press('Tab');
  await fieldBecomes(app, 'City', '宁波');
  await app.hash(page);
});

scene('copy, cut and paste go through the clipboard of the system', async (here) => {
  const app = await here.open('?lang=en');
  await createCustomer(app, 'Cloudsail Ltd', { City: '杭州 Hangzhou' });
  const form = app.node('form', 'Details');
  await app.click('textbox', 'City', { within: form });
  await app.press('Control+a', 'Control+c');
  assert.equal(await app.page.evaluate(() => navigator.clipboard.readText()), '杭州 Hangzhou');
  await app.click('textbox', 'Region', { within: form });
  await app.press('Control+v', 'Tab');
  await fieldBecomes(app, 'Region', '杭州 Hangzhou');
  await app.click('textbox', 'City', { within: form });
  await app.press('Control+a', 'Control+x', 'Tab');
  await fieldBecomes(app, 'City', '');
  await app.page.evaluate(() => navigator.clipboard.writeText('from\tanother program'));
  await app.click('textbox', 'City', { within: form });
  await app.press('Control+v', 'Tab');
  assert.match(await fieldOf(app, 'City'), /^from\s+another program$/);
});

scene('Ctrl Z inside a field takes back what was typed, outside it takes back what was done', async (here) => {
  const app = await here.open('?lang=en');
  await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await edit(app, 'City', 'Ningbo');
  await app.click('textbox', 'City', { within: app.node('form', 'Details') });
  await app.press('End');
  await app.type('xyz');
  assert.equal(await fieldOf(app, 'City'), 'Ningboxyz');
  for (let i = 0; i < 3; ++i) await app.press('Control+z');
  assert.equal(await fieldOf(app, 'City'), 'Ningbo');
  await app.press('Escape');
  await app.press('Control+z');
  await fieldBecomes(app, 'City', 'Hangzhou');
  await app.press('Control+Shift+z');
  await fieldBecomes(app, 'City', 'Ningbo');
});
