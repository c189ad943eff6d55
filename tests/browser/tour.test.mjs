import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';

const titles = ['One box finds everything', 'A customer’s whole story', 'Deals on the board', 'Everything can be undone', 'Works offline, loses nothing'];
const screens = [/^#\/today/, /^#\/customers\/./, /^#\/pipeline/, /^#\/pipeline/, /^#\/today/];

scene('the demo offers a tour that goes by mouse, is remembered, and can be taken again from the settings', async (here) => {
  const app = await here.open('?demo&lang=en#/today');
  await app.click('button', 'Take the tour');
  for (let step = 0; step < titles.length; ++step) {
    await app.see('dialog', titles[step]);
    await app.hears(new RegExp(titles[step]));
    await app.hash(screens[step]);
    await app.click('button', step + 1 < titles.length ? 'Next' : 'Done');
  }
  await app.gone('dialog', titles.at(-1));
  await app.gone('button', 'Take the tour');
  await app.saved();
  await app.page.reload();
  await app.ready();
  await app.gone('button', 'Take the tour');
  await app.go('#/settings');
  await app.click('button', 'Take the tour');
  await app.see('dialog', titles[0]);
});

scene('the tour goes by keys alone, started by name, and Escape ends it', async (here) => {
  const app = await here.open('?demo=60&lang=en#/customers');
  await app.press('Control+k');
  await app.type('take the tour');
  await app.press('Enter');
  for (const title of titles.slice(0, 3)) {
    await app.see('dialog', title);
    assert.deepEqual((({ role, name }) => [role, name])(await app.focused()), ['button', 'Next']);
    await app.press('Enter');
  }
  await app.see('dialog', titles[3]);
  await app.press('Escape');
  await app.gone('dialog', titles[3]);
});

scene('the tour goes by touch, in Chinese, and what lies beneath it goes on working', async (here) => {
  const app = await here.open('?demo=60&lang=zh-CN#/today', { touch: true });
  await app.tap('button', '开始导览');
  await app.see('dialog', '一个框，找到一切');
  await app.tap('button', '下一步');
  await app.see('dialog', '客户的来龙去脉');
  await app.tap('link', '客户', app.node('navigation'));
  await app.hash('#/customers');
  await app.see('dialog', '客户的来龙去脉');
  await app.tap('button', '结束导览');
  await app.gone('dialog', '客户的来龙去脉');
});

scene('the demo tells a story: two conflicts wait on Today, and one is resolved', async (here) => {
  const app = await here.open('?demo&lang=en#/today');
  await app.read(/two versions of Amount/);
  await app.read(/two versions of Address/);
  await app.click('button', 'Resolve');
  await app.hash(/^#\/(customers|opportunities)\/./);
  await app.click('button', 'Keep mine');
  await app.gone('button', 'Keep mine');
  await app.go('#/today');
  assert.equal(await app.node('button', 'Resolve').count(), 1);
});
