// The Chromium that the browser tests drive: found, else installed where this user may, else asked for.
// Run by the build: node chromium.mjs
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(':')) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not here
    }
  }
}

/** The browser's executable; $CHROMIUM names another one. */
export function chromiumPath() {
  const found = process.env.CHROMIUM ?? names.map(onPath).find(Boolean);
  if (!found) throw new Error('No Chromium here. Please type: sudo apt-get install chromium fonts-wqy-microhei');
  return found;
}

/** Draws WebGL2 in software and phones nobody. */
export const chromiumFlags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist',
];

function hasChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (list.status === 0) return list.stdout.trim() !== '';
  return ['truetype', 'opentype'].some((kind) => {
    const folder = `/usr/share/fonts/${kind}`;
    return existsSync(folder) && readdirSync(folder).some((name) => /wqy|cjk/i.test(name));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const missing = [];
  if (!process.env.CHROMIUM && !names.some(onPath)) missing.push('chromium');
  if (!hasChineseFont()) missing.push('fonts-wqy-microhei');
  if (missing.length > 0) {
    const script = fileURLToPath(new URL('../cmake/install-packages.sh', import.meta.url));
    if (spawnSync(script, missing, { stdio: 'inherit' }).status !== 0) {
      console.error(`The browser tests need more packages. Please type: sudo apt-get install ${missing.join(' ')}`);
      process.exit(1);
    }
  }
  console.log(`Chromium: ${chromiumPath()}`);
}
