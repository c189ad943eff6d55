import { scene } from './support/scene.mjs';
import { createCustomer, edit, fieldBecomes } from './support/steps.mjs';

scene('an edit that was called saved outlives the browser being killed, and can still be undone', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?lang=en`);
  const page = await createCustomer(app, 'Cloudsail Ltd', { City: 'Hangzhou' });
  await app.saved();
  await app.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  for (const city of ['Ningbo', 'Wenzhou']) {
    await edit(app, 'City', city);
    await app.hears(/Saved on this device/);
    await app.saved();
    await device.kill();

    await device.start();
    await device.context.setOffline(true);
    app = await device.open(`${url}?lang=en${page}`);
    await fieldBecomes(app, 'City', city);
  }
  await app.click('button', 'Undo', { within: app.node('banner') });
  await fieldBecomes(app, 'City', 'Ningbo');
  await app.click('button', 'Undo', { within: app.node('banner') });
  await fieldBecomes(app, 'City', 'Hangzhou');
  await app.click('button', 'Redo', { within: app.node('banner') });
  await fieldBecomes(app, 'City', 'Ningbo');
  await app.saved();
});

scene('a kill in the middle of an import leaves all of it or nothing', async (here) => {
  const { url } = await here.serve();
  const device = await here.device();
  let app = await device.open(`${url}?lang=en`);
  await createCustomer(app, 'Before the import');
  await app.saved();
  const { salesFiles } = await import('./support/sales_files.mjs');
  const { chooseFiles } = await import('./support/steps.mjs');
  const { files, expected } = salesFiles();
  await chooseFiles(app, files);
  const { x, y } = await app.place(app.node('button', /^Import [\d,]+ rows?$/));
  await app.page.mouse.click(x, y);
  await device.kill();
  await device.start();
  app = await device.open(`${url}?lang=en`);
  const { customer, opportunity } = (await app.stats()).records;
  const whole = customer === expected.customers + 1 && opportunity === expected.deals;
  if (!whole && !(customer === 1 && opportunity === 0)) throw new Error(`half an import: ${customer} customers, ${opportunity} deals`);
});
