import assert from 'node:assert/strict';
import { scene } from './support/scene.mjs';
import { createCustomer, edit, find } from './support/steps.mjs';
import { text } from './support/texts.mjs';
import { pause, until } from './support/wait.mjs';

const screens = ['today', 'customers', 'pipeline', 'activities', 'leads', 'contacts', 'opportunities', 'products', 'users', 'import', 'sync', 'settings'];

scene('the first visit is empty, says what to do, and is complete without a backend', async (here) => {
  const app = await here.open('?lang=en');
  await app.counts({ customer: 0, opportunity: 0, stage: 9 });
  await app.read('Welcome to Saddlebag');
  await app.click('button', 'Import files');
  await app.hash('#/import');
  await app.see('button', 'Choose files');
  await app.hears(/Saved on this device/);
  assert.deepEqual(app.complaints, []);
});

scene('the demo fills two years of believable data, the same on every start', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?demo&lang=en`);
  const { records } = await app.stats();
  assert.ok(records.customer >= 300 && records.opportunity > 500 && records.activity > 500 && records.contact > 300, JSON.stringify(records));
  await app.saved();
  await app.page.close();
  app = await device.open(`${url}?demo&lang=en`);
  assert.deepEqual((await app.stats()).records, records);
});

scene('every screen is there in both languages, called by its name', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  for (const language of ['zh-CN', 'en']) {
    const app = await device.open(`${url}?demo&lang=${language}#/today`);
    for (const screen of screens) {
      await app.click('link', text(language, `nav.${screen}`), { within: app.node('navigation') });
      await app.hash(`#/${screen}`);
      await app.see('main', text(language, `nav.${screen}`));
      await app.see('heading', new RegExp(text(language, `nav.${screen}`)));
    }
    assert.equal(await app.page.evaluate(() => document.documentElement.lang), language);
    assert.equal(await app.page.title(), text(language, 'app.name'));
    assert.deepEqual(app.complaints, []);
    await app.page.close();
  }
});

scene('language and theme come from the address, from the buttons, and stay', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  const scheme = (app) => app.page.evaluate(() => document.documentElement.style.colorScheme);
  let app = await device.open(`${url}?lang=zh&theme=dark`);
  assert.equal(await scheme(app), 'dark');
  await app.see('link', '客户');
  await app.click('button', text('zh-CN', 'topbar.light'));
  assert.equal(await scheme(app), 'light');
  await app.click('button', text('zh-CN', 'topbar.other_language'));
  await app.see('link', 'Customers');
  await app.saved();
  await app.page.close();
  app = await device.open(url);
  await app.see('link', 'Customers');
  assert.equal(await scheme(app), 'light');
});

scene('each screen and record has an address; back and forward lead along them', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  await app.see('heading', 'Customers');
  await app.click('link', 'Pipeline');
  await app.hash('#/pipeline');
  await find(app, '杭州', /杭州/);
  await app.hash(/^#\/\w+\/[0-9a-f-]{36}$/);
  const record = new URL(app.page.url()).hash;
  await app.page.goBack();
  await app.hash('#/pipeline');
  await app.see('main', 'Pipeline');
  await app.page.goBack();
  await app.hash('#/customers');
  await app.see('grid', 'Customers');
  await app.page.goForward();
  await app.page.goForward();
  await app.hash(record);
  await app.page.reload();
  await app.ready();
  await app.hash(record);
  await app.see('form', 'Details');
});

/** Ends the browser and the server, once the page is kept on the device, and opens it again. */
async function reopenOffline(here, device, app, address) {
  await until('the service worker to have everything', () =>
    app.page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state === 'activated'));
  await device.close();
  await here.server.close();
  here.server = undefined;
  await device.start();
  return device.open(address);
}

scene('without network and with the server stopped, a cold start shows all data', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?lang=en`);
  await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.saved();
  app = await reopenOffline(here, device, app, `${url}?lang=en#/customers`);
  await app.counts({ customer: 1 });
  await app.see('row', /Cloudsail Ltd/);
  await find(app, 'hangzhou', 'Cloudsail Ltd');
  await edit(app, 'City', 'Ningbo');
  await app.saved();
});

/** The second module of the program stays away until `release()` is called in the page; how often it was waited for is counted. */
const holdBack = () => {
  const compile = WebAssembly.compileStreaming;
  const released = new Promise((resolve) => { window.release = resolve; });
  WebAssembly.compileStreaming = async (coming) => {
    const response = await coming;
    if (response.url.includes('/later-')) await released;
    return compile(response);
  };
  window.waits = 0;
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (...request) { ++window.waits; return open.apply(this, request); };
};
const waits = (app) => app.page.evaluate(() => window.waits);

scene('the everyday screens need only the first module; others come with the second', async (here) => {
  const app = await here.open('?demo&lang=en#/today', { init: [holdBack] });
  for (const screen of ['customers', 'pipeline', 'activities', 'contacts']) await app.go(`#/${screen}`);
  await find(app, '杭州', /杭州/);
  await edit(app, 'Tags', 'key account');
  await app.saved();
  assert.equal(await waits(app), 0);
  await app.go('#/settings');
  await app.see('progressbar', 'Preparing demo data…');
  await app.page.evaluate(() => window.release());
  await app.see('heading', 'Settings');
  assert.equal(await waits(app), 0);
  assert.deepEqual(app.complaints, []);
});

scene('whoever is faster than the second module gets it at once, also without network', async (here) => {
  const { url } = await here.serve();
  const device = await here.device({ init: [holdBack] });
  let app = await device.open(`${url}?lang=en`);
  await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.saved();
  app = await reopenOffline(here, device, app, `${url}?lang=en#/customers`);
  await app.click('checkbox', 'Select Cloudsail Ltd');
  await app.see('toolbar', 'Edit many');
  assert.equal(await waits(app), 1);
  assert.deepEqual(app.complaints, []);
});

scene('five idle seconds draw no frame', async (here) => {
  const app = await here.open('?demo&lang=en#/customers');
  await app.saved();
  await app.settled({ quiet: 1500, seconds: 30 });
  const before = (await app.stats()).frames;
  await pause(5000); // idleness is what is measured here
  assert.equal((await app.stats()).frames, before);
});

scene('without WebGL 2 the page says so in plain text', async (here) => {
  const app = await here.open('', { ready: false, flags: ['--disable-webgl2', '--disable-3d-apis'] });
  await app.page.locator('#no-webgl').waitFor({ state: 'visible' });
  assert.match(await app.page.locator('#no-webgl').innerText(), /WebGL 2.*画|WebGL 2[\s\S]*cannot draw/);
}, { only: ['chromium'] }); // the others have no switch for it

scene('without IndexedDB the page says so in plain text', async (here) => {
  const app = await here.open('', { ready: false, init: [() => Object.defineProperty(window, 'indexedDB', { value: undefined })] });
  await app.page.locator('#no-storage').waitFor({ state: 'visible' });
  assert.match(await app.page.locator('#no-storage').innerText(), /IndexedDB/);
});
