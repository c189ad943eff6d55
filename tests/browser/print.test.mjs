import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer } from './support/steps.mjs';
import { until } from './support/wait.mjs';

/** Instead of the system's window: keeps what would have been printed. */
const keepPrinted = () => {
  window.printed = [];
  const { get } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
  Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
    get() {
      const view = get.call(this);
      if (view) view.print = () => {
        window.printed.push({ html: view.document.documentElement.outerHTML, text: view.document.body.innerText, font: view.getComputedStyle(view.document.querySelector('h1')).fontSize });
        view.dispatchEvent(new Event('afterprint'));
      };
      return view;
    },
  });
};

const printed = (app, count = 1) => until('something to be printed', () => app.page.evaluate((at) => window.printed[at - 1], count));

/** The sheets that a browser makes of it: their number and sizes in points. */
async function sheets(app, html) {
  const page = await app.page.context().newPage();
  await page.goto(new URL('licences.txt', app.page.url()).href);
  await page.setContent(html.replace(/<meta http-equiv[^>]*>/, ''), { waitUntil: 'load' });
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.close();
  return { boxes: [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, w, h]) => [Math.round(w), Math.round(h)]), overflow };
}

scene('a list is printed as sheets of A4, with all of its rows, from the menu and by Ctrl P', async (here) => {
  const app = await here.open('?demo=60&lang=en#/customers', { init: [keepPrinted] });
  await app.click('button', 'Export');
  await app.click('menuitem', 'Print …');
  const one = await printed(app);
  assert.match(one.text, /Customers/);
  assert.match(one.text, /60 records/);
  assert.match(one.text, /杭州云帆科技有限公司/);
  assert.notEqual(one.font, '32px', 'its style is there');
  await until('the frame to be gone', () => app.page.evaluate(() => document.querySelectorAll('iframe').length === 0));
  const { boxes, overflow } = await sheets(app, one.html);
  assert.ok(boxes.length >= 2, `${boxes.length} sheets`);
  for (const [width, height] of boxes) assert.deepEqual([Math.min(width, height), Math.max(width, height)].map((side, i) => Math.abs(side - [595, 842][i]) <= 2), [true, true]);
  assert.ok(overflow <= 0, `${overflow} px too wide`);
  await app.press('Control+p');
  const unhurried = ({ text }) => text.replace(/\d\d:\d\d/, ''); // a minute may have passed
  assert.equal(unhurried(await printed(app, 2)), unhurried(one));
});

scene('a record is printed, and what is written in it runs nowhere', async (here) => {
  const app = await here.open('?lang=en', { init: [keepPrinted] });
  await createCustomer(app, '<img src=x onerror="window.top.hacked=1"><b>“甲”&乙');
  await app.press('Control+p');
  const one = await printed(app);
  assert.match(one.text, /<img src=x onerror="window.top.hacked=1"><b>“甲”&乙/);
  assert.equal(await app.page.evaluate(() => window.hacked), undefined);
  assert.deepEqual((await sheets(app, one.html)).boxes.length, 1);
});

scene('a copied link opens its record', async (here) => {
  const app = await here.open('?demo=60&lang=en#/customers');
  await app.click(app.node('gridcell', '杭州云帆科技有限公司'), undefined, { count: 2 });
  await app.click('button', 'More actions');
  await app.click('menuitem', 'Copy link');
  const link = await app.page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, app.page.url());
  assert.match(link, /^http.*#\/customers\/[0-9a-f-]+$/);
});
