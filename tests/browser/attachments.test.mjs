import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { interrupt, keepContexts } from './support/graphics.mjs';
import { scene } from './support/scene.mjs';
import { createCustomer, dropPhoto } from './support/steps.mjs';

/** The colours of some places of the screen, as a person sees them. */
async function colours(app, places) {
  const png = [...await app.page.screenshot()];
  return app.page.evaluate(async ([png, places]) => {
    const image = await createImageBitmap(new Blob([new Uint8Array(png)]));
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return places.map(([x, y]) => [...context.getImageData(Math.round(x * image.width / innerWidth), Math.round(y * image.height / innerHeight), 1, 1).data].slice(0, 3));
  }, [png, places]);
}

const reddish = ([r, g, b]) => r > 180 && g < 80 && b < 80;
const bluish = ([r, g, b]) => b > 180 && g < 80 && r < 80;

/** The open picture shows red above and blue below. */
async function showsPhoto(app, name) {
  await app.node('img', name).and(app.page.locator(':not([aria-busy=true])')).waitFor({ state: 'attached' });
  await app.settled();
  const { x, y, width, height } = await app.node('img', name).boundingBox();
  const seen = await colours(app, [[x + width / 2, y + height * 0.3], [x + width / 2, y + height * 0.7]]);
  assert.ok(reddish(seen[0]) && bluish(seen[1]), `colours ${JSON.stringify(seen)}`);
}

scene('a photo dropped onto a customer is seen, kept offline, and there again after the browser was started anew', async (here) => {
  const app = await here.open('?lang=en#/customers');
  const page = await createCustomer(app, 'Northwind Photos');
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await app.device.context.setOffline(true);
  const bytes = await dropPhoto(app, 'shop front.jpg');
  await app.hears(/Attached shop front\.jpg/);
  await app.saved();
  const device = app.device;
  const { url } = await here.serve();
  await device.close();
  await here.server.close();
  await device.start();
  const again = await device.open(`${url}?lang=en${page}`);
  await again.click('button', 'shop front.jpg');
  await showsPhoto(again, 'shop front.jpg');
  const [saved] = await Promise.all([again.page.waitForEvent('download'), again.click('button', 'Download')]);
  assert.equal(saved.suggestedFilename(), 'shop front.jpg');
  assert.deepEqual([...readFileSync(await saved.path())], bytes);
}, { only: ['chromium'] });

scene('a photo is attached by the menu, renamed, deleted and taken back, and lost graphics bring it back too', async (here) => {
  const app = await here.open('?lang=en#/customers', { init: [keepContexts] });
  await createCustomer(app, 'Northwind Menu');
  await dropPhoto(app, 'a.jpg');
  await app.click('button', 'a.jpg');
  await app.click('textbox', 'Name', { within: app.node('dialog', 'Attachment') });
  await app.press('ControlOrMeta+a');
  await app.type('Shop window.jpg');
  await app.press('Enter');
  await showsPhoto(app, 'Shop window.jpg');
  assert.ok(await interrupt(app), 'the same picture as before');
  await showsPhoto(app, 'Shop window.jpg');
  await app.click('button', 'Delete', { within: app.node('dialog', 'Attachment') });
  await app.gone('button', 'Shop window.jpg');
  await app.press('ControlOrMeta+z');
  await app.see('button', 'Shop window.jpg');
});
