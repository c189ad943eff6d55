import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { boardColumns } from './support/steps.mjs';
import { until } from './support/wait.mjs';

const screens = ['today', 'customers', 'pipeline', 'activities', 'leads', 'contacts', 'opportunities', 'products', 'users', 'import', 'sync', 'settings'];
const interactive = ['link', 'button', 'checkbox', 'switch', 'radio', 'textbox', 'searchbox', 'combobox', 'spinbutton', 'option', 'menuitem', 'tab', 'gridcell',
  'columnheader', 'row', 'grid', 'dialog', 'navigation', 'main', 'form'];

/** Everything in the accessibility tree, as the browser itself would tell it. A grid and a list are one stop of the Tab key each. */
function everything(app) {
  return app.mirror.locator('[data-id]').evaluateAll((all) => all.map((element) => ({
    id: element.id, role: element.getAttribute('role'), name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
    disabled: element.getAttribute('aria-disabled') === 'true',
    inside: element.parentElement?.closest('[role=grid],[role=list]')?.id, box: element.getBoundingClientRect().toJSON(),
  })));
}

scene('everything on every screen that reacts has a role, a name and a place', async (here) => {
  const app = await here.open('?demo&lang=en');
  for (const screen of screens) {
    await app.go(`#/${screen}`);
    await app.see('main');
    const nodes = await everything(app);
    assert.ok(nodes.length > 20, `${screen}: ${nodes.length} nodes`);
    const nameless = nodes.filter(({ role, name, box }) => interactive.includes(role) && !name && box.width > 0);
    // Empty cells have nothing to say, nor has the row of the headers.
    assert.deepEqual(nameless.filter(({ role }) => role !== 'gridcell' && role !== 'row'), [], `nameless on ${screen}`);
    assert.equal(new Set(nodes.map(({ id }) => id)).size, nodes.length, `ids on ${screen}`);
  }
});

/** Tabs on until the keyboard comes back to where it was; answers what it passed. */
async function round(app, key, limit = 150) {
  const passed = [];
  let before = (await app.focus())?.id;
  for (let i = 0; i < limit; ++i) {
    await app.page.keyboard.press(key);
    const focused = await until(`${key} to lead on from ${passed.at(-1)?.name}`, async () => {
      const now = await app.focus();
      return now && now.id !== before ? now : undefined;
    });
    if (passed.length > 0 && focused.id === passed[0].id) return passed;
    passed.push(focused);
    before = focused.id;
  }
  throw new Error(`${key} did not come round: ${passed.map(({ role, name }) => `${role} ${name}`).join(', ')}`);
}

scene('Tab reaches every control of a screen and comes round, Shift Tab goes the other way', async (here) => {
  const app = await here.open('?demo&lang=en');
  for (const screen of ['today', 'customers', 'pipeline', 'activities', 'import', 'sync', 'settings']) {
    await app.go(`#/${screen}`);
    await app.see('main');
    await app.settled();
    const passed = await round(app, 'Tab');
    const reached = new Set(passed.flatMap(({ id, inside }) => [id, inside]));
    // A field's own clear button gives way while the field is typed in; emptying it by keys does the same.
    const missed = (await everything(app)).filter(({ id, role, name, disabled, inside, box }) => !disabled && box.width > 0 &&
      !(role === 'button' && name.startsWith('Clear ')) && !reached.has(inside) &&
      ['link', 'button', 'checkbox', 'switch', 'textbox', 'searchbox', 'combobox', 'grid', 'listitem'].includes(role) && !reached.has(id));
    assert.deepEqual(missed.map(({ role, name }) => `${role} ${name}`), [], `not reached on ${screen}`);
    const back = await round(app, 'Shift+Tab');
    assert.deepEqual(passed.filter(({ id, inside }) => !back.some((other) => other.id === id || (inside && other.inside === inside))).map(({ name }) => name), [],
      `back on ${screen}`);
  }
});

scene('arrow keys move through a grid, and Enter opens the row', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  await app.see('grid', 'Customers');
  const rows = await app.node('grid', 'Customers').getByRole('row').evaluateAll((all) => all.map((row) => row.getAttribute('aria-label')));
  await app.click(app.node('gridcell', undefined, app.node('row').nth(2)).nth(1));
  const focusedRow = () => app.mirror.evaluate((mirror) => mirror.querySelector('[data-focused]')?.closest('[role=row]')?.getAttribute('aria-rowindex'));
  const first = Number(await focusedRow());
  await app.press('ArrowDown', 'ArrowDown');
  assert.equal(Number(await focusedRow()), first + 2);
  await app.press('ArrowUp');
  assert.equal(Number(await focusedRow()), first + 1);
  await app.press('Space');
  assert.equal(await app.node('grid', 'Customers').getByRole('row', { selected: true }).count(), 1);
  await app.press('Space', 'Control+End');
  const last = Number(await focusedRow());
  assert.ok(last >= 300, `the last row is ${last}`);
  await app.press('Control+Home');
  assert.ok(Number(await focusedRow()) <= 2);
  await app.press('Enter');
  await app.hash(/^#\/customers\/./);
  await app.press('Enter'); // what had the keyboard is gone, so nothing is pressed
  await app.hash(/^#\/customers\/./);
  assert.ok(rows.length > 5);
});

scene('a key that is held goes on when the system repeats it, and not by itself', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  await app.click(app.node('gridcell', undefined, app.node('row').nth(2)).nth(1));
  const row = () => app.mirror.evaluate((mirror) => Number(mirror.querySelector('[data-focused]')?.closest('[role=row]')?.getAttribute('aria-rowindex')));
  const first = await row();
  for (let times = 1; times <= 3; ++times) { // from the second time on, the browser says that it is a repetition
    await app.page.keyboard.down('ArrowDown');
    await app.settled({ quiet: 600 });
    assert.equal(await row(), first + times);
  }
  await app.page.keyboard.up('ArrowDown');
});

scene('arrow keys move through a list, which Tab passes in one step', async (here) => {
  const app = await here.open('?demo&lang=en#/activities');
  await app.see('list', 'Activities');
  for (let i = 0; i < 60 && !(await app.focused())?.name.startsWith('Done: '); ++i) await app.press('Tab');
  const row = async () => (await app.focused()).name.replace('Done: ', '');
  const first = await row();
  await app.press('ArrowDown');
  const second = await row();
  assert.notEqual(second, first);
  await app.press('ArrowUp', 'ArrowRight');
  assert.deepEqual([(await app.focused()).role, await row()], ['link', first]);
  await app.press('Tab');
  assert.equal((await app.focused()).inside, undefined);
  await app.press('Shift+Tab');
  assert.equal(await row(), first);
  await app.press('Enter');
  await app.hash(/^#\/(customers|opportunities|activities)\/./);
});

scene('menus open, move and choose by keys alone', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  await app.click('button', 'Group');
  await app.press('Escape');
  await app.gone('menu', 'Group');
  await app.press('Enter');
  await app.see('menu', 'Group');
  await app.press('ArrowDown', 'ArrowDown');
  const chosen = await app.focused();
  assert.equal(chosen.role, 'menuitem');
  await app.press('Enter');
  await app.gone('menu', 'Group');
});

scene('with the keyboard alone a customer and a deal are made, the deal is won, and that is undone', async (here) => {
  const app = await here.open('?lang=en');
  await app.press('Control+k');
  await app.type('new customer');
  await app.press('Enter');
  const drawer = app.node('dialog', 'New Customer');
  await drawer.waitFor({ state: 'attached' });
  assert.equal((await app.focused()).name, 'Name');
  await app.type('Cloudsail Ltd');
  await app.press('Control+Enter');
  await app.counts({ customer: 1 });

  await app.press('Control+k');
  await app.type('new deal');
  await app.press('Enter');
  await app.node('dialog', 'New Deal').waitFor({ state: 'attached' });
  await app.type('First deal');
  await app.press('Control+Enter');
  await app.counts({ opportunity: 1 });

  await app.press('Control+k');
  await app.type('pipeline');
  await app.press('Enter');
  await app.hash('#/pipeline');
  for (let i = 0; i < 60 && (await app.focused())?.name !== 'First deal'; ++i) await app.press('Tab');
  assert.equal((await app.focused()).name, 'First deal');
  for (let stage = 0; stage < 7; ++stage) await app.press('Control+ArrowRight');
  assert.equal((await boardColumns(app)).Won.count, 1);
  await app.press('Control+z');
  assert.equal((await boardColumns(app)).Won.count, 0);
  assert.equal((await boardColumns(app)).Delivery.count, 1);
});

scene('a card is dragged to another stage with the mouse', async (here) => {
  const app = await here.open('?demo&lang=en');
  const before = await boardColumns(app);
  const [from, to] = ['Lead', 'Opportunity'];
  assert.ok(before[from].count > 0);
  const card = await app.place(app.node('listitem', undefined, app.node('list', from)));
  const target = await app.place(app.node('list', to));
  await app.page.mouse.move(card.x, card.y);
  await app.page.mouse.down();
  await app.page.mouse.move(card.x + 20, card.y + 5, { steps: 4 });
  await app.page.mouse.move(target.x, target.y, { steps: 12 });
  await app.settled();
  await app.page.mouse.up();
  await app.settled();
  const after = await boardColumns(app);
  assert.equal(after[from].count, before[from].count - 1);
  assert.equal(after[to].count, before[to].count + 1);
});
