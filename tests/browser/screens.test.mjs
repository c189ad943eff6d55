// Every screen in three sizes, both languages and both themes: a picture of each, and a judgement of what is on it, of the
// text by what was really drawn (support/ink.mjs). To look at them: node tests/browser/screens.test.mjs <folder>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sharp } from './support/device.mjs';
import { judge, listen } from './support/ink.mjs';
import { scene } from './support/scene.mjs';
import { tour, Visitor } from './support/screens.mjs';
import { until } from './support/wait.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../build/artifacts/screens', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const sizes = {
  '1440x900': { viewport: { width: 1440, height: 900 } },
  '768x1024': { viewport: { width: 768, height: 1024 }, touch: true },
  '390x844': { viewport: { width: 390, height: 844 }, touch: true },
};

/** Runs in the page: what the accessibility tree says is wrong with the places of things. */
function misplaced() {
  const found = [];
  const shape = (element) => `${element.getAttribute('role') ?? 'text'} “${element.getAttribute('aria-label') ?? element.textContent.slice(0, 40)}”`;
  // What somebody wrote may be longer than its place; the program's own words may not.
  const given = 'gridcell row listitem option status menu dialog textbox searchbox combobox spinbutton list'.split(' ');
  /** The part of it that is not scrolled out of its pane. */
  const seen = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const around = element.matches('[role=dialog]') ? undefined : element.parentElement.closest('[role=main],[role=dialog]'); // what opens over a screen lies in the window
    const pane = around?.getBoundingClientRect() ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const inside = right - left > 1 && bottom > Math.max(top, pane.top) && top < Math.min(bottom, pane.bottom) && right > pane.left && left < pane.right;
    return inside ? { left, right, top: Math.max(top, pane.top), bottom: Math.min(bottom, pane.bottom), pane } : undefined;
  };
  // What lies behind a dialog is out of reach, and has a screen of its own here.
  const within = [...document.querySelectorAll('#mirror [role=dialog][aria-modal=true]')].at(-1) ?? document;
  const all = [...within.querySelectorAll('#mirror [data-id]')].map((element) => ({ element, role: element.getAttribute('role') ?? 'text', box: seen(element) }))
    .filter(({ box }) => box);
  for (const { element, role, box } of all) {
    const named = given.includes(role) || (role === 'link' && element.closest('[role=main]')) || (role === 'heading' && element.getAttribute('aria-level') === '1');
    if (element.dataset.cut && !named) found.push(`cut short: ${shape(element)}`);
    // A board, a grid and the stages above a phone's board are wider than their pane, and scrolled.
    if ((box.left < box.pane.left - 1 || box.right > box.pane.right + 1) && !element.closest('[role=list],[role=grid],[role=tablist]')) {
      found.push(`outside of its pane: ${shape(element)} ${Math.round(box.left)}..${Math.round(box.right)}`);
    }
  }
  const pressed = ['button', 'link', 'checkbox', 'switch', 'radio', 'tab', 'textbox', 'combobox', 'searchbox'];
  const reacting = all.filter(({ role }) => pressed.includes(role));
  const layer = ({ element }) => element.closest('[role=dialog],[role=menu],[role=listbox],[role=status],[role=alert]');
  for (const [i, a] of reacting.entries()) {
    for (const b of reacting.slice(i + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element) || layer(a) !== layer(b)) continue;
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      if (wide > 2 && high > 2) found.push(`over each other: ${shape(a.element)} and ${shape(b.element)}`);
    }
  }
  return found;
}

/** Where text may end at an edge because it is scrolled along with its pane, or longer than its field. */
const scrolls = ['grid', 'list', 'tablist', 'listitem', 'gridcell', 'columnheader', 'textbox', 'searchbox', 'combobox', 'spinbutton'];

async function faultsOf(app) {
  const ink = await app.page.evaluate(judge);
  const text = ink.filter(({ what, near }) => what !== 'text cut by an edge' || !near.some(({ role, empty }) => scrolls.includes(role) && !empty))
    .map(({ what, at, near }) => `${what} at ${at}: ${near.slice(0, 3).map(({ role, name }) => `${role} “${name}”`).join(' in ')}`);
  return [...text, ...await app.page.evaluate(misplaced)];
}

for (const [size, options] of Object.entries(sizes)) {
  for (const [language, other] of [['zh-CN', 'en'], ['en', 'zh-CN']]) {
    scene(`every screen at ${size} in ${language}, light and dark: nothing cut, nothing over another, nothing outside, nothing that axe-core finds`, async (here) => {
      mkdirSync(folder, { recursive: true });
      const app = await here.open(`?demo&lang=${other}`, { ...options, ...sharp, init: [listen, skipTime] });
      const visitor = new Visitor(app, options);
      const cdp = await app.page.context().newCDPSession(app.page);
      await app.page.evaluate(axe);
      const faults = [];
      await visitor.speak(language);
      const look = async ({ name }) => {
        for (const theme of ['light', 'dark']) {
          await app.page.emulateMedia({ colorScheme: theme });
          await app.settled();
          const { data } = await cdp.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true });
          writeFileSync(path.join(folder, `${name}-${size}-${language}-${theme}.png`), Buffer.from(data, 'base64'));
          const told = theme === 'light' ? await faultsOf(app) : [];
          // Both themes are looked at by axe-core, each in one language: all that it could find is the same in the other.
          if ((language === 'en') === (theme === 'dark')) told.push(...await violations(app));
          faults.push(...told.map((fault) => `${name}, ${language}, ${theme}: ${fault}`));
        }
      };
      await tour(visitor, look);
      await app.page.goto(new URL(`?demo&kiosk=60&lang=${language}`, app.page.url()).href);
      await app.ready();
      await app.page.evaluate(axe);
      await rotate(app, look);
      if (faults.length > 0) throw new Error(`${faults.length} faults\n${[...new Set(faults)].join('\n')}`);
    }, { seconds: 600 });
  }
}

/** Runs in the page: lets its clock go on. */
const skipTime = () => {
  const now = performance.now.bind(performance);
  let ahead = 0;
  performance.now = () => now() + ahead;
  window.skip = (ms) => {
    ahead += ms;
    visualViewport.dispatchEvent(new Event('resize')); // a frame
  };
};

/** Shows each card of the wall once. */
async function rotate(app, look) {
  const seen = [];
  for (;;) {
    await app.settled();
    const title = await app.mirror.getByRole('heading', { level: 1 }).first().textContent();
    if (seen[0] === title) break;
    if (seen.includes(title)) throw new Error(`${title} came before ${seen[0]}: ${seen.join(', ')}`);
    seen.push(title);
    await look({ name: `wall-${seen.length}` });
    await app.page.evaluate(() => window.skip(61_000));
    await until('the next card', async () => await app.mirror.getByRole('heading', { level: 1 }).first().textContent() !== title);
  }
  if (seen.length < 5) throw new Error(`only ${seen.join(', ')}`);
}

/** What axe-core finds in what assistive technology is told. Colours are on the canvas, which it cannot see. */
async function violations(app) {
  const { violations } = await app.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }));
  return violations.map(({ id, help, nodes }) => `axe ${id}: ${help} (${nodes.length}, ${nodes[0].html.slice(0, 200)})`);
}
