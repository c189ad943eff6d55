// A browser with a profile of its own on disk: it can be closed, killed and started again with the same data.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../../web/chromium.mjs';
import { App } from './app.mjs';
import { until } from './wait.mjs';

/** What is tested; $SADDLEBAG_SITE names another build. */
export const site = process.env.SADDLEBAG_SITE ?? fileURLToPath(new URL('../../../build/site', import.meta.url));

const desk = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

export class Device {
  #context;
  #process;

  constructor(options = {}) {
    this.options = options;
    this.folder = mkdtempSync(path.join(tmpdir(), 'saddlebag-profile-'));
  }

  get context() {
    return this.#context;
  }

  async start() {
    const { touch = false, viewport = touch ? phone : desk, dark = false, motion = false, flags = [], init = [], scale = 1 } = this.options;
    this.#context = await chromium.launchPersistentContext(this.folder, {
      executablePath: chromiumPath(),
      args: [...chromiumFlags, ...flags],
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
    this.#context.setDefaultTimeout(20_000);
    for (const script of init) await this.#context.addInitScript(script);
    this.#process = this.#find();
    return this;
  }

  /** The browser's own process: it has the profile in its command line and is of no `--type`. */
  #find() {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
    const line = lines.find((each) => each.includes(`--user-data-dir=${this.folder}`) && !each.includes('--type='));
    return Number(line?.trim().split(' ')[0]);
  }

  /** Opens a page of the app and waits until its data is there; `ready: false` only loads it. */
  async open(address, { ready = true } = {}) {
    const page = this.#context.pages().find((each) => each.url() === 'about:blank') ?? await this.#context.newPage();
    const app = new App(page, this);
    await page.goto(address);
    if (ready) await app.ready();
    return app;
  }

  /** The plug is pulled: nothing gets a chance to finish. */
  async kill() {
    if (!this.#process) throw new Error('the browser process was not found');
    const gone = new Promise((resolve) => this.#context.once('close', resolve));
    try {
      process.kill(-this.#process, 'SIGKILL'); // a group of its own, with all of its helpers
    } catch {
      process.kill(this.#process, 'SIGKILL');
    }
    await gone;
    await until('the killed browser to be gone', () => !alive(this.#process));
    for (const name of ['SingletonLock', 'SingletonCookie', 'SingletonSocket']) rmSync(path.join(this.folder, name), { force: true });
    this.#process = undefined;
  }

  async close() {
    await this.#context?.close().catch(() => undefined);
    this.#process = undefined;
  }

  async dispose() {
    await this.close();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function alive(pid) {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false; // ps finds none
  }
}
