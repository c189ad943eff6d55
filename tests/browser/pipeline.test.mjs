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
