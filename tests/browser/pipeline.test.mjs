import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';

scene('a view of the pipeline has an address, and is found again after a reload without a network', async (here) => {
  const app = await here.open('?lang=en');
  await app.click('link', 'Pipeline');
  await app.see('list', 'Lead');
  await app.click('radio', 'Timeline');
  await app.hash('#/pipeline/timeline');
  await app.click('radio', 'Year');
  await app.saved();
  await app.page.context().setOffline(true);
  await app.page.goto(app.page.url().replace(/#.*/, '#/today'));
  await app.page.reload();
  await app.ready();
  await app.click('link', 'Pipeline');
  await app.see('radio', 'Year');
  await app.page.goBack();
  await app.see('main', 'Today');
});

scene('on a phone the board comes to rest at a column, and a finger carries a deal to another day', async (here) => {
  const app = await here.open('?demo&lang=en#/pipeline/board', { touch: true });
  await app.see('list', 'Won');
  await app.settled();
  const cdp = await app.page.context().newCDPSession(app.page);
  const touch = (type, ...points) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  const left = async (stage) => (await app.node('list', stage).boundingBox()).x;
  const start = await left('Lead');
  await touch('touchStart', [330, 500]);
  for (let x = 310; x >= 110; x -= 20) await touch('touchMove', [x, 500]);
  await touch('touchEnd');
  await app.settled({ quiet: 400, seconds: 10 });
  const columns = await Promise.all(['Lead', 'Opportunity', 'Proposal', 'Evaluation', 'Negotiation', 'Contract', 'Delivery', 'Won'].map(left));
  assert.ok(columns[0] < start - 100, 'the board was scrolled');
  assert.ok(columns.some((x) => Math.abs(x - start) < 3), `at rest between columns: ${columns}`);
  await app.tap('tab', 'Lead');
  await app.settled({ quiet: 300 });
  assert.ok(Math.abs(await left('Lead') - start) < 3);

  await app.tap('radio', 'Calendar');
  await app.hash('#/pipeline/calendar');
  const days = await app.node('button', /\d{4}$/).evaluateAll((all) => all.filter((day) => /deal/.test(day.dataset.value ?? '')).map((day) => day.getAttribute('aria-label') ?? day.textContent));
  assert.ok(days.length > 0, 'the demo has deals in this month');
  await app.tap('button', days.at(-1));
  await app.settled();
  const list = app.node('list', days.at(-1));
  const before = Number(await list.getAttribute('aria-setsize'));
  const deal = await app.place(list.getByRole('listitem'));
  const to = await app.place(app.node('button', days.at(-1) === days[0] ? /(\b1[0-9]) / : days[0]));
  await touch('touchStart', [deal.x, deal.y]);
  await new Promise((resolve) => setTimeout(resolve, 450)); // rests, so that moving drags instead of scrolling
  for (let i = 1; i <= 10; ++i) await touch('touchMove', [deal.x + (to.x - deal.x) * i / 10, deal.y + (to.y - deal.y) * i / 10]);
  await app.settled();
  await touch('touchEnd');
  await app.settled();
  await app.see('button', 'Undo');
  const after = await list.count() === 0 ? 0 : Number(await list.getAttribute('aria-setsize') ?? 0);
  assert.equal(after, before - 1);
});
