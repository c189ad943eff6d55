import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { boardColumns } from './support/steps.mjs';

const screens = ['today', 'customers', 'pipeline', 'activities', 'leads', 'contacts', 'opportunities', 'products', 'users', 'import', 'sync', 'settings'];
const interactive = ['link', 'button', 'checkbox', 'switch', 'radio', 'textbox', 'searchbox', 'combobox', 'spinbutton', 'option', 'menuitem', 'tab', 'gridcell',
  'columnheader', 'row', 'grid', 'dialog', 'navigation', 'main', 'form'];

/** Everything in the accessibility tree, as the browser itself would tell it. A grid is one stop of the Tab key. */
function everything(app) {
  return app.mirror.locator('[data-id]').evaluateAll((all) => all.map((element) => ({
    id: element.id, role: element.getAttribute('role'), name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim(),
    disabled: element.getAttribute('aria-disabled') === 'true',
    inGrid: element.closest('[role=grid]') !== null && element.getAttribute('role') !== 'grid', box: element.getBoundingClientRect().toJSON(),
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
  for (let i = 0; i < limit; ++i) {
    await app.page.keyboard.press(key);
    const focused = await app.focused();
    assert.ok(focused, `${key} led nowhere after ${passed.at(-1)?.name}`);
    if (passed.length > 0 && focused.id === passed[0].id) return passed;
    passed.push(focused);
  }
  throw new Error(`${key} did not come round: ${passed.map(({ role, name }) => `${role} ${name}`).join(', ')}`);
}

scene('Tab reaches every control of a screen and comes round', async (here) => {
  const app = await here.open('?demo&lang=en');
  for (const screen of ['customers', 'sync']) {
    await app.go(`#/${screen}`);
    await app.see('main');
    const passed = await round(app, 'Tab');
    const reached = new Set(passed.flatMap(({ id, grid }) => [id, grid]));
    // A field's own clear button gives way while the field is typed in; emptying it by keys does the same.
    const missed = (await everything(app)).filter(({ id, role, name, disabled, inGrid, box }) => !disabled && !inGrid && box.width > 0 &&
      !(role === 'button' && name.startsWith('Clear ')) &&
      ['link', 'button', 'checkbox', 'switch', 'textbox', 'searchbox', 'combobox', 'grid'].includes(role) && !reached.has(id));
    assert.deepEqual(missed.map(({ role, name }) => `${role} ${name}`), [], `not reached on ${screen}`);
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
  assert.ok(rows.length > 5);
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
