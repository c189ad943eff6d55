import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { sharp } from './support/device.mjs';
import { scene } from './support/scene.mjs';
import { createCustomer, everywhere, fieldBecomes } from './support/steps.mjs';
import { text } from './support/texts.mjs';
import { until } from './support/wait.mjs';

const list = 'Search Customers';

/** What stands under composition as it is typed, and what is taken at the end. */
const methods = [
  ['Pinyin', ['n', 'ni', "ning'b", "ning'bo"], '宁波'],
  ['Zhuyin', ['ㄊ', 'ㄊㄞ', 'ㄊㄞˊ', '台ㄅㄟˇ', '台北'], '台北'],
  ['Japanese', ['k', 'か', 'かn', 'かんd', 'かんだ', '神田'], '神田'],
];

for (const [method, steps, result] of methods) {
  scene(`${method} composes in a field of a form, in a cell of a list, and in both searches`, async (here) => {
    const app = await here.open('?lang=en');
    const page = await createCustomer(app, 'Cloudsail Ltd');
    const form = app.node('form', 'Details');
    await app.click('textbox', 'City', { within: form });
    await app.compose(steps, result);
    await app.press('Tab');
    await fieldBecomes(app, 'City', result);

    await app.go('#/customers');
    const row = app.node('row', /Cloudsail/);
    await app.click(app.node('gridcell', /Cloudsail/, row), undefined);
    await app.press('F2');
    await app.press('Control+a');
    await app.compose(steps, result);
    await app.press('Enter');
    await app.see('row', new RegExp(result));

    await app.click('searchbox', list);
    await app.compose(steps, result);
    await app.hasValue('searchbox', list, result);
    await app.see('row', new RegExp(result));

    await app.click('searchbox', everywhere);
    await app.compose(steps, result);
    await app.click('option', result, { within: app.node('listbox', everywhere) });
    await app.hash(page);
    await app.saved();
    await app.page.reload();
    await app.ready();
    await fieldBecomes(app, 'City', result);
  });
}

const names = [
  ['a character beyond the first plane', '𠮷野家', '𠮷'],
  ['a family of emoji', 'Family 👩‍👩‍👧 Ltd', '👩‍👩‍👧'],
  ['a combining accent', 'Cafe\u0301 Sol', 'cafe\u0301'],
  ['a name in Arabic', 'مريم', 'مريم'],
  ['a name in Hebrew', 'שרה', 'שרה'],
];

scene('rare characters are kept as they were typed, and found', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?lang=en`);
  for (const [, name] of names) await createCustomer(app, name);
  await app.counts({ customer: names.length });
  await app.saved();
  await app.page.close();
  app = await device.open(`${url}?lang=en#/customers`);
  for (const [what, name, words] of names) {
    await app.fill('searchbox', list, words);
    await until(`${what} to be found alone`, async () => await app.node('row').count() === 2); // and the headers
    const seen = await app.node('row').last().innerHTML();
    assert.ok(seen.includes(name), `${what}: ${seen}`);
  }
}, { seconds: 400 }); // software draws slowly in WebKitGTK

/** Runs in the page: the columns of a picture in which there is something, from the first to the last, and how much of it has a colour. */
async function inkOf(png) {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]));
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const far = (i) => Math.max(...[0, 1, 2].map((c) => Math.abs(data[i + c] - data[c]))); // from the ground, which the corner has
  const hue = (i) => Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]);
  const columns = Array.from({ length: image.width }, (_, x) => {
    let ink = 0;
    for (let y = 0; y < image.height; ++y) ink += far(4 * (y * image.width + x));
    return ink;
  });
  let coloured = 0;
  for (let i = 0; i < data.length; i += 4) if (far(i) > 40 && hue(i) > 60) ++coloured;
  const [first, last] = [columns.findIndex((ink) => ink > 60), columns.findLastIndex((ink) => ink > 60)];
  return { width: last - first + 1, columns: columns.slice(first, last + 1), coloured };
}

/** The fonts of the app, as CSS has them. */
const fonts = `${readFileSync(new URL('../../web/host/glyphs.ts', import.meta.url), 'utf8').match(/families = \[([^\]]*)\]/)[1].replaceAll("'", '"').trim()} sans-serif`;

/** How a browser draws a text in one piece: its width, at the size of a line in a list. */
const widthInBrowser = ([text, fonts]) => {
  const context = document.createElement('canvas').getContext('2d');
  context.font = `14px ${fonts}`;
  const box = context.measureText(text);
  return box.actualBoundingBoxRight + box.actualBoundingBoxLeft;
};

scene('rare characters are drawn as the browser would: joined, in colour, with their marks, and none as an empty box', async (here) => {
  const app = await here.open('?lang=en', sharp);
  const pictures = {};
  for (const name of [...names.map(([, name]) => name), '👩‍👩‍👧', '👩🏽‍🌾', '\u{3fffd}\u{3fffd}\u{3fffd}']) {
    await createCustomer(app, name);
    await app.settled();
    const heading = app.node('heading', undefined, app.node('main')).first();
    const { x, y, width, height } = await heading.evaluate((element) => element.getBoundingClientRect().toJSON());
    const png = await app.page.screenshot({ clip: { x: x - 2, y, width: width + 4, height } });
    pictures[name] = { ...await app.page.evaluate(inkOf, png.toString('base64')), expected: await app.page.evaluate(widthInBrowser, [name, fonts]) };
  }
  const scale = pictures['Cafe\u0301 Sol'].width / pictures['Cafe\u0301 Sol'].expected; // of a heading, to the size measured with
  for (const [name, { width, expected }] of Object.entries(pictures)) {
    assert.ok(Math.abs(width / (expected * scale) - 1) < 0.2, `${name} is ${width} wide instead of ${Math.round(expected * scale)}`);
  }
  assert.ok(pictures['👩🏽‍🌾'].coloured > 50, `a farmer has ${pictures['👩🏽‍🌾'].coloured} coloured pixels`);
  const box = pictures['\u{3fffd}\u{3fffd}\u{3fffd}'].columns;
  const first = pictures['𠮷野家'].columns.slice(0, Math.floor(box.length / 3));
  const unlike = first.filter((ink, i) => Math.abs(ink - box[i]) > 200).length;
  assert.ok(unlike > first.length / 3, `𠮷 looks like a missing character: ${unlike} of ${first.length} columns differ`);
}, { only: ['chromium'] });

/** 100 KB in which every line is another, of all kinds of characters. */
function mixed() {
  let whole = '';
  for (let i = 0; Buffer.byteLength(whole) < 100_000; ++i) whole += `${i} Cloudsail 杭州云帆 𠮷 👩‍👩‍👧 cafe\u0301 مريم שרה\n`;
  return whole.trimEnd();
}

scene('100 KB of mixed text, pasted into a note, are there to the last character after a reload', async (here) => {
  const app = await here.open('?lang=en');
  await createCustomer(app, 'Cloudsail Ltd');
  const whole = mixed();
  await app.page.evaluate((whole) => navigator.clipboard.writeText(whole), whole);
  const label = text('en', 'record.composer_text');
  await app.click('textbox', label);
  await app.press('Control+v');
  await app.hasValue('textbox', label, whole);
  await app.click('button', 'Save');
  await app.counts({ note: 1 });
  await app.saved();
  await app.page.reload();
  await app.ready();
  await until('the note to be whole', () => app.mirror.evaluate((mirror, whole) =>
    [...mirror.querySelectorAll('*')].some((each) => each.dataset.value === whole || each.getAttribute('aria-label') === whole || each.textContent === whole), whole));
});
