// Every screen and what can lie over one, each with the way there. Names are looked up in the language that is on, so that
// one list serves both; `wide` ones are only where there is a table.
import { dropPhoto } from './steps.mjs';
import { text } from './texts.mjs';

/** A person in front of one size of screen, in one language. */
export class Visitor {
  constructor(app, { touch = false } = {}) {
    this.app = app;
    this.touch = touch;
    this.language = 'zh-CN';
  }

  say(key, ...values) {
    return text(this.language, key, ...values);
  }

  async press(role, key, within) {
    const target = typeof role === 'string' ? this.app.node(role, key instanceof RegExp ? key : this.say(...[key].flat()), within) : role;
    if (this.touch) await this.app.tap(target);
    else await this.app.click(target);
  }

  /** The language is switched on the page itself. */
  async speak(language) {
    await this.app.go('#/settings');
    const choice = this.app.node('radio', language === 'en' ? 'English' : '中文');
    if (this.touch) await this.app.tap(choice);
    else await this.app.click(choice);
    this.language = language;
    await this.app.see('main', this.say('nav.settings'));
    await this.app.settled();
  }

  async escape() {
    for (let i = 0; i < 3 && await this.app.mirror.locator('[role=dialog],[role=menu],[role=listbox]').count() > 0; ++i) await this.app.press('Escape');
  }
}

const of = (kind) => `kind.${kind}`;

/** Opens the first record of a list, on its own page. */
function firstOf(screen) {
  return async (visitor) => {
    const { app } = visitor;
    const rows = app.node('grid').getByRole('row');
    const cell = app.node('gridcell', undefined, rows.nth(1)).first();
    if (await rows.count() === 0) await visitor.press(app.node('listitem', undefined, app.node('main')).first());
    else if (visitor.touch) await visitor.press(cell);
    else await app.click(cell, undefined, { count: 2 });
    await app.hash(new RegExp(`^#/${screen}/.`));
  };
}

/** A phone shows one part of a record at a time. */
const partsOf = (visitor, key) => visitor.app.node('radio', visitor.say(key));

const pipelineViews = ['list', 'funnel', 'calendar', 'timeline'].map((view) => ({ name: `pipeline-${view}`, hash: `#/pipeline/${view}` }));

export const screens = [
  ...['today', 'customers'].map((name) => ({ name })),
  { name: 'customer', hash: '#/customers', act: firstOf('customers') },
  ...['pipeline', 'activities', 'leads', 'contacts', 'opportunities'].map((name) => ({ name })),
  ...pipelineViews,
  { name: 'deal', hash: '#/opportunities', act: firstOf('opportunities') },
  {
    name: 'attachment', hash: '#/opportunities',
    act: async (visitor) => {
      const { app } = visitor;
      await firstOf('opportunities')(visitor);
      if (await partsOf(visitor, 'record.related').count()) await visitor.press('radio', 'record.related');
      await dropPhoto(app, 'shop front.jpg');
      await app.see('status', /shop front/);
      await app.gone('status', /shop front/); // it may lie over what is looked at
      await visitor.press('button', /^shop front/);
      await app.mirror.locator('[role=img]:not([aria-busy=true])').first().waitFor({ state: 'attached' });
    },
    leave: async (visitor) => {
      await visitor.escape();
      if (await partsOf(visitor, 'record.timeline').count()) await visitor.press('radio', 'record.timeline');
    },
  },
  ...['products', 'users', 'import', 'sync', 'settings', 'gallery'].map((name) => ({ name })),
  {
    name: 'new-record', hash: '#/customers', typing: true,
    act: (visitor) => visitor.press('button', ['list.new', visitor.say(of('customer'))]),
  },
  {
    name: 'find', hash: '#/today', typing: true,
    act: async (visitor) => {
      await visitor.press(visitor.app.node('searchbox').first());
      await visitor.app.type(visitor.language === 'en' ? 'electronics' : '电子');
      await visitor.app.node('option').first().waitFor({ state: 'attached' });
    },
    leave: async ({ app }) => { await app.press('Control+a', 'Delete', 'Escape'); },
  },
  { name: 'keys', hash: '#/today', act: (visitor) => visitor.app.press('?').then(() => visitor.app.see('dialog')) },
  { name: 'filter-menu', hash: '#/customers', act: (visitor) => visitor.press('button', 'list.add_filter') },
  {
    name: 'filter', hash: '#/customers', typing: true,
    act: async (visitor) => {
      await visitor.press('button', 'list.add_filter');
      await visitor.press('menuitem', 'field.city');
      await visitor.app.see('dialog');
    },
  },
  { name: 'group-menu', hash: '#/customers', act: (visitor) => visitor.press('button', 'list.group') },
  {
    name: 'bulk-edit', hash: '#/customers', wide: true,
    act: async (visitor) => {
      const { app } = visitor;
      for (const row of [1, 2]) await visitor.press(app.node('checkbox', undefined, app.node('grid').getByRole('row').nth(row)));
      await visitor.press('button', 'list.edit_field');
      await app.see('dialog');
    },
    leave: async (visitor) => {
      await visitor.escape();
      await visitor.press('button', 'list.clear_selection');
    },
  },
];

/** Shows one after the other, in this language, and hands each to `look`. */
export async function tour(visitor, look, { only = () => true } = {}) {
  const { app } = visitor;
  for (const screen of screens) {
    if (!only(screen) || (screen.wide && app.page.viewportSize().width < 720)) continue;
    await app.go(screen.hash ?? `#/${screen.name}`);
    await screen.act?.(visitor);
    await app.settled();
    await look(screen);
    if (screen.leave) await screen.leave(visitor);
    else if (screen.act) await visitor.escape();
  }
}
