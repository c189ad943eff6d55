// Chromium, by Playwright.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../../../web/chromium.mjs';
import { until } from '../wait.mjs';

export async function launch({ folder, touch, viewport, dark, motion, flags, init, scale }) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    // Few pixels are put together sooner without the graphics processor that software plays; many with it.
    args: [...chromiumFlags, ...(scale < 1 ? ['--disable-gpu-compositing'] : []), ...flags],
    headless: true,
    viewport,
    hasTouch: touch,
    isMobile: touch,
    deviceScaleFactor: scale,
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: motion ? 'no-preference' : 'reduce', // software draws slowly
    acceptDownloads: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(20_000);
  for (const script of init) await context.addInitScript(script);
  const pid = find(folder);
  context.kill = () => kill(context, pid, folder);
  return context;
}

/** The browser's own process: it has the profile in its command line and is of no `--type`. */
function find(folder) {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
  const line = lines.find((each) => each.includes(`--user-data-dir=${folder}`) && !each.includes('--type='));
  return Number(line?.trim().split(' ')[0]);
}

async function kill(context, pid, folder) {
  if (!pid) throw new Error('the browser process was not found');
  const gone = new Promise((resolve) => context.once('close', resolve));
  try {
    process.kill(-pid, 'SIGKILL'); // a group of its own, with all of its helpers
  } catch {
    process.kill(pid, 'SIGKILL');
  }
  await gone;
  await until('the killed browser to be gone', () => !alive(pid));
  for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(path.join(folder, name), { force: true });
}

function alive(pid) {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false; // ps finds none
  }
}
