// Pictures of every screen with the demo, to look at: node tests/browser/screenshots.mjs <folder>
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { startServer } from '../../web/serve.mjs';
import { Device, site } from './support/device.mjs';

const folder = process.argv[2];
if (!folder) {
  console.error('node tests/browser/screenshots.mjs <folder>');
  process.exit(1);
}
mkdirSync(folder, { recursive: true });

const screens = ['today', 'customers', 'pipeline', 'activities', 'leads', 'contacts', 'opportunities', 'products', 'users', 'import', 'sync', 'settings', 'gallery'];
const sizes = [['desk', { viewport: { width: 1440, height: 900 } }], ['phone', { touch: true, viewport: { width: 390, height: 844 }, scale: 2 }]];

const server = await startServer({ port: 0, site, backend: false });
for (const [size, options] of sizes) {
  for (const theme of ['light', 'dark']) {
    const device = await new Device({ ...options, dark: theme === 'dark' }).start();
    for (const language of ['zh-CN', 'en']) {
      const app = await device.open(`${server.url}?demo&lang=${language}&theme=${theme}#/today`);
      const shoot = async (name) => {
        await app.settled({ quiet: 250 });
        await app.page.screenshot({ path: path.join(folder, `${name}-${size}-${language}-${theme}.png`) });
      };
      for (const screen of screens) {
        await app.go(`#/${screen}`);
        await shoot(screen);
        if (screen === 'customers' || screen === 'opportunities') {
          const row = size === 'desk' ? app.node('gridcell', undefined, app.node('row').nth(2)) : app.node('listitem');
          if (await row.count() === 0) continue;
          if (size === 'desk') await app.click(row, undefined, { count: 2 });
          else await app.tap(row);
          await shoot(`${screen}-record`);
        }
      }
      await app.page.close();
    }
    await device.dispose();
  }
}
await server.close();
